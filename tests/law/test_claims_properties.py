"""Claims: the other readings, and what holds for every day and every list of invoices."""

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiyang.law import book, invoices
from yiyang.law.days import WorkCalendar, same_numbered
from yiyang.law.decision import Decision, Outcome
from yiyang.law.documents.jiangmen_2024.claims import claiming
from yiyang.law.questions.claims import ClaimExpenses, GroundCode

DOCUMENT = book.document("jiangmen_2024")
RULE = DOCUMENT.questions["claim"]
STAY = ClaimExpenses(
    asked_on=date(2026, 5, 3),
    care="inpatient",
    insured_then=True,
    connected=True,
    not_direct="unfiled",
    event_on=date(2024, 5, 3),
    advance=False,
    papers_in=("inpatient_invoice", "inpatient_list", "inpatient_diagnosis"),
    invoice_used=False,
)
VISIT = replace(
    STAY,
    care="outpatient",
    ground="other",
    papers_in=("outpatient_invoice", "outpatient_list", "outpatient_prescription"),
)
EVENTS = st.dates(date(2024, 4, 1), date(2028, 12, 31))


def read_otherwise(ambiguity: str, question: ClaimExpenses) -> Decision:
    since = date(2024, 4, 1)
    document = DOCUMENT.amended(f"reading.{ambiguity}", ("other",), since)
    assert question.asked_on
    return RULE(question, document.values(question.asked_on))


def asked(question: ClaimExpenses) -> Decision:
    assert question.asked_on
    return RULE(question, DOCUMENT.values(question.asked_on))


@pytest.mark.parametrize("case", get_args(GroundCode))
def test_each_case_that_fails_says_what_to_do_in_it(case: GroundCode) -> None:
    told = asked(replace(VISIT, ground=case, away_sub="none", status_shown=False, outage_logged=False))
    assert [one.change for one in told.reasons if one.provision == "JM-24"] == [claiming.NEXT[case]]


def test_read_otherwise_the_last_day_does_not_move() -> None:
    late = replace(STAY, event_on=date(2024, 10, 1), asked_on=date(2027, 10, 8), moved_to=date(2027, 10, 8))
    assert asked(late).outcome is Outcome.GRANTED
    assert read_otherwise("A-JM-17", late).outcome is Outcome.REFUSED
    assert read_otherwise("A-JM-17", replace(late, asked_on=date(2027, 10, 1))).outcome is Outcome.GRANTED


def test_read_otherwise_earlier_discharges_are_covered() -> None:
    early = replace(STAY, event_on=date(2024, 3, 31))
    assert asked(early).outcome is Outcome.UNKNOWN
    assert read_otherwise("A-JM-17", early).outcome is Outcome.GRANTED


def test_read_otherwise_any_reason_opens_outpatient_claims() -> None:
    forgotten = replace(VISIT, not_direct="voucher")
    assert asked(forgotten).outcome is Outcome.REFUSED
    assert read_otherwise("A-JM-18", forgotten).outcome is Outcome.GRANTED
    assert read_otherwise("A-JM-18", replace(forgotten, not_direct="choice")).outcome is Outcome.REFUSED
    assert read_otherwise("A-JM-18", replace(forgotten, ground=None)).outcome is Outcome.GRANTED


def test_a_claim_asks_for_the_case_of_article_24_and_advance_payment_does_not() -> None:
    claim, advance = (
        {field.name for field in DOCUMENT.procedures[code].fields} for code in ("claim", "advance-payment")
    )
    assert claim - advance == {"ground", "status_paper"}


def test_form_six_prints_what_is_filled_in_and_not_the_proof() -> None:
    (form,) = DOCUMENT.procedures["advance-payment"].sheets
    lines = "accident_on accident liable paid_so_far determined_on form_six"
    assert form.fields == ("care", "hospital", "event_on", "invoices", *lines.split())


@given(event=EVENTS, days=st.integers(0, 1200))
def test_in_time_exactly_up_to_the_same_numbered_day(event: date, days: int) -> None:
    last = same_numbered(event, years=3)
    day = event + timedelta(days=days)
    found = asked(replace(STAY, event_on=event, asked_on=day, moved_to=last))
    assert (found.outcome is Outcome.GRANTED) == (day <= last)


@given(event=EVENTS, offs=st.sets(st.integers(-3, 12)), ahead=st.integers(0, 15))
def test_the_day_it_moves_to_is_the_first_working_day(event: date, offs: set[int], ahead: int) -> None:
    last = same_numbered(event, years=3)
    near = {last + timedelta(days=number): number not in offs for number in range(-3, 40)}
    moved = WorkCalendar(near).or_next_working(last).due
    day = last + timedelta(days=ahead)
    found = asked(replace(STAY, event_on=event, asked_on=day, moved_to=moved))
    working = next(one for one in sorted(near) if one >= last and near[one])
    assert (found.outcome is Outcome.GRANTED) == (day <= working)


@given(event=EVENTS, later=st.integers(0, 900), asked_after=st.integers(0, 1500), shown=st.booleans())
def test_a_proof_never_shortens_the_time(event: date, later: int, asked_after: int, shown: bool) -> None:
    day, determined = event + timedelta(days=asked_after), event + timedelta(days=later)
    told = replace(STAY, event_on=event, asked_on=day, advance=True, form_six=True, not_direct="third")
    without = asked(replace(told, moved_to=same_numbered(event, years=3)))
    start = determined if shown and determined <= day else event
    proven = replace(
        told,
        determined_on=determined if determined <= day else None,
        determination_shown=shown,
        moved_to=same_numbered(start, years=3),
    )
    if without.outcome is Outcome.GRANTED:
        assert asked(proven).outcome is Outcome.GRANTED


LINES = st.lists(
    st.tuples(
        st.sampled_from(["甲医院", "乙医院"]),
        st.from_regex(r"[0-9A-Z]{1,12}", fullmatch=True),
        st.dates(date(2024, 1, 1), date(2028, 1, 1)),
        st.integers(1, 99_999_999),
    ),
    min_size=1,
    max_size=20,
    unique_by=lambda line: (line[0], line[1]),
)


@given(lines=LINES)
def test_what_is_written_is_read(lines: list[tuple[str, str, date, int]]) -> None:
    text = "\n".join(f"{issuer}, {number},{day},{fen // 100}.{fen % 100:02}" for issuer, number, day, fen in lines)
    assert invoices.fault(text) is None
    found = invoices.read(text)
    assert [tuple(one) for one in found] == lines
    assert invoices.total(found) == sum(line[3] for line in lines)


@given(text=st.text(max_size=200))
def test_any_text_is_read_or_named(text: str) -> None:
    if text.strip() and invoices.fault(text) is None:
        assert all(one.fen > 0 and one.issuer and one.number for one in invoices.read(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲,1,2026-05-03,5\n甲,1,2026-05-04,6", "line 2: this invoice is listed already"),
        ("甲,a1,2026-05-03,5\n甲,A1,2026-05-04,6", "line 2: this invoice is listed already"),
        (",1,2026-05-03,5", "line 1: no issuer, or longer than 64 characters"),
        ("甲,1,2026-05-03,1.234", "line 1: the amount '1.234' should be yuan above zero, at most two decimals"),
        ("甲,1,20260503,5", "line 1: the date '20260503' should be like 2024-05-03"),
        ("\n".join(f"甲,{number},2026-05-03,5" for number in range(51)), "at most 50 invoices at a time"),
    ],
)
def test_a_list_that_is_wrong_names_its_line(text: str, said: str) -> None:
    found = invoices.fault(text)
    assert found and found.en == said
