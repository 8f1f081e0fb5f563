"""A provider's statement of one month, frozen: what is printed is exactly what was settled."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from yiyang.law.words import Text


class Cited(NamedTuple):
    """A reason with its provision (CC-5.4) and, where known, the article as the document counts it (二（五）)."""

    provision: str
    text: Text
    article: str = ""


class Illustrative(NamedTuple):
    """A value no document states: its name, the value in words, the provision that would have to state it."""

    name: Text
    text: Text
    provision: str


class Adjustment(NamedTuple):
    """An amount in fen beside the month's lines (an upheld objection, a recovery), with the lines it cites."""

    text: Text
    fen: int
    cites: tuple[str, ...] = ()
    provision: str = ""


@dataclass(frozen=True)
class StatementLine:
    """One settled visit, or the difference a correction posts. Amounts in fen, moments naive Asia/Shanghai.

    `person` is the masked ID number. `status_code` is payable, held, self_pay or refused; `provisions` are those of
    results.csv, `reasons` the same in words. A correction cites the lines it stands between.
    """

    visit_id: str
    person: str
    name: str
    kind: Text
    scheme: Text
    check_in: datetime
    check_out: datetime | None
    status_code: str
    status: Text
    minutes: int
    gross: int
    fund: int
    own: int
    provisions: tuple[str, ...] = ()
    reasons: tuple[Cited, ...] = ()
    is_correction: bool = False
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """What a month was settled by: place, document, version of its values, code of the charge rule."""

    place: Text
    document_number: str
    document_title: Text
    values_version: str
    rule_code: str
    illustrative: tuple[Illustrative, ...] = ()


@dataclass(frozen=True)
class Statement:
    """The statement of one provider; a draft until `signed_at`. `carried_over` in fen is negative when owed."""

    provider_code: str
    provider_name: str
    month: str
    source: Source
    printed_on: date
    lines: tuple[StatementLine, ...]
    number: str = ""
    signed_by: str = ""
    signed_at: datetime | None = None
    adjustments: tuple[Adjustment, ...] = ()
    carried_over: int = 0

    @property
    def totals(self) -> "Total":
        """All lines added up, corrections included."""
        return total_of(self.lines)

    @property
    def due(self) -> int:
        """Fen the fund pays now; below zero it waits to be set off next month."""
        return self.totals.fund + sum(one.fen for one in self.adjustments) + self.carried_over


class Total(NamedTuple):
    """Visits (a correction is not another visit), minutes, and fen."""

    visits: int
    minutes: int
    gross: int
    fund: int
    own: int


def total_of(lines: "tuple[StatementLine, ...] | list[StatementLine]") -> Total:
    """The sum of some lines."""
    return Total(
        visits=sum(not line.is_correction for line in lines),
        minutes=sum(line.minutes for line in lines),
        gross=sum(line.gross for line in lines),
        fund=sum(line.fund for line in lines),
        own=sum(line.own for line in lines),
    )


def totals_by_status(lines: tuple[StatementLine, ...]) -> tuple[tuple[Text, str, Total], ...]:
    """Word, code and sum of each outcome that occurs: paid first, then waiting, then not paid."""
    order = {"payable": 0, "held": 1, "self_pay": 2, "refused": 3}
    groups: dict[str, list[StatementLine]] = {}
    for line in lines:
        groups.setdefault(line.status_code, []).append(line)
    codes = sorted(groups, key=lambda code: (order.get(code, len(order)), code))
    return tuple((groups[code][0].status, code, total_of(groups[code])) for code in codes)


def totals_by_scheme(lines: tuple[StatementLine, ...]) -> tuple[tuple[Text, Text, Total], ...]:
    """Scheme, kind and sum of each pair that occurs, in a fixed order."""
    groups: dict[tuple[Text, Text], list[StatementLine]] = {}
    for line in lines:
        groups.setdefault((line.scheme, line.kind), []).append(line)
    return tuple((scheme, kind, total_of(groups[scheme, kind])) for scheme, kind in sorted(groups, key=_english))


def _english(pair: tuple[Text, Text]) -> tuple[str, str]:
    return pair[0].en, pair[1].en
