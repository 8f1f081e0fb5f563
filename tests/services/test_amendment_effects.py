"""What a change would do is shown before it is signed; what was decided stays, and months say with which values."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.services.changing import CC, LATER, TODAY, Clock, faults, proposed, reviewer, signed, values, written
from tests.services.jiangmen import PENGJIANG, grant, hospital, insurance_desk, insured, staff
from tests.services.test_providers import act, decide
from tests.services.test_special import PAPERS, TB
from tests.story import PLACE, load_month, settle, someone, standing, visit
from yiyang.services import current
from yiyang.services.access import OPERATOR
from yiyang.services.amendments import proposing, signing
from yiyang.services.amendments import reading as amendments
from yiyang.services.amendments.proposing import BadFile
from yiyang.services.cases import filing
from yiyang.services.cases.about import Named
from yiyang.services.errors import BadInput
from yiyang.services.governance import reading as governance
from yiyang.services.money import lines, versions
from yiyang.services.money.charging import DayValues
from yiyang.store.models import Amendment, Case, Event, Grant, Line, Role, Run, Upload

PRICE = "home_care.living.price"
DIAGNOSED = {"disease": TB, "physician": "吴医师", "condition_confirmed": "yes", "criteria_met": "yes"}


@pytest.fixture
def office(empty: None, clock: Clock) -> None:
    clock(datetime(2026, 9, 7, 9))  # noqa: DTZ001 -- the clock fixture sets the zone


def month(folder: Path) -> Path:
    made = folder / "month"
    made.mkdir()
    return made


def agreed(value: str, begins: str) -> Case:
    told = {"name": PRICE, "value": value, "begins": begins, "why": "物价上涨"}
    case = filing.file(viewer=someone(Role.SUPERVISOR, place=PLACE), code="value-change", filing=told)
    act(someone(Role.FINANCE, place=PLACE), case, finance_agrees="yes", finance_says="可以")
    assert decide(someone(Role.REVIEWER, place=PLACE), case, security_agrees="yes")
    return Case.objects.get(pk=case)


def test_changchun_changes_only_what_both_departments_agreed_to(office: None, tmp_path: Path) -> None:
    row = f"{PRICE},2027-01-01,4400,,,,,no"
    found = faults(tmp_path, row, document=CC)
    assert [(one.column, one.provision) for one in found] == [("value", "CC-11.1")]
    case = agreed("4400", "2027-01-01")
    assert not governance.agreed_values(viewer=reviewer(PLACE))[0].carried
    pk = proposing.propose_agreed(viewer=someone(Role.REVIEWER, place=PLACE), document=CC)
    row_kept = Amendment.objects.get(pk=pk)
    assert row_kept.basis == case.number and row_kept.entries[0]["value"] == "4400"
    seen = row_kept.effect["simulation"]
    assert seen["gross"][1] > seen["gross"][0] > 0
    signed(pk, PLACE)
    assert governance.agreed_values(viewer=reviewer(PLACE))[0].carried
    assert values(LATER, CC)[PRICE].number == 4400 and values(TODAY, CC)[PRICE].number == 4000
    with pytest.raises(BadInput, match="nothing"):
        proposing.propose_agreed(viewer=someone(Role.REVIEWER, place=PLACE), document=CC)


def test_a_retroactive_change_names_what_it_leaves_and_months_say_so(empty: None, tmp_path: Path, clock: Clock) -> None:
    clock(datetime(2026, 6, 1, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    load_month(month(tmp_path), [visit(1, "2022-05-03T09:00")])
    settle()
    old, paid = Run.objects.get(), standing()[0].gross
    told = lines.replay(standing()[0], DayValues(current.document(CC)))
    case = Case.objects.create(procedure="value-change", document=CC, place=PLACE, filed_at=old.at, number="X-1")
    Grant.objects.create(
        kind="value", key="v", first=date(2022, 5, 1), facts={"name": PRICE, "value": "4400"}, case=case
    )
    with pytest.raises(BadFile, match="1 faults"):
        proposing.propose_agreed(viewer=reviewer(PLACE), document=CC)
    clock(datetime(2026, 6, 2, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    pk = proposing.propose_agreed(viewer=reviewer(PLACE), document=CC, reason="按省文件补差")
    assert Amendment.objects.get(pk=pk).effect["months"] == [{"place": PLACE, "month": "2022-05"}]
    signed(pk, PLACE)
    line = standing()[0]
    assert versions.of_month(viewer=reviewer(PLACE), place=PLACE, month="2022-05").outdated
    assert line.gross == paid  # nothing decided changes by itself
    assert lines.replay(line, DayValues(lines.made_with(line))).decision == told.decision
    clock(datetime(2026, 6, 3, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    settle()
    new = Run.objects.latest("pk")
    assert new.values_version != old.values_version and standing()[0].gross > paid
    event = Event.objects.filter(code="month.settled").latest("pk")
    assert event.before and event.before["values"] == old.values_version
    assert event.after and event.after["values"] == new.values_version
    made_with = versions.of_month(viewer=OPERATOR, place=PLACE, month="2022-05")
    assert [one.other for one in made_with.runs] == [False, True] and made_with.telling and not made_with.outdated
    settle()
    assert Run.objects.count() == 2
    assert Line.objects.count() == 2


def test_a_month_settled_anew_without_a_difference_says_with_which_values(
    empty: None, tmp_path: Path, clock: Clock
) -> None:
    clock(datetime(2026, 6, 1, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    load_month(month(tmp_path), [visit(1, "2022-05-03T09:00")])
    settle()
    pk = proposing.propose(
        viewer=reviewer(PLACE),
        document=CC,
        path=written(tmp_path, "home_care.living.item.999,2022-05-01,10,minutes,CC-5.0,新项目,A new item,yes"),
        reason="补录",
    )
    signed(pk, PLACE)
    clock(datetime(2026, 6, 2, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    assert settle().added == 0
    assert [one.lines_added for one in Run.objects.order_by("pk")] == [1, 0]
    assert len(set(Run.objects.values_list("values_version", flat=True))) == 2
    settle()
    assert Run.objects.count() == 2


def counter_case() -> Case:
    """A special disease asked for at the counter, waiting for its decision."""
    clerk, person = staff(Role.CLERK, PENGJIANG), insured()
    paper = Upload.objects.create(
        field="record", name="病历.jpg", media_type="image/jpeg", size=4, sha256="ab" * 32, by_id=clerk.user_id
    )
    told = {**PAPERS, **DIAGNOSED, "diagnosed_on": "2026-09-01", "record": str(paper.pk)}
    pk = filing.file(viewer=clerk, code="special-disease", filing=told, named=Named(person=person.pk))
    return Case.objects.get(pk=pk)


def certified(last: str) -> Grant:
    """A certification that a hospital pushed and the law granted at once."""
    house, person = hospital(diseases=(TB,)), insured(last)
    shown = grant(person, "presented", {"voucher": "id_card"}, last=date(2028, 12, 31))
    Grant.objects.filter(pk=shown.pk).update(institution=house)
    told = {**DIAGNOSED, "diagnosed_on": "2026-09-07"}
    named = Named(person=person.pk)
    pk = filing.file(viewer=insurance_desk(house), code="special-disease", filing=told, named=named)
    return Grant.objects.get(kind="special", case=pk)


def test_open_cases_whose_answer_would_differ_are_named_and_rights_stay(office: None, tmp_path: Path) -> None:
    case, held = counter_case(), certified("李健")
    signed(proposed(tmp_path, "reading.A-JM-24,2026-09-07,other"))  # the day of handling counts, not that of the filing
    pk = proposed(tmp_path, f"special.disease.{TB},2026-10-01,ended")
    told = amendments.one(viewer=reviewer(), pk=pk)
    assert told.effect["asked"] == 1 and told.effect["day"] == "2026-10-01"
    assert [(one["number"], one["from"], one["to"], one["provisions"]) for one in told.effect["open"]] == [
        (case.number, "unknown", "refused", ["JM-15.1"])
    ]
    assert told.effect["grants"] == [{"kind": "special", "count": 1}]
    assert (told.effect["decided"], told.effect["simulation"]) == ([], None)
    signed(pk)
    assert (held.first, held.last) == Grant.objects.values_list("first", "last").get(pk=held.pk)
    signing.ask_back(viewer=reviewer(), pk=pk, why="误删")
    assert Amendment.objects.get(pk=pk).effect["back"]["open"][0]["to"] == "unknown"


def test_a_change_that_reaches_back_names_the_decided_cases(office: None, tmp_path: Path) -> None:
    held = certified("李健")
    before = Case.objects.get(pk=held.case_id or 0).decision
    pk = proposed(tmp_path, f"special.disease.{TB},2026-09-01,two-years,,,,,yes", reason="目录勘误")
    told = Amendment.objects.get(pk=pk).effect
    assert [one["case"] for one in told["decided"]] == [held.case_id]
    signed(pk)
    assert Case.objects.get(pk=held.case_id or 0).decision == before
