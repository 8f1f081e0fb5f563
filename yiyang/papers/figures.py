"""How papers and pages write a dated value of a document: percent, yuan, days, counts with their unit."""

from datetime import date

from yiyang.law.values import CHOSEN, OTHER, READING, Value
from yiyang.law.words import Text, joined
from yiyang.papers.paper import money

UNITS = {
    "visits": Text("{n} 次", "{n} visits"),
    "minutes": Text("{n} 分钟", "{n} minutes"),
    "working_days": Text("{n} 个工作日", "{n} working days"),
    "days": Text("{n} 天", "{n} days"),
    "hours": Text("{n} 小时", "{n} hours"),
    "months": Text("{n} 个月", "{n} months"),
    "years": Text("{n} 年", "{n} years"),
    "grade": Text("{n} 级", "grade {n}"),
    "people": Text("{n} 人", "{n} people"),
}
READINGS = {CHOSEN: Text("我们选定的读法", "the reading we chose"), OTHER: Text("另一读法", "the other reading")}
LISTS = frozenset({"divisions", "codes"})
"""Units of values that are lists of codes, also when there is one alone."""
PER = {
    "fen_per_hour": Text("¥{n} 每小时", "¥{n} an hour"),
    "fen_per_day": Text("¥{n} 每天", "¥{n} a day"),
    "fen_per_month": Text("¥{n} 每月", "¥{n} a month"),
}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(value: date) -> Text:
    """A day in words: 2022年5月3日, 3 May 2022."""
    english = f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return Text(f"{value.year}年{value.month}月{value.day}日", english)


def figure(value: Value) -> Text:
    """A value as people write it: 80 %, ¥50.00 an hour, 10 working days, a day, a list of codes."""
    plain = value.value
    if isinstance(plain, tuple):
        return _listed(value, plain)
    if isinstance(plain, date):
        return day(plain)
    if value.unit == "per_10000":
        return Text(*[f"{plain / 100:g} %"] * 2)
    if value.unit.startswith("fen"):
        return PER.get(value.unit, Text("¥{n}", "¥{n}")).filled(n=money(plain))
    return UNITS.get(value.unit, Text("{n}", "{n}")).filled(n=f"{plain:,}")


def _listed(value: Value, codes: tuple[str, ...]) -> Text:
    """A list of codes; a value remembered with a decided case comes as one text, as it was written outside."""
    if len(codes) == 1 and value.unit == "day":
        return day(date.fromisoformat(codes[0]))
    if value.unit == READING:
        return joined([READINGS.get(code, Text(code, code)) for code in codes])
    if len(codes) == 1 and value.unit not in LISTS and codes[0].lstrip("-").isdecimal():
        return figure(value._replace(value=int(codes[0])))
    return joined([Text(code, code) for code in " ".join(codes).split(" ")])
