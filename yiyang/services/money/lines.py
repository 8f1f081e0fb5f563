"""One settled line: read back, and explained from what was stored with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from yiyang.law.charge import ChargeRule, Explained, explained, failing
from yiyang.law.decision import Decision, Finding, Reason
from yiyang.law.document import Document
from yiyang.law.questions.home_care import KINDS, SCHEMES, CareCharge, CareLine, CareRates, CareUsed
from yiyang.law.questions.objection import STATUSES
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.services import current, events
from yiyang.services.access import Viewer
from yiyang.services.errors import NotFound
from yiyang.services.facts import SHANGHAI
from yiyang.services.items import Item, items
from yiyang.services.money.charging import DayValues
from yiyang.store.models import Line

NO_LINE = Text("没有这一笔明细", "There is no such line")
OWN, SHARED = ("visit", "person", "supersedes", "visit__carer"), ("run", "statement", "institution")
CARD = (*OWN, *SHARED)
"""What a row is made of; the shared ones are few, so that a long list fetches them once instead of joining them."""


@dataclass(frozen=True)
class LineRow:
    """A settled visit in a list: who, when, what became of it, why in short. Amounts in fen, times in Shanghai."""

    id: int
    visit_id: str
    person_id: int
    person: str
    masked: str
    provider_code: str
    provider: str
    carer: str
    kind: Text
    kind_code: str
    scheme: Text
    check_in: datetime
    status: str
    status_text: Text
    provisions: tuple[str, ...]
    failing: tuple[Reason, ...]
    minutes: int
    gross: int
    fund: int
    own: int
    statement_id: int
    supersedes: int | None
    fund_before: int | None
    satisfaction: int | None
    confirmed: bool
    day: date

    @property
    def why(self) -> tuple[Text, ...]:
        """The failing conditions in words."""
        return tuple(reason.text for reason in self.failing)

    @property
    def difference(self) -> int | None:
        """What a correction changes for the fund, in fen; None on a first line."""
        return None if self.fund_before is None else self.fund - self.fund_before


@dataclass(frozen=True)
class LineCard:
    """A line with its decision and the visits that used the cap; `amounts` False where none are the viewer's to see."""

    row: LineRow
    decision: Decision
    used_by: tuple[datetime, ...]
    document: str
    values_version: str
    rule_version: str
    number: str
    not_in_file: tuple[Text, ...]
    statement: str
    place: str
    superseded_by: int | None
    items: tuple[Item, ...]
    amounts: bool = True

    @property
    def illustrative(self) -> tuple[Value, ...]:
        """Values behind this line that no document states."""
        return self.decision.illustrative


NOT_IN_FILE = (
    Text("服务协议是否已签（CC-6.4）", "whether the service agreement is signed (CC-6.4)"),
    Text("是否符合服务计划（CC-6.3、CC-7.1）", "whether the visit kept to the plan (CC-6.3, CC-7.1)"),
)
"""What loaded files do not carry: not judged on loaded visits, and said so."""


def replay(line: Line, values: DayValues) -> Explained:
    """Put a stored line into words with the rates stored beside it."""
    return explained(_rule(line, values), **_as_charged(line, values))


def _rule(line: Line, values: DayValues) -> ChargeRule:
    return values.document.charges[line.run.charge]


def made_with(line: Line) -> Document:
    """The document as it stood when the line was made: a later change of values explains no earlier line."""
    return current.then(line.run.document, line.run.at)


def _as_charged(line: Line, values: DayValues) -> dict[str, Any]:
    size = len(CareLine._fields)
    facts = CareLine(*line.facts[:size])
    result = CareCharge(_status(line.status), line.reasons, line.minutes, line.gross, line.fund, line.own)
    rates = CareRates(*line.run.rates[line.rates_index])
    used = CareUsed(*line.facts[size:])
    then = values.on(line.check_in.astimezone(SHANGHAI).date())
    return {"line": facts, "used": used, "rates": rates, "result": result, "values_then": then}


def _status(code: str) -> int:
    return list(STATUSES).index(code)


def rows(lines: Sequence[Line]) -> list[LineRow]:
    """Stored lines (with `CARD` selected) as rows, each with its failing conditions in words."""
    values: dict[int, DayValues] = {}
    return [_row(line, values.get(line.run_id) or values.setdefault(line.run_id, _values(line))) for line in lines]


def _values(line: Line) -> DayValues:
    return DayValues(made_with(line))


def _row(line: Line, values: DayValues) -> LineRow:
    local = line.check_in.astimezone(SHANGHAI)
    return LineRow(
        id=line.pk,
        visit_id=line.visit.visit_id,
        person_id=line.person_id,
        person=line.person.name,
        masked=line.person.id_masked,
        provider_code=line.institution.code,
        provider=line.institution.name,
        carer=line.visit.carer.name,
        kind=KINDS[line.kind],
        kind_code=line.kind,
        scheme=SCHEMES[line.scheme],
        check_in=local,
        status=line.status,
        status_text=STATUSES[line.status],
        provisions=tuple(line.provisions.split(";")) if line.provisions else (),
        failing=failing(_rule(line, values), **_as_charged(line, values)) if line.reasons else (),
        minutes=line.minutes,
        gross=line.gross,
        fund=line.fund,
        own=line.own,
        statement_id=line.statement_id,
        supersedes=line.supersedes_id,
        fund_before=line.supersedes.fund if line.supersedes else None,
        satisfaction=line.visit.satisfaction,
        confirmed=bool(line.visit.confirmed_by),
        day=local.date(),
    )


def visible(viewer: Viewer, line: Line) -> bool:
    """Agency roles of the place, the provider, the carer who came, the person and whoever acts for them."""
    return _in_full(viewer, line) or line.visit.carer_id in viewer.carers


def _in_full(viewer: Viewer, line: Line) -> bool:
    """With amounts and the masked ID number, neither of which a carer needs."""
    return (
        viewer.may("month.read", place=line.statement.place)
        or line.institution_id in viewer.institutions
        or line.person_id in viewer.persons
    )


def card(*, viewer: Viewer, line_id: int) -> LineCard:
    """The reason card of one line; the look is logged. Raises NotFound when absent or not the viewer's to see."""
    line = Line.objects.select_related(*CARD).filter(pk=line_id).first()
    if line is None or not visible(viewer, line):
        raise NotFound(NO_LINE)
    events.looked_at(viewer, line.person_id, "line", place=line.statement.place)
    values = _values(line)
    whole = LineCard(
        row=_row(line, values),
        decision=replay(line, values).decision,
        used_by=_used_by(line, values),
        document=line.run.document,
        values_version=line.run.values_version,
        rule_version=line.run.rule_version,
        number=f"{line.statement.number}-{line.pk}",
        not_in_file=() if line.visit.booking_id else NOT_IN_FILE,
        statement=line.statement.number,
        place=line.statement.place,
        superseded_by=Line.objects.filter(supersedes=line).values_list("pk", flat=True).first(),
        items=_items(line, values),
    )
    return whole if _in_full(viewer, line) else _for_carer(whole)


def _items(line: Line, values: DayValues) -> tuple[Item, ...]:
    """What the line was judged on; nothing once the visit has been corrected since, for it would mislead."""
    if line.visit.version != line.visit_version:
        return ()
    return items(line.visit, values.on(line.check_in.astimezone(SHANGHAI).date()))


def _for_carer(card: LineCard) -> LineCard:
    """The same card without money and without the ID number."""
    conditions = tuple(reason for reason in card.decision.reasons if reason.finding is not Finding.AMOUNT)
    return replace(
        card,
        row=replace(card.row, masked="", gross=0, fund=0, own=0, fund_before=None),
        decision=Decision(card.decision.outcome, conditions),
        amounts=False,
    )


def _used_by(line: Line, values: DayValues) -> tuple[datetime, ...]:
    """The paid visits before this one in the narrowest span whose cap is used up."""
    rule = _rule(line, values)
    spans = [step.within for step in rule.steps if step.within and line.reasons & step.bit]
    if not spans:
        return ()
    position = CareLine._fields.index(spans[0])
    earlier = Line.objects.filter(
        person_id=line.person_id,
        kind=line.kind,
        status="payable",
        superseded_by__isnull=True,
        check_in__lt=line.check_in,
    ).order_by("check_in")
    return tuple(e.check_in.astimezone(SHANGHAI) for e in earlier if e.facts[position] == line.facts[position])
