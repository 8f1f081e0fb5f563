"""Any question from JSON: answered with its articles, or refused naming the field; nothing else ever happens."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.examples import EXAMPLES, VISIT
from yiyang.law import book
from yiyang.law.decision import Finding, Outcome
from yiyang.law.words import Text, in_words
from yiyang.services.documents import asking
from yiyang.services.documents.asking import Answer
from yiyang.services.errors import BadInput, NotFound

MAY = date(2022, 5, 10)
NAMES = [name for document in book.BOOK for name in (*document.questions, *document.charges)]
pytestmark = pytest.mark.django_db


def ask(name: str, facts: object, *, place: str = "220100", on: date = MAY) -> Answer:
    return asking.ask(name=name, place=place, on=on, facts=json.dumps(facts))


def visit(number: int, day: int, **changed: object) -> dict[str, Any]:
    times = {"check_in": f"2022-05-{day:02d}T09:00:00", "check_out": f"2022-05-{day:02d}T11:00:00"}
    return {**VISIT, "visit_id": f"V{number}", **times, **changed}


def test_every_question_has_an_example_that_it_answers() -> None:
    assert sorted(EXAMPLES) == sorted(NAMES)
    for name, example in EXAMPLES.items():
        answer = ask(name, example.facts, place=example.place, on=example.on)
        assert answer.decision.outcome in {Outcome.GRANTED, Outcome.REFUSED}
        assert {reason.provision for reason in answer.decision.reasons} <= set(asking.question(name).provisions)


def test_a_question_belongs_to_its_document() -> None:
    assert asking.question("home-care", document="changchun_2021").document.code == "changchun_2021"
    with pytest.raises(NotFound):
        asking.question("home-care", document="jiangmen_2024")
    with pytest.raises(NotFound):
        asking.schema("no-such-question")


def test_what_is_left_out_is_unknown_and_never_guessed() -> None:
    answer = ask("home-care", {})
    assert answer.decision.outcome is Outcome.UNKNOWN
    open_ones = {r.provision for r in answer.decision.reasons if r.finding is Finding.UNKNOWN}
    assert {"CC-3.1", "CC-3.2", "CC-13.2"} <= open_ones


@pytest.mark.parametrize(
    ("place", "on"), [("440700", MAY), ("220100", date(2021, 10, 28)), ("210100", MAY), ("000000", date.max)]
)
def test_outside_place_and_dates_nothing_is_regulated(place: str, on: date) -> None:
    answer = ask("home-care", EXAMPLES["home-care"].facts, place=place, on=on)
    assert answer.decision.outcome is Outcome.NOT_REGULATED
    assert answer.decision.reasons == ()


@pytest.mark.parametrize(
    ("on", "event", "outcome"),
    [
        (date(2026, 11, 22), "2024-03-31", "not_regulated"),
        (date(2026, 11, 22), "2024-04-01", "granted"),
        (date(2030, 1, 1), "2028-12-31", "granted"),
        (date(2030, 1, 1), "2029-01-01", "not_regulated"),
        (date(2032, 6, 1), "2028-12-31", "refused"),
        (date(2028, 1, 1), "2029-01-01", "refused"),  # still to come
    ],
)
def test_the_day_of_the_event_chooses_the_law(on: date, event: str, outcome: str) -> None:
    told = {"care": "inpatient", "insured_then": True, "connected": False, "advance": False, "invoice_used": False}
    papers = ["inpatient_invoice", "inpatient_list", "inpatient_diagnosis"]
    moved = {"moved_to": "2031-12-31"} if on.year > 2030 else {"moved_to": "2027-04-01"}
    found = ask("claim", {**told, **moved, "papers_in": papers, "event_on": event}, place="440700", on=on)
    assert found.decision.outcome == outcome
    if outcome == "not_regulated":
        (reason,) = found.decision.reasons
        assert (
            reason.provision == "JM-34"
            and in_words(date.fromisoformat(event)).zh in reason.text.zh
            and "江医保发〔2024〕23号" in reason.text.zh
        )
        assert not ask("claim", {"event_on": event}, place="220100", on=on).decision.reasons


def test_the_third_visit_of_a_week_is_not_the_funds() -> None:
    # 9, 10 and 12 May 2022 lie in one week, Monday to Sunday.
    others = [visit(1, 9), visit(2, 10)]
    third = ask("home-care-visits", {"visit": visit(3, 12), "others": others})
    assert third.status == "self_pay"
    assert [reason.provision for reason in third.decision.failing] == ["CC-5.4"]
    assert ask("home-care-visits", {"visit": visit(3, 16), "others": others}).status == "payable"


def test_another_kind_of_care_uses_up_nothing() -> None:
    nursing = [visit(n, day, kind="nursing", items=[{"code": "N01", "minutes": 20}]) for n, day in ((1, 9), (2, 10))]
    assert ask("home-care-visits", {"visit": visit(3, 12), "others": nursing}).status == "payable"


def test_status_and_illustrative_values_reach_the_answer() -> None:
    told = asking.as_json(ask("home-care-visits", {"visit": VISIT}))
    assert (told["outcome"], told["status"], told["preview"]) == ("granted", "payable", False)
    assert [value["name"] for value in told["illustrative"]] == ["home_care.pilot_start"]
    assert "status" not in asking.as_json(ask("home-care", {}))


@pytest.mark.parametrize(
    ("name", "facts", "field", "value"),
    [
        ("home-care", {"level": "vier"}, "level", "vier"),
        ("home-care", {"colour": 1}, "colour", "1"),
        ("home-care", [], "facts", "[]"),
        ("home-care-plan", {"items": [{"code": "L01"}]}, "items.0.minutes", "{'code': 'L01'}"),
        ("home-care-visits", {}, "visit", "{}"),
        ("home-care-visits", {"visit": VISIT, "others": [{**VISIT, "photos": -1}]}, "others.0.photos", "-1"),
    ],
)
def test_what_does_not_fit_is_named(name: str, facts: object, field: str, value: str) -> None:
    with pytest.raises(BadInput) as refused:
        ask(name, facts)
    assert (refused.value.field, refused.value.value) == (field, value)
    assert isinstance(refused.value.text, Text)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data(), on=st.dates(), place=st.from_regex(r"[0-9]{6}", fullmatch=True) | st.just("220100"))
def test_any_facts_are_answered_or_a_field_is_named(name: str, data: st.DataObject, on: date, place: str) -> None:
    shape = asking.question(name).shape
    facts = data.draw(st.from_type(shape))
    try:
        answer = asking.ask(name=name, place=place, on=on, facts=TypeAdapter(shape).dump_json(facts).decode())
    except BadInput as refused:
        assert refused.field
    else:
        assert answer.decision.outcome in Outcome
