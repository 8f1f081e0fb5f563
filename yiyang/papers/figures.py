"""How papers and pages write a dated value of a document: percent, yuan, days, counts with their unit."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from yiyang.law import book
from yiyang.law.values import CHOSEN, DATES, OTHER, READING, Value
from yiyang.law.words import MONTHS, Text, in_words, joined
from yiyang.papers import coded
from yiyang.papers.paper import money

UNITS = {
    "visits": Text("{n} 次", "{n} visits"),
    "minutes": Text("{n} 分钟", "{n} minutes"),
    "working_days": Text("{n} 个工作日", "{n} working days"),
    "days": Text("{n} 天", "{n} days"),
    "hours": Text("{n} 小时", "{n} hours"),
    "months": Text("{n} 个月", "{n} months"),
    "years": Text("{n} 年", "{n} years"),
    "years_old": Text("{n} 周岁", "{n} years old"),
    "level": Text("{n} 级", "level {n}"),
    "class": Text("{n} 级", "class {n}"),
    "points": Text("{n} 分", "{n} points"),
    "openings": Text("{n} 次", "{n} openings"),
    "organs": Text("{n} 个", "{n} organs"),
    "persons": Text("{n} 人", "{n} people"),
    "changes": Text("{n} 次", "{n} changes"),
    "items": Text("{n} 项", "{n} items"),
    "grade": Text("{n} 级", "grade {n}"),
    "people": Text("{n} 人", "{n} people"),
}
READINGS = {CHOSEN: Text("我们选定的读法", "the reading we chose"), OTHER: Text("另一读法", "the other reading")}
LISTS = frozenset({"divisions", "codes"})
"""Units of values that are lists of codes, also when there is one alone."""
NAMED = frozenset({"standard", "scale"})
"""Units of values that are one name, with whatever spaces it has."""
PER = {
    "fen_per_hour": Text("¥{n} 每小时", "¥{n} an hour"),
    "fen_per_day": Text("¥{n} 每天", "¥{n} a day"),
    "fen_per_month": Text("¥{n} 每月", "¥{n} a month"),
}
day = in_words
"""A day in words: papers, pages and sentences of the law write it the same."""


def days(told: Iterable[date]) -> Text:
    """Days in their order, those in a row as one: 2027年1月1日至3日、2月6日."""
    shown: list[Text] = []
    year = 0
    for first, last in _rows_of(sorted(told)):
        shown.append(_span(first, last, with_year=first.year != year))
        year = last.year
    return joined(shown) if shown else Text("无", "none")


def _rows_of(ordered: list[date]) -> Iterator[tuple[date, date]]:
    first = last = None
    for one in ordered:
        if first and last and one - last > timedelta(days=1):
            yield first, last
            first = one
        first, last = first or one, one
    if first and last:
        yield first, last


def _span(first: date, last: date, *, with_year: bool) -> Text:
    beginning = f"{first.year}年{first.month}月{first.day}日" if with_year else f"{first.month}月{first.day}日"
    if first == last:
        return Text(beginning, in_words(first).en)
    if first.year != last.year:
        return Text(f"{beginning}至{in_words(last).zh}", f"{in_words(first).en} to {in_words(last).en}")
    same = first.month == last.month
    end = f"{last.day}日" if same else f"{last.month}月{last.day}日"
    english = f"{first.day}" if same else f"{first.day} {MONTHS[first.month - 1]}"
    return Text(f"{beginning}至{end}", f"{english} to {in_words(last).en}")


def figure(value: Value) -> Text:
    """A value as people write it: 80 %, ¥50.00 an hour, 10 working days, a day, a list of codes."""
    plain = value.value
    if isinstance(plain, tuple):
        return _listed(value, plain)
    if isinstance(plain, date):
        return in_words(plain)
    if said := coded.worded(value):
        return said
    if value.unit == "per_10000":
        return Text(*[f"{plain / 100:g} %"] * 2)
    if value.unit == "month":
        return Text(f"{plain}月", MONTHS[plain - 1])
    if value.unit.startswith("fen"):
        return PER.get(value.unit, Text("¥{n}", "¥{n}")).filled(n=money(plain))
    return UNITS.get(value.unit, Text("{n}", "{n}")).filled(n=f"{plain:,}")


def _listed(value: Value, codes: tuple[str, ...]) -> Text:
    """A list of codes; a value remembered with a decided case comes as one text, as it was written outside."""
    if value.unit == DATES:
        return days(date.fromisoformat(code) for code in " ".join(codes).split())
    if len(codes) == 1 and value.unit == "day":
        return in_words(date.fromisoformat(codes[0]))
    if value.unit == READING:
        return joined([READINGS.get(code, Text(code, code)) for code in codes])
    if len(codes) == 1 and value.unit not in LISTS and codes[0].lstrip("-").isdecimal():
        return figure(value._replace(value=int(codes[0])))
    if value.unit in NAMED:
        return Text(*[" ".join(codes)] * 2)
    return joined([_spoken(value, code) for code in " ".join(codes).split(" ")])


def _spoken(value: Value, code: str) -> Text:
    return next((said for speak in SPEAKERS if (said := speak(value, code))), Text(code, code))


def _by_the_book(value: Value, code: str) -> Text | None:
    return next((said for one in book.BOOK if (said := one.spoken(value.name, code))), None)


SPEAKERS: list[Callable[[Value, str], Text | None]] = [_by_the_book]
"""Who knows a code in words: the book, and after it whoever knows what was added since (an entry by officials)."""
