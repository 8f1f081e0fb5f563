"""Care away from home: the other readings, and what holds for every day and every place."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiyang.law import book
from yiyang.law.days import WorkCalendar, same_numbered
from yiyang.law.decision import Decision, Outcome
from yiyang.law.documents.jiangmen_2024.away.places import covers
from yiyang.law.questions.away import ChangeFiling, HandleFiling, ReferAway, SettleAway

DOCUMENT = book.document("jiangmen_2024")
SINCE = date(2024, 4, 1)
VISIT = SettleAway(
    insured_on=True,
    scheme="resident",
    setting="outpatient",
    care_place="430100",
    care_on=date(2026, 5, 4),
    emergency=False,
    filed_sub="other",
    filed_place="430000",
    filed_from=date(2026, 3, 1),
    undertaking=False,
)
STAY = replace(VISIT, setting="inpatient")
DAYS = st.dates(date(2024, 4, 1), date(2028, 6, 30))


def asked(name: str, question: Any, on: date = date(2026, 5, 4), *, otherwise: str = "") -> Decision:
    document = DOCUMENT.amended(f"reading.{otherwise}", ("other",), SINCE) if otherwise else DOCUMENT
    return document.questions[name](question, document.values(on))


def settles(question: SettleAway, *, otherwise: str = "") -> Outcome:
    return asked("away-settlement", question, otherwise=otherwise).outcome


def test_read_otherwise_a_specialised_hospital_does_not_receive() -> None:
    referral = ReferAway(
        insured_here=True,
        by_institution=True,
        referring_level=3,
        referring_specialised=False,
        condition="critical",
        cannot="treat",
        to_place="440100",
        receiving_specialised=True,
        stamped=True,
        same_filed=False,
    )
    assert asked("away-referral", referral).outcome is Outcome.GRANTED
    assert asked("away-referral", referral, otherwise="A-JM-19").outcome is Outcome.REFUSED
    general = replace(referral, receiving_specialised=False)
    assert asked("away-referral", general, otherwise="A-JM-19").outcome is Outcome.GRANTED


def test_read_otherwise_outpatient_care_in_the_province_needs_no_filing() -> None:
    unfiled = replace(VISIT, care_place="440106", filed_sub="none", filed_place=None, filed_from=None)
    assert settles(unfiled) is Outcome.REFUSED
    assert settles(unfiled, otherwise="A-JM-20") is Outcome.GRANTED
    assert settles(replace(unfiled, care_place="430100"), otherwise="A-JM-20") is Outcome.REFUSED


def test_read_otherwise_the_same_numbered_day_is_free() -> None:
    change = ChangeFiling(
        asked_on=date(2026, 2, 28), action="cancel", long_filed=True, long_from=date(2025, 8, 31), papers_valid=True
    )
    assert asked("away-change", change).outcome is Outcome.REFUSED
    assert asked("away-change", change, otherwise="A-JM-21").outcome is Outcome.GRANTED
    day_before = replace(change, asked_on=date(2026, 2, 27))
    assert asked("away-change", day_before, otherwise="A-JM-21").outcome is Outcome.REFUSED


def test_read_otherwise_neither_place_gives_benefit_before_the_papers() -> None:
    promised = replace(VISIT, filed_sub="resident", undertaking=True, completed=False)
    assert settles(promised) is Outcome.GRANTED
    assert settles(promised, otherwise="A-JM-22") is Outcome.REFUSED
    assert settles(replace(promised, completed=True), otherwise="A-JM-22") is Outcome.GRANTED
    assert settles(replace(VISIT, undertaking=None), otherwise="A-JM-22") is Outcome.GRANTED  # travellers promise none


def test_officials_may_let_care_at_home_settle_before_the_papers() -> None:
    freed = DOCUMENT.amended("away.home_before_papers", 1, date(2027, 1, 1))
    promised = replace(VISIT, filed_sub="resident", undertaking=True, completed=False, care_place="440703")
    before, after = (
        freed.questions["away-settlement"](promised, freed.values(day))
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    )
    assert (before.outcome, after.outcome) == (Outcome.REFUSED, Outcome.GRANTED)


@pytest.mark.parametrize(("filed", "place"), [("430000", "430100"), ("440100", "440106")])
@pytest.mark.parametrize("sub", ["retired", "resident", "posted", "referral", "emergency", "other"])
def test_the_national_rules_are_those_of_other_travellers_across_provinces(sub: Any, filed: str, place: str) -> None:
    decision = asked("away-settlement", replace(VISIT, filed_sub=sub, filed_place=filed, care_place=place))
    named = [one.provision for one in decision.reasons]
    assert ("JM-27.3b" in named) == (sub == "other" and place == "430100")


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        (date(2024, 9, 27), date(2024, 9, 30)),  # the Sunday in between is worked for National Day
        (date(2024, 9, 29), date(2024, 10, 8)),  # sent in on that Sunday, over the holiday
        (date(2024, 10, 3), date(2024, 10, 9)),  # sent in on a holiday
        (date(2025, 12, 30), date(2026, 1, 4)),  # over New Year, to a Sunday that is worked
        (date(2026, 5, 8), date(2026, 5, 11)),  # over a Saturday that is worked
    ],
)
def test_an_online_filing_is_answered_within_two_working_days(sent: date, due: date) -> None:
    last = WorkCalendar().after(sent, DOCUMENT.values(sent)["away.days.online"].number).due
    assert last == due
    answered = HandleFiling(asked_on=due, way="online", filed_on=sent, due=last, answer="granted", answered_on=due)
    assert asked("away-handling", answered, due).outcome is Outcome.GRANTED
    late = replace(answered, answered_on=due + timedelta(days=1))
    assert asked("away-handling", late, due).outcome is Outcome.REFUSED


def test_read_otherwise_a_filing_during_the_stay_is_finished_before_the_settlement() -> None:
    waiting = replace(STAY, filed_from=None, sent_on=date(2026, 5, 11), settled_on=date(2026, 5, 12))
    assert settles(waiting) is Outcome.UNKNOWN
    assert settles(waiting, otherwise="A-JM-23") is Outcome.REFUSED
    assert settles(replace(waiting, settled_on=None), otherwise="A-JM-23") is Outcome.UNKNOWN
    assert settles(replace(waiting, approved=True), otherwise="A-JM-23") is Outcome.GRANTED


def test_the_national_rules_have_a_version_of_their_own() -> None:
    freed = DOCUMENT.amended("away.national.unfiled", 1, date(2027, 1, 1))
    unfiled = replace(VISIT, filed_sub="none", filed_place=None, filed_from=None)
    before, after = (
        freed.questions["away-settlement"](unfiled, freed.values(day)) for day in (date(2026, 12, 31), date(2027, 1, 1))
    )
    assert (before.outcome, after.outcome) == (Outcome.REFUSED, Outcome.GRANTED)


@given(first=DAYS, ahead=st.integers(-10, 400))
def test_a_temporary_filing_is_good_on_every_day_up_to_the_same_numbered_one(first: date, ahead: int) -> None:
    day = first + timedelta(days=ahead)
    within = first <= day <= same_numbered(first, months=6)
    found = settles(replace(VISIT, filed_from=first, care_on=day))
    assert (found is Outcome.GRANTED) == within


@given(first=DAYS, admitted=st.integers(0, 250), stayed=st.integers(0, 300))
def test_a_stay_begun_within_validity_settles_whenever_it_ends(first: date, admitted: int, stayed: int) -> None:
    begin = first + timedelta(days=admitted)
    told = replace(STAY, filed_from=first, care_on=begin, settled_on=begin + timedelta(days=stayed))
    assert (settles(told) is Outcome.GRANTED) == (begin <= same_numbered(first, months=6))


@given(first=DAYS, ahead=st.integers(0, 400))
def test_a_long_term_filing_is_barred_then_free_and_never_again_barred(first: date, ahead: int) -> None:
    told = ChangeFiling(
        asked_on=first + timedelta(days=ahead), action="cancel", long_filed=True, long_from=first, papers_valid=True
    )
    free = asked("away-change", told).outcome is Outcome.GRANTED
    assert free == (first + timedelta(days=ahead) > same_numbered(first, months=6))


@given(
    filed=st.sampled_from(["440100", "441900", "442000", "500000", "110000", "460000", "440106"]),
    tail=st.integers(1, 99),
)
def test_a_filing_covers_its_own_divisions_and_no_others(filed: str, tail: int) -> None:
    own = f"{filed[:4]}{tail:02}"
    assert covers(filed, filed) is True
    assert covers(filed, own) is (True if not filed.endswith("06") else own == filed)
    assert covers(filed, "440703") is False and covers(filed, "330100") is False


@given(
    sub=st.sampled_from(["retired", "resident", "posted", "referral", "emergency", "other", "none"]),
    setting=st.sampled_from(["inpatient", "outpatient"]),
    place=st.sampled_from(["430100", "440106", "440703", "110101"]),
    emergency=st.booleans(),
    completed=st.booleans(),
    day=DAYS,
)
def test_whoever_is_not_insured_never_settles(**told: Any) -> None:
    known = replace(
        VISIT,
        filed_sub=told["sub"],
        setting=told["setting"],
        care_place=told["place"],
        emergency=told["emergency"],
        undertaking=True,
        completed=told["completed"],
        care_on=told["day"],
    )
    assert settles(replace(known, insured_on=False)) is Outcome.REFUSED
    if settles(known) is Outcome.GRANTED:  # a flag added never takes away what a filing gives
        assert settles(replace(known, emergency=True)) is Outcome.GRANTED
