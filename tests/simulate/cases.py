"""Histories of home visits to charge both ways."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from yiyang.law import book, charge
from yiyang.law.days import day_number, day_of, month_number, week_number
from yiyang.law.questions.home_care import CareLine

DOCUMENT = book.document("changchun_2021")
CHARGE = "home-care-visits"
RULE = DOCUMENT.charges[CHARGE]

STARTS = [
    date(2022, 4, 25),  # its second week straddles two months
    date(2021, 12, 27),  # the pilot begins on the Saturday of its first week
    date(2024, 2, 26),  # leap day
    date(2026, 12, 28),  # ISO week 53
]
FLAGS = (
    "assessed", "agreement", "carer_employed", "carer_trained", "carer_certified", "identity_checked",
    "limb_assessed", "risk_read", "confirmed",
)  # fmt: skip


@st.composite
def visits(draw: st.DrawFn) -> CareLine:
    """A visit within three weeks, sound in most drawings, often on the same day as another."""
    day = draw(st.sampled_from(STARTS)) + timedelta(days=draw(st.integers(0, 20)))
    failed = draw(st.sets(st.sampled_from([*FLAGS, "items", "photos"]), max_size=2)) if draw(st.booleans()) else set()
    flags = {flag: int(flag not in failed) for flag in FLAGS}
    return CareLine(
        kind=draw(st.integers(0, 1)),
        day=day_number(day),
        week=week_number(day),
        month=month_number(day),
        scheme=draw(st.sampled_from([1, 2, 2, 0])),
        insured_division=draw(st.sampled_from([220102, 220106, 220112])),
        residence_division=draw(st.sampled_from([220102, 220105, 220105, 220103])),
        level=draw(st.sampled_from([3, 4, 5, 5, 2])),
        stay_seconds=draw(st.sampled_from([0, 0, 0, 60])),
        items=int("items" not in failed) * draw(st.integers(1, 6)),
        foreign_items=draw(st.sampled_from([0, 0, 0, 1])),
        short_items=draw(st.sampled_from([0, 0, 0, 2])),
        item_minutes=draw(st.sampled_from([20, 60, 61, 120, 121])),
        seconds=draw(st.one_of(st.integers(0, 9_000), st.just(0))),
        photos=int("photos" not in failed),
        **flags,
    )


def in_plain_python(lines: list[CareLine], keys: list[Any], document: Any = DOCUMENT) -> list[Any]:
    """What `charge.run` gives for each line, key by key, in the order of the lines."""
    rule = document.charges[CHARGE]
    results: dict[int, Any] = {}
    for key in set(keys):
        places = [place for place, one in enumerate(keys) if one == key]
        mine = [lines[place] for place in places]
        rates = [rule.resolve(document.values(day_of(line.day)), line) for line in mine]
        results |= dict(zip(places, (result for _, result in charge.run(rule, mine, rates)), strict=True))
    return [results[place] for place in range(len(lines))]
