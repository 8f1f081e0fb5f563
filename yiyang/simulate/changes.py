"""What a policy maker changes: `name=value` read against the document's own dated values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from yiyang.law.document import Document
from yiyang.law.values import Plain, Series, Value
from yiyang.law.words import Text
from yiyang.simulate.refusal import Refused
from yiyang.simulate.source import LARGEST

NEAR = 5
WHOLE = 10_000


@dataclass(frozen=True)
class Changed:
    """One changed value: as it stands, as it would be, its provision and article."""

    before: Value
    after: Value
    article: str


def split(text: str) -> tuple[str, str]:
    """`name=value` as its two parts. Raises Refused when there is no equals sign."""
    name, sign, value = text.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise Refused(Text(f"应写成 名称=数值：{text}", f"write name=value, not {text!r}"))
    return name.strip(), value.strip()


def amended(document: Document, changes: Mapping[str, str], *, since: date) -> tuple[Document, tuple[Changed, ...]]:
    """The document with each value changed from `since` on, and what changed.

    Values are whole numbers, ISO days, or codes with commas between. Raises Refused for an unknown name (listing
    near ones), a value of another kind, or one that the unit rules out.
    """
    reform, done = document, []
    for name, text in changes.items():
        series = _series(document, name)
        before = series.on(since)
        if before is None:
            raise Refused(Text(f"{name} 在 {since} 尚无值", f"{name} has no value yet on {since}"))
        reform = reform.amended(name, parsed(series, text), since)
        after = reform.values(since)[name]
        done.append(Changed(before, after, document.provisions[before.provision].article))
    return reform, tuple(done)


def _series(document: Document, name: str) -> Series:
    if name in document.series:
        return document.series[name]
    near = get_close_matches(name, document.series, n=NEAR, cutoff=0.5) or sorted(document.series)[:NEAR]
    listed = ", ".join(near)
    raise Refused(
        Text(
            f"文件没有名为 {name} 的数值；相近的有：{listed}", f"{document.code} has no value {name}; near it: {listed}"
        )
    )


def parsed(series: Series, text: str) -> Plain:
    """`text` as a value of the same kind as the series holds. Raises Refused naming the kind wanted."""
    kind = type(series.dated[-1][1])
    try:
        value = _read(kind, text)
    except ValueError:
        wanted = _wanted(kind)
        raise Refused(
            Text(f"{series.name}：{text!r} 不是{wanted.zh}", f"{series.name}: {text!r} is not {wanted.en}")
        ) from None
    if isinstance(value, int) and not 0 <= value <= _highest(series.unit):
        top = _highest(series.unit)
        raise Refused(
            Text(f"{series.name}：{value} 不在 0 至 {top} 之间", f"{series.name}: {value} is not between 0 and {top}")
        )
    return value


def _read(kind: type, text: str) -> Plain:
    if kind is int:
        return int(text)
    if kind is date:
        return date.fromisoformat(text)
    codes = tuple(code.strip() for code in text.split(","))
    if not all(codes):
        raise ValueError(text)
    return codes


def _wanted(kind: type) -> Text:
    if kind is int:
        return Text("整数", "a whole number")
    if kind is date:
        return Text("形如 2022-05-01 的日期", "a day such as 2022-05-01")
    return Text("用逗号分隔的代码", "codes with commas between")


def _highest(unit: str) -> int:
    return WHOLE if unit == "per_10000" else LARGEST
