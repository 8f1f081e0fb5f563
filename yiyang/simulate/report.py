"""What a simulation found: baseline beside reform, by group and by status, as table, JSON and chart. Amounts in fen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.simulate.assumed import Assumption
from yiyang.simulate.changes import Changed


@dataclass(frozen=True)
class Figures:
    """Lines by status code, and sums by amount field (fen, minutes)."""

    by_status: Mapping[str, int]
    amounts: Mapping[str, int]

    @property
    def lines(self) -> int:
        """All lines."""
        return sum(self.by_status.values())

    def __add__(self, other: "Figures") -> "Figures":
        """Both together."""
        return Figures(
            {code: count + other.by_status[code] for code, count in self.by_status.items()},
            {field: amount + other.amounts[field] for field, amount in self.amounts.items()},
        )


@dataclass(frozen=True)
class Group:
    """Lines of one scheme and kind: codes and labels in the order of `Report.by`, baseline and reform."""

    codes: tuple[str, ...]
    labels: tuple[Text, ...]
    baseline: Figures
    reform: Figures

    @property
    def label(self) -> Text:
        """Both labels as one."""
        return Text(" · ".join(label.zh for label in self.labels), ", ".join(label.en for label in self.labels))


class Persons(NamedTuple):
    """People with counted lines, those whose result changes, those for whom the fund pays more or less; in fen."""

    people: int
    changed: int
    gainers: int
    losers: int
    median_gain: int
    median_loss: int


class Column(NamedTuple):
    """A column of the table: name, label, unit ("text", "count", "fen")."""

    name: str
    label: Text
    unit: str


COLUMNS = (
    Column("group", Text("险种与类别", "Scheme and kind"), "text"),
    Column("lines", Text("服务次数", "Visits"), "count"),
    Column("payable", Text("支付次数（现行）", "Paid visits, as it stands"), "count"),
    Column("payable_reform", Text("支付次数（调整后）", "Paid visits, changed"), "count"),
    Column("gross", Text("总费用（现行）", "Gross, as it stands"), "fen"),
    Column("gross_reform", Text("总费用（调整后）", "Gross, changed"), "fen"),
    Column("own", Text("个人支付（现行）", "Own share, as it stands"), "fen"),
    Column("own_reform", Text("个人支付（调整后）", "Own share, changed"), "fen"),
    Column("fund", Text("基金支付（现行）", "Fund, as it stands"), "fen"),
    Column("fund_reform", Text("基金支付（调整后）", "Fund, changed"), "fen"),
    Column("difference", Text("基金增减", "Fund, difference"), "fen"),
)
TOTAL = Text("合计", "Total")
BASELINE, REFORM = Text("现行", "As it stands"), Text("调整后", "Changed")


@dataclass(frozen=True)
class Report:
    """One simulation: what was asked, what it rests on, what came out.

    `unread` names changed values that no line's charge looks at: they change nothing here, and the reader is told.
    """

    document: str
    charge: str
    place: str
    month: str
    by: tuple[str, ...]
    groups: tuple[Group, ...]
    persons: Persons
    changes: tuple[Changed, ...]
    unread: tuple[str, ...]
    illustrative: tuple[Value, ...]
    assumptions: tuple[Assumption, ...]
    versions: tuple[str, str]

    @property
    def baseline(self) -> Figures:
        """All groups, the document as it stands."""
        return _sum([group.baseline for group in self.groups])

    @property
    def reform(self) -> Figures:
        """All groups, with the changes."""
        return _sum([group.reform for group in self.groups])

    @property
    def difference(self) -> int:
        """What the changes cost the fund, in fen; negative when it saves."""
        return self.reform.amounts["fund"] - self.baseline.amounts["fund"]

    def rows(self, language: str) -> list[tuple[str | int, ...]]:
        """The table in the order of COLUMNS, one row a group and the total last."""
        groups = [(group.label, group.baseline, group.reform) for group in self.groups]
        return [
            _row(label.say(language), *figures) for label, *figures in (*groups, (TOTAL, self.baseline, self.reform))
        ]

    def chart(self, language: str) -> dict[str, Any]:
        """Fund spend for a bar chart: categories (groups) and a series each for baseline and reform, in fen."""
        values: dict[str, list[int]] = {name.say(language): [] for name in (BASELINE, REFORM)}
        before, after = values.values()
        for group in self.groups:
            before.append(group.baseline.amounts["fund"])
            after.append(group.reform.amounts["fund"])
        series = [{"name": name, "values": numbers} for name, numbers in values.items()]
        categories = [group.label.say(language) for group in self.groups]
        return {"unit": "fen", "categories": categories, "series": series if self.changes else series[:1]}

    def as_json(self) -> dict[str, Any]:
        """Everything as plain JSON values; words in both languages, amounts in fen."""
        return {
            "document": self.document,
            "charge": self.charge,
            "place": self.place,
            "month": self.month,
            "values_version": {"baseline": self.versions[0], "reform": self.versions[1]},
            "changes": [_changed(change, change.after.name not in self.unread) for change in self.changes],
            "total": {**_pair(self.baseline, self.reform), "fund_difference": self.difference},
            "groups": [
                {**dict(zip(self.by, group.codes, strict=True)), **_pair(group.baseline, group.reform)}
                for group in self.groups
            ],
            "persons": self.persons._asdict(),
            "illustrative": [_value(value) for value in self.illustrative],
            "assumptions": [{**row._asdict(), "label": row.label._asdict()} for row in self.assumptions],
        }


def _sum(figures: list[Figures]) -> Figures:
    total = figures[0]
    for one in figures[1:]:
        total = total + one
    return total


def _row(label: str, before: Figures, after: Figures) -> tuple[str | int, ...]:
    pairs = [(before.amounts[name], after.amounts[name]) for name in ("gross", "own", "fund")]
    flat = [amount for pair in pairs for amount in pair]
    return label, before.lines, before.by_status["payable"], after.by_status["payable"], *flat, flat[-1] - flat[-2]


def _pair(before: Figures, after: Figures) -> dict[str, Any]:
    return {"baseline": _figures(before), "reform": _figures(after)}


def _figures(figures: Figures) -> dict[str, Any]:
    return {"lines": figures.lines, "by_status": dict(figures.by_status), **figures.amounts}


def _value(value: Value) -> dict[str, Any]:
    return {
        "name": value.name,
        "value": value.text,
        "unit": value.unit,
        "provision": value.provision,
        "label": value.label._asdict(),
    }


def _changed(change: Changed, read: bool) -> dict[str, Any]:
    return {
        "name": change.before.name,
        "label": change.before.label._asdict(),
        "unit": change.before.unit,
        "before": change.before.text,
        "after": change.after.text,
        "provision": change.before.provision,
        "article": change.article,
        "illustrative": change.before.illustrative,
        "read": read,
    }
