"""What holds of any history of home visits: caps, order, amounts, and that a failed condition never helps."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law.reported import settled
from yiyang.law import book, days
from yiyang.law.charge import Explained, Step, explain, explained, failing, run
from yiyang.law.decision import Finding, Outcome
from yiyang.law.documents.changchun_2021.home_care import steps
from yiyang.law.documents.changchun_2021.home_care.charge import Bit
from yiyang.law.questions.home_care import (
    LIMITS,
    CareCharge,
    CareLine,
    CareRates,
    CareUsed,
    HomeVisit,
    Kind,
    PlannedItem,
)
from yiyang.law.words import Text

DOCUMENT = book.document("changchun_2021")
RULE = DOCUMENT.charges["home-care-visits"]
VALUES = DOCUMENT.values(date(2022, 5, 3))
GOOD = CareLine(
    kind=0, day=0, week=0, month=0, scheme=1, insured_division=220103, residence_division=220105, assessed=1, level=3,
    stay_seconds=0, agreement=1, carer_employed=1, carer_trained=1, carer_certified=1, items=2, foreign_items=0,
    short_items=0, item_minutes=60, seconds=7200, photos=1, identity_checked=1, limb_assessed=1, risk_read=1,
    confirmed=1,
)  # fmt: skip
FAILURES: tuple[tuple[dict[str, int], str], ...] = (
    ({"scheme": 0}, "CC-3.1"), ({"level": 2}, "CC-3.1"), ({"assessed": 0}, "CC-3.1"),
    ({"insured_division": 220112}, "CC-13.2"), ({"residence_division": 220104}, "CC-13.2"),
    ({"stay_seconds": 1}, "CC-3.2"), ({"agreement": 0}, "CC-4.0"), ({"carer_employed": 0}, "CC-7.2"),
    ({"carer_trained": 0}, "CC-7.2"), ({"carer_certified": 0}, "CC-7.2"), ({"foreign_items": 1}, "CC-5.1"),
    ({"item_minutes": 121}, "CC-5.1"), ({"items": 0}, "CC-7.1"), ({"short_items": 1}, "CC-7.1"),
    ({"seconds": 0}, "CC-7.5"), ({"photos": 0}, "CC-7.5"), ({"identity_checked": 0}, "CC-7.3"),
    ({"limb_assessed": 0}, "CC-7.3"), ({"risk_read": 0}, "CC-7.3"), ({"confirmed": 0}, "CC-8.5"),
)  # fmt: skip
LIVING_CAPS, NURSING_CAPS = {"CC-5.2", "CC-5.4", "CC-5.5"}, {"CC-5.6", "CC-5.8"}
BEGIN = date(2026, 11, 20)
FAILED = st.lists(st.sampled_from(FAILURES), max_size=1).map(lambda found: found[0][0] if found else {})
PERIODS = st.lists(
    st.tuples(st.integers(0, 45), FAILED, st.integers(1, 9000), st.integers(1, 2)), min_size=1, max_size=14
)


def line(day: date, kind: int, **changed: int) -> CareLine:
    numbers = {"day": days.day_number(day), "week": days.week_number(day), "month": days.month_number(day)}
    return GOOD._replace(kind=kind, **{**numbers, **changed})


def history(drawn: Sequence[tuple[int, dict[str, int], int, int]], kind: int) -> list[CareLine]:
    """Lines of one person and kind in order: days after the start, what fails, seconds, scheme."""
    told = sorted(drawn, key=lambda entry: entry[0])
    return [
        line(BEGIN + timedelta(days=after), kind, **{"seconds": seconds, "scheme": scheme, **failed})
        for after, failed, seconds, scheme in told
    ]


def charged(lines: Sequence[CareLine]) -> list[CareCharge]:
    return [result for _, result in run(RULE, lines, [RULE.resolve(VALUES, one) for one in lines])]


@given(PERIODS, st.sampled_from(Kind))
def test_no_history_pays_above_a_cap(drawn: list[tuple[int, dict[str, int], int, int]], kind: Kind) -> None:
    lines = history(drawn, kind)
    paid = [(one, result) for one, result in zip(lines, charged(lines), strict=True) if result.status == 0]
    per_day, per_week, per_month = (
        max(Counter(getattr(one, span) for one, _ in paid).values(), default=0) for span in ("day", "week", "month")
    )
    assert (per_week, per_month) <= ((2, 8) if kind is Kind.LIVING else (1, 4))
    assert per_day <= 1 and per_month <= (8 if kind is Kind.LIVING else 4)
    assert all(result.minutes <= (120 if kind is Kind.LIVING else 60) for _, result in paid)
    assert all(result.fund <= (6400 if kind is Kind.LIVING else 4000) for _, result in paid)


@given(PERIODS, st.sampled_from(Kind))
def test_amounts_add_up_and_belong_to_payable_lines_alone(
    drawn: list[tuple[int, dict[str, int], int, int]], kind: Kind
) -> None:
    for result in charged(history(drawn, kind)):
        assert result.gross == result.fund + result.own
        assert min(result) >= 0
        assert (result.status == 0) is (result.reasons == 0)
        assert result.status == 0 or result[2:] == (0, 0, 0, 0)


@pytest.mark.parametrize(("failed", "provision"), FAILURES, ids=str)
def test_each_condition_alone_keeps_the_fund_from_paying(failed: dict[str, int], provision: str) -> None:
    (result,) = charged([line(BEGIN, 0, **failed)])
    assert RULE.provisions_of(result.reasons) == (provision,)
    assert RULE.status_of(result) in {"refused", "held"} and result.gross == 0


def test_any_two_failed_conditions_are_both_listed() -> None:
    for (one, _), (other, _) in combinations(FAILURES, 2):
        alone = charged([line(BEGIN, 0, **one)])[0].reasons | charged([line(BEGIN, 0, **other)])[0].reasons
        (both,) = charged([line(BEGIN, 0, **{**one, **other})])
        if one.keys() != other.keys():
            unasked = Bit.INSURED_ELSEWHERE if "scheme" in one | other else 0  # where is asked of the insured alone
            assert both.reasons == alone & ~unasked, (one, other)


@given(PERIODS, st.data(), st.sampled_from(Kind))
def test_another_failed_condition_never_helps(
    drawn: list[tuple[int, dict[str, int], int, int]], data: st.DataObject, kind: Kind
) -> None:
    lines = history(drawn, kind)
    place = data.draw(st.integers(0, len(lines) - 1))
    before = charged(lines)
    for failed, provision in FAILURES:
        after = charged([*lines[:place], lines[place]._replace(**failed), *lines[place + 1 :]])
        assert before[:place] == after[:place]
        assert after[place].status in {1, 3} and after[place].fund == 0
        found = set(RULE.provisions_of(after[place].reasons))
        assert provision in found or lines[place].scheme == 0
        if before[place].status in {1, 3}:
            kept = set(RULE.provisions_of(before[place].reasons)) - {"CC-13.2"}  # not asked of the uninsured
            assert kept <= found and after[place].status >= before[place].status


@given(PERIODS, st.sampled_from(Kind))
def test_each_result_is_explained_in_full(drawn: list[tuple[int, dict[str, int], int, int]], kind: Kind) -> None:
    lines = history(drawn, kind)
    for one in explain(RULE, lines, [VALUES] * len(lines)):
        unmet = {reason.provision for reason in one.decision.reasons if reason.finding is Finding.UNMET}
        assert unmet == set(RULE.provisions_of(one.result.reasons))
        assert (one.decision.outcome is Outcome.GRANTED) is (one.result.status == 0)
        assert all("{" not in text for reason in one.decision.reasons for text in reason.text)
        asked = [reason.provision for reason in one.decision.reasons if reason.finding is not Finding.AMOUNT]
        assert not set(asked) & (NURSING_CAPS if kind is Kind.LIVING else LIVING_CAPS)
        assert asked.count("CC-13.2") == (2 if one.line.scheme else 1)  # where insured is asked of the insured alone
        assert one.decision.failing == failing(
            RULE, one.line, used=one.used, rates=one.rates, result=one.result, values_then=VALUES
        )
        amounts = [reason.provision for reason in one.decision.reasons if reason.finding is Finding.AMOUNT]
        length = "CC-5.3" if kind is Kind.LIVING else "CC-5.7"
        assert amounts == ([] if one.result.status else [length, "CC-8.2", "CC-8.3", "CC-8.4", "CC-8.5"])


@given(PERIODS, st.sampled_from(Kind))
def test_a_stored_line_explains_itself(drawn: list[tuple[int, dict[str, int], int, int]], kind: Kind) -> None:
    lines = history(drawn, kind)
    for one in explain(RULE, lines, [VALUES] * len(lines)):
        stored = json.loads(json.dumps([one.line, one.used, one.rates, one.result]))
        facts, used, rates, result = stored
        again = explained(
            RULE,
            CareLine(*facts),
            used=CareUsed(*used),
            rates=CareRates(*rates),
            result=CareCharge(*result),
            values_then=VALUES,
        )
        assert again == one


MOMENTS = st.integers(0, 40).map(lambda half: datetime.combine(BEGIN, time()) + timedelta(hours=6 * half))
VISITS = st.lists(
    st.tuples(
        MOMENTS, st.text("aAbB01", min_size=1, max_size=3), st.sampled_from(["living", "nursing"]), st.booleans()
    ),
    max_size=20,
    unique_by=lambda drawn: drawn[1],
)


@given(VISITS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(drawn: list[Any], dice: Any) -> None:
    visits = [_visit(begin, name, kind, confirmed) for begin, name, kind, confirmed in drawn]
    shuffled = [*visits]
    dice.shuffle(shuffled)
    assert settled(DOCUMENT, RULE, shuffled) == settled(DOCUMENT, RULE, visits)


@given(VISITS)
def test_living_care_and_nursing_do_not_touch_each_other(drawn: list[Any]) -> None:
    visits = [_visit(begin, name, kind, confirmed) for begin, name, kind, confirmed in drawn]
    together, apart = settled(DOCUMENT, RULE, visits), dict[str, Explained]()
    for kind in ("living", "nursing"):
        apart.update(settled(DOCUMENT, RULE, [visit for visit in visits if visit.kind == kind]))
    assert together == apart


def _visit(begin: datetime, name: str, kind: Any, confirmed: bool) -> HomeVisit:
    items = (PlannedItem("L01" if kind == "living" else "N01", 50),)
    return HomeVisit(
        visit_id=name, kind=kind, check_in=begin, check_out=begin + timedelta(hours=1), items=items, photos=1,
        identity_checked=True, limb_assessed=True, risk_read=True, confirmed=confirmed, scheme="employee",
        insured_division="220103", residence_division="220105", level=4, stay_seconds=0, agreement=True,
        carer_employed=True, carer_trained=True, carer_certified=True,
    )  # fmt: skip


def test_ties_go_by_code_point() -> None:
    begin = datetime.combine(BEGIN, time(9))
    names = ["b", "a", "B", "A", "10", "9", "a1"]
    found = settled(DOCUMENT, RULE, [_visit(begin, name, "living", True) for name in names])
    assert [name for name in names if found[name].result.status == 0] == ["10"]
    assert sorted(names) == sorted(names, key=lambda name: RULE.order(_visit(begin, name, "living", True)))


def test_a_visit_is_measured_in_whole_numbers_within_the_limits() -> None:
    visit = _visit(datetime.combine(BEGIN, time(9)), "V1", "nursing", True)
    bare = replace(
        visit, check_out=None, items=(), photos=0, scheme="none", insured_division="", residence_division="", level=None
    )
    for measured in (RULE.measure(visit, VALUES), RULE.measure(bare, VALUES)):
        assert all(
            type(value) is int and 0 <= value <= getattr(LIMITS, name) for name, value in measured._asdict().items()
        )
    assert RULE.measure(bare, VALUES)[4:9] == (0, 0, 0, 0, 0)
    assert RULE.measure(visit, VALUES)[4:9] == (1, 220103, 220105, 1, 4)


def test_the_rule_carries_its_conditions_and_its_amounts() -> None:
    amounts = {"CC-5.3", "CC-5.7", "CC-8.2", "CC-8.3", "CC-8.4", "CC-8.5"}
    conditions = {provision for _, provision in FAILURES} | LIVING_CAPS | NURSING_CAPS | {"CC-13.1"}
    assert RULE.provisions == tuple(sorted(amounts | conditions))


def test_nursing_has_no_cap_by_the_day() -> None:
    living, nursing = (RULE.resolve(VALUES, GOOD._replace(kind=kind)) for kind in Kind)
    assert (living.cap_day, living.cap_week, living.cap_month) == (1, 2, 8)
    assert nursing.cap_day > 1440 and (nursing.cap_week, nursing.cap_month) == (1, 4)


def test_kind_and_places_alone_settle_the_rates_of_a_day() -> None:
    elsewhere = {"kind": 1, "insured_division": 220112, "residence_division": 220104}
    rates = RULE.resolve(VALUES, GOOD)
    for name in CareLine._fields:
        other = GOOD._replace(**{name: elsewhere.get(name, getattr(GOOD, name) + 1)})
        assert (RULE.resolve(VALUES, other) != rates) is (name in RULE.resolved_by), name


def test_a_changed_value_reaches_the_charge() -> None:
    changed = DOCUMENT.amended("home_care.fund_share.resident", 7500, BEGIN).values(BEGIN)
    resident = line(BEGIN, 0, scheme=2)
    ((_, before),) = run(RULE, [resident], [RULE.resolve(VALUES, resident)])
    ((_, after),) = run(RULE, [resident], [RULE.resolve(changed, resident)])
    assert (before.fund, after.fund, before.gross, after.gross) == (5600, 6000, 8000, 8000)


def test_the_pilot_start_reaches_the_words_with_its_mark() -> None:
    (one,) = explain(RULE, [line(date(2021, 12, 31), 0)], [VALUES])
    assert [value.name for value in one.decision.illustrative] == ["home_care.pilot_start"]


def test_a_cap_says_how_many_were_used_and_when_it_opens_again() -> None:
    assert steps._cap(Bit.NURSING_WEEK, "CC-5.8", steps.NURSING, steps.WEEK) == Step(
        Bit.NURSING_WEEK,
        "CC-5.8",
        Text(
            "本周（周一至周日）此前已用 {used_week}/{cap_week} 次",
            "Before this visit, {used_week}/{cap_week} used in the week (Monday to Sunday)",
        ),
        Text(
            "本周（周一至周日）次数已用完（{used_week}/{cap_week}）",
            "The visits in the week (Monday to Sunday) are used up ({used_week}/{cap_week})",
        ),
        Text(
            "{next_week}起可再次支付；本次可按市场价自费（CC-8.7）",
            "Paid again from {next_week}; this one at the market price (CC-8.7)",
        ),
        only=("kind", 1),
        within="week",
        rates=("cap_week",),
    )
