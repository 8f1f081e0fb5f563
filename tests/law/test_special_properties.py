"""Whatever days people renew on: no gap and no overlap; facts in any order; a failed condition never helps."""

from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiyang.law import book
from yiyang.law.days import same_numbered
from yiyang.law.decision import Decision, Finding, Outcome
from yiyang.law.documents.jiangmen_2024.choice import effective
from yiyang.law.documents.jiangmen_2024.special import validity
from yiyang.law.questions.outpatient import MoveOutpatient, SettleOutpatient
from yiyang.law.questions.special import CertifySpecial, RenewalCode, RenewSpecial, SettleSpecial
from yiyang.law.values import OTHER, Values
from yiyang.law.words import in_words

JIANGMEN = book.document("jiangmen_2024")
SINCE = date(2024, 4, 1)
DAY = timedelta(days=1)
DAYS = st.dates(SINCE, date(2028, 12, 31))
MONTHS = st.sampled_from([6, 12, 24])
VALUES = JIANGMEN.values(SINCE)
CHAIN = st.lists(st.integers(-30, 30), min_size=1, max_size=12)
"""On which day, counted from the last valid one, somebody renews again and again."""


def other(*readings: str) -> Values:
    """The values of a day on which officials have chosen the other reading of these."""
    found = JIANGMEN
    for one in readings:
        found = found.amended(f"reading.{one}", (OTHER,), SINCE)
    return found.values(SINCE)


def renewal(**given_: Any) -> RenewSpecial:
    """A renewal by the hospital that has everything in order but what is given."""
    told: dict[str, Any] = {
        "scheme": "resident",
        "insured_division": "440703",
        "disease": "M00105",
        "filed_through": "institution",
        "disease_qualified": True,
        "diagnosed_on": SINCE,
        "condition_confirmed": True,
        "criteria_met": True,
        "disease_certified": True,
        "disease_certified_to": date(2025, 6, 30),
    }
    return RenewSpecial(**{**told, **given_})


def asked(name: str, question: Any, values: Values = VALUES) -> Decision:
    return JIANGMEN.questions[name](question, values)


@given(DAYS, MONTHS, CHAIN)
def test_a_chain_of_renewals_has_no_gap_and_no_overlap(start: date, months: int, offsets: list[int]) -> None:
    """A renewal on time begins on E, which both name and none counts twice; a late one on E+1; none loses a day."""
    chain = [validity.certified(start, months)]
    for offset in offsets:
        end = chain[-1].last or start
        chain.append(validity.renewed(end, months, end + DAY * offset, VALUES))
    for (before, after), offset in zip(pairwise(chain), offsets, strict=True):
        assert before.last is not None
        assert after.first == (before.last + DAY if offset > 0 else before.last)
        assert after.last == same_numbered(before.last, months=months)


@given(DAYS, MONTHS, st.integers(-30, 0), st.integers(1, 30))
def test_punctual_and_late_people_end_on_the_same_day(end: date, months: int, early: int, late: int) -> None:
    on_time = validity.renewed(end, months, end + DAY * early, VALUES)
    after = validity.renewed(end, months, end + DAY * late, VALUES)
    assert on_time.last == after.last


@given(DAYS, MONTHS, st.integers(-30, 0))
def test_the_literal_reading_takes_a_day_from_punctual_people(end: date, months: int, early: int) -> None:
    literal = validity.renewed(end, months, end + DAY * early, other("A-JM-14"))
    ours = validity.renewed(end, months, end + DAY * early, VALUES)
    assert literal.first == ours.first == end
    assert literal.last in {ours.last, ours.last and ours.last - DAY}
    if ours.last and ours.last.day == end.day:
        assert literal.last == ours.last - DAY


def test_the_literal_reading_leaves_late_people_their_day() -> None:
    end = date(2025, 6, 30)
    assert validity.renewed(end, 12, end + DAY, other("A-JM-14")) == (date(2025, 7, 1), date(2026, 6, 30))
    decision = asked("special-renewal", renewal(asked_on=end), other("A-JM-14"))
    assert "The new validity runs from 30 June 2025 to 29 June 2026" in [one.text.en for one in decision.reasons]


@pytest.mark.parametrize(("reading", "opens"), [((), date(2025, 5, 31)), (("A-JM-13",), date(2025, 6, 1))])
def test_the_window_opens_by_the_reading_chosen(reading: tuple[str, ...], opens: date) -> None:
    values = other(*reading)
    assert asked("special-renewal", renewal(asked_on=opens), values).outcome is Outcome.GRANTED
    early = asked("special-renewal", renewal(asked_on=opens - DAY), values)
    assert [one.provision for one in early.failing] == ["JM-17.1"]
    assert early.failing[0].text.en == f"The window opens on {in_words(opens).en}"
    assert "JM-17.2" not in [one.provision for one in early.reasons]  # no validity is promised to whom is too early


@pytest.mark.parametrize(
    ("through", "day", "outcome"),
    [
        ("institution", date(2025, 10, 9), Outcome.GRANTED),  # E+30 is 3 October, a holiday until the 8th
        ("counter", date(2025, 10, 9), Outcome.GRANTED),
        ("institution", date(2025, 10, 10), Outcome.REFUSED),
        ("counter", date(2025, 10, 10), Outcome.REFUSED),
    ],
)
def test_a_holiday_moves_the_last_day_by_the_other_reading(through: str, day: date, outcome: Outcome) -> None:
    papers = {"hindrance": "no-upload", "voucher": "id-card", "by_agent": False, "form2_signed": True}
    counter = {**papers, "record_given": True, "papers_checked": True} if through == "counter" else {}
    question = renewal(
        asked_on=day,
        disease_certified_to=date(2025, 9, 3),
        filed_through=through,
        **counter,
    )
    decision = asked("special-renewal", question, other("A-JM-15"))
    assert decision.outcome is outcome
    late = next(one for one in decision.reasons if one.provision == "JM-17.3")
    assert "9 October 2025" in late.text.en  # the day it moved to, not E+30


@pytest.mark.parametrize("readings", [(), ("A-JM-15",)])
def test_without_a_calendar_the_thirtieth_day_itself_is_named(readings: tuple[str, ...]) -> None:
    """E+30 of 2028-09-03 is in National Day week of a year without an order: by the other reading nobody is refused."""
    question = renewal(asked_on=date(2028, 10, 9), disease_certified_to=date(2028, 9, 3))
    decision = asked("special-renewal", question, other(*readings))
    assert decision.outcome is (Outcome.UNKNOWN if readings else Outcome.REFUSED)
    assert "3 October 2028" in next(one for one in decision.reasons if one.provision == "JM-17.3").text.en


def test_a_change_within_the_year_holds_from_the_day_the_reading_says() -> None:
    applied, decided = date(2024, 6, 7), date(2024, 6, 12)
    assert effective.in_year(applied, decided, VALUES) == decided
    assert effective.in_year(applied, decided, other("A-JM-16")) == applied
    told = asked("outpatient-move", MoveOutpatient(asked_on=decided, applied_on=applied), other("A-JM-16"))
    assert "Effective from 7 June 2024" in [one.text.en for one in told.reasons]
    same_day = asked("outpatient-move", MoveOutpatient(asked_on=decided), other("A-JM-16"))
    assert "Effective from 12 June 2024" in [one.text.en for one in same_day.reasons]


def test_at_the_chosen_institution_nobody_speaks_of_a_referral() -> None:
    question = SettleOutpatient(visited_on=date(2024, 6, 12), clinic_chosen=True, at_chosen=True, referred=False)
    assert "JM-22.1" not in [one.provision for one in asked("outpatient-care", question).reasons]


@given(st.dates(date(2024, 6, 1), date(2026, 12, 31)), st.integers(-60, 60))
def test_exactly_the_sixty_one_days_renew(end: date, offset: int) -> None:
    """E-30 to E+30 and no other day, for the hospital on any of them, holidays and leap days included."""
    question = renewal(asked_on=end + DAY * offset, disease_certified_to=end)
    outcome = asked("special-renewal", question).outcome
    assert (outcome is Outcome.GRANTED) is (-30 <= offset <= 30)


@given(st.dates(date(2024, 6, 1), date(2026, 12, 31)), st.integers(-60, 90))
def test_on_every_day_one_renews_or_is_certified_anew_or_waits_for_the_window(end: date, offset: int) -> None:
    """Never both, and after the end always one of the two."""
    day = end + DAY * offset
    may_renew = asked("special-renewal", renewal(asked_on=day, disease_certified_to=end)).outcome is Outcome.GRANTED
    names = {one.name for one in fields(CertifySpecial)}
    anew = CertifySpecial(**{name: getattr(renewal(asked_on=day, disease_certified_to=end), name) for name in names})
    may_certify = asked("special-disease", anew).outcome is Outcome.GRANTED
    assert not (may_renew and may_certify)
    assert offset <= 0 or may_renew or may_certify


@given(DAYS)
def test_the_window_of_a_year_has_ninety_two_days(day: date) -> None:
    found = effective.window(day, VALUES)
    assert (found.last - found.first).days == 91
    assert found.holds_from == found.last + DAY and found.first.year == day.year


COUNTER = {
    "filed_through": "counter",
    "hindrance": "like",
    "like_reason_given": True,
    "voucher": "id-card",
    "by_agent": True,
    "agent_id_seen": True,
    "form2_signed": True,
    "record_given": True,
    "examination_given": False,
    "papers_checked": True,
}
WORSE: dict[str, Any] = {
    "scheme": "none",
    "insured_division": "220102",
    "disease": "M99999",
    "disease_qualified": False,
    "diagnosed_on": date(2030, 1, 1),
    "condition_confirmed": False,
    "criteria_met": False,
    "like_reason_given": False,
    "voucher": "none",
    "agent_id_seen": False,
    "form2_signed": False,
    "record_given": False,
    "papers_checked": False,
    "disease_certified": False,
    "disease_certified_to": date(2024, 4, 30),
}
"""Each makes a renewal worse by itself."""
RANK = {Outcome.GRANTED: 0, Outcome.UNKNOWN: 1, Outcome.REFUSED: 2}


@given(st.sets(st.sampled_from(sorted(WORSE))), st.sampled_from(sorted(WORSE)), st.booleans())
def test_one_more_failed_condition_never_helps(failed: set[str], more: str, counter: bool) -> None:
    base = renewal(asked_on=date(2025, 6, 15), **(COUNTER if counter else {}))
    before = replace(base, **{name: WORSE[name] for name in failed})
    after = replace(before, **{more: WORSE[more]})
    assert RANK[asked("special-renewal", after).outcome] >= RANK[asked("special-renewal", before).outcome]


@pytest.mark.parametrize("more", sorted(WORSE))
def test_each_failed_condition_refuses(more: str) -> None:
    base = renewal(asked_on=date(2025, 6, 15), **COUNTER)
    assert asked("special-renewal", base).outcome is Outcome.GRANTED
    assert asked("special-renewal", replace(base, **{more: WORSE[more]})).outcome is Outcome.REFUSED


@given(st.permutations(sorted(WORSE)), st.sets(st.sampled_from(sorted(WORSE))))
def test_the_order_of_facts_never_matters(order: list[str], failed: set[str]) -> None:
    base = vars(renewal(asked_on=date(2025, 6, 15), **COUNTER))
    told = {**base, **{name: WORSE[name] for name in failed}}
    turned = {**{name: told[name] for name in order}, **told}
    one, two = RenewSpecial(**told), RenewSpecial(**dict(sorted(turned.items(), key=lambda pair: pair[0][::-1])))
    assert asked("special-renewal", one) == asked("special-renewal", two)


@given(st.dates(date(2025, 5, 1), date(2026, 9, 30)), st.integers(1, 30))
def test_costs_are_payable_on_every_day_of_a_renewed_cover(visit: date, offset: int) -> None:
    """With a late renewal no day from the first to the last is lost: directly from the renewal on, by claim before."""
    end = date(2025, 6, 30)
    new = validity.renewed(end, 12, end + DAY * offset, VALUES)
    late = visit > end
    kind: RenewalCode = "late" if late else "none"
    own = (new.first, new.last) if late else (date(2024, 6, 30), end)
    question = SettleSpecial(
        asked_on=date(2026, 10, 1),
        visited_on=visit,
        scheme="resident",
        insured_division="440703",
        disease_certified=True,
        certified_from=own[0],
        certified_to=own[1],
        renewal=kind,
        renewed_on=end + DAY * offset if late else None,
        identity_checked=True,
        voucher_checked=True,
        prescription_checked=True,
        sickbed_open=False,
    )
    direct = asked("special-care", replace(question, settle="direct")).outcome is Outcome.GRANTED
    claim = asked("special-care", replace(question, settle="claim")).outcome is Outcome.GRANTED
    covered = visit <= date(2026, 6, 30)
    assert claim is covered
    assert direct is (covered and not end < visit < end + DAY * offset)


def test_every_disease_of_the_catalogue_has_a_class_with_a_length() -> None:
    found = VALUES.under("special.disease")
    assert len(found) == 45
    for code, entry in found.items():
        length = validity.term(code, VALUES)
        assert length.months in {0, 6, 12, 24} and entry.illustrative
        assert all(one.illustrative for one in length.used)


def test_a_certification_shows_the_entry_of_the_catalogue_it_rests_on() -> None:
    decision = asked("special-disease", CertifySpecial(disease="M05300"))
    listed = next(one for one in decision.reasons if one.text.en == "COPD is on the list of special diseases")
    assert listed.values == (VALUES["special.disease.M05300"],)


def test_a_disease_taken_off_the_list_is_left_to_people() -> None:
    assert validity.term("M99999", VALUES) == (None, ())
    decision = asked("special-renewal", renewal(asked_on=date(2025, 6, 15), disease="M99999"))
    assert Finding.UNKNOWN in {one.finding for one in decision.reasons}
