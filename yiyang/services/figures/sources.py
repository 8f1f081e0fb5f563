"""Lists that figures are counted from: visits, carers, cases and rights as rows that people can read."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from yiyang.law.questions.home_care import KINDS
from yiyang.law.words import Text, joined
from yiyang.services.cases.declared import of
from yiyang.services.cases.reading import WITHDRAWN
from yiyang.services.figures.rows import Behind, Column, Row
from yiyang.services.terms import term
from yiyang.services.told import UNSETTLED, local
from yiyang.services.visits.words import VISITS
from yiyang.store.models import Carer, Case, Grant, Line, Visit

NOBODY = Text("–", "–")
VISIT = (
    Column(Text("服务时间", "Visit"), "moment"),
    Column(Text("服务对象", "Person")),
    Column(Text("服务类别", "Care")),
    Column(Text("服务机构", "Provider")),
    Column(Text("护理人员", "Carer")),
    Column(Text("结果", "Result"), "status"),
    Column(Text("满意度", "Satisfaction"), "stars"),
)
CARER = (
    Column(Text("护理人员", "Carer")),
    Column(Text("编号", "Number")),
    Column(Text("培训类别", "Trained for")),
    Column(Text("证书有效期至", "Certificate until"), "term"),
)
CASE = (
    Column(Text("编号", "Number")),
    Column(Text("事项", "Matter")),
    Column(Text("对象", "About")),
    Column(Text("提交", "Filed"), "day"),
    Column(Text("经办", "Owner")),
    Column(Text("进展", "Where it stands")),
    Column(Text("办结", "Answered"), "day"),
)
GRANT = (
    Column(Text("对象", "Whom")),
    Column(Text("证件号码", "ID number")),
    Column(Text("起", "From"), "day"),
    Column(Text("有效期", "Until"), "term"),
    Column(Text("说明", "What")),
)
LEVEL = Text("{level} 级", "grade {level}")


def visits(found: "QuerySet[Visit]") -> Behind:
    """Visits in order of check-in, with the result of the line that stands."""
    standing = Line.objects.filter(superseded_by__isnull=True).defer("facts")
    whole = found.select_related("person", "carer", "institution").prefetch_related(
        Prefetch("lines", standing, to_attr="standing")
    )
    return Behind(VISIT, whole.order_by("check_in", "pk"), _visit)


def _visit(row: Visit) -> Row:
    line = next(iter(row.standing), None)  # type: ignore[attr-defined]  # prefetched
    cells = (
        local(row.check_in),
        row.person.name,
        VISITS[row.kind],
        row.institution.name,
        row.carer.name,
        line.status if line else UNSETTLED,
        row.satisfaction,
    )
    return Row(cells, ("line", line.pk) if line else None)


def carers(found: "QuerySet[Carer]", on: date) -> Behind:
    """Carers, the certificate that ends first on top."""
    return Behind(CARER, found.order_by(F("certificate_to").asc(nulls_last=True), "code"), lambda row: _carer(row, on))


def _carer(row: Carer, on: date) -> Row:
    kinds = joined([KINDS[kind] for kind in row.kinds.split(";") if kind in KINDS])
    ends = term(last=row.certificate_to, on=on)
    return Row((row.name, row.code, kinds, ends))


def cases(found: "QuerySet[Case] | Sequence[Case]") -> Behind:
    """Cases in order of filing."""
    if isinstance(found, QuerySet):
        found = found.select_related("person", "institution", "holder", "decided_by").order_by("filed_at", "pk")
    return Behind(CASE, found, _case)


def _case(row: Case) -> Row:
    one = of(row)
    about = " · ".join([*([row.person.name] if row.person else []), *_name(row.institution)])
    owner = row.decided_by or row.holder
    cells = (
        str(row.number),
        one.procedure.title,
        about,
        local(row.filed_at).date(),
        owner.shown_name if owner else NOBODY,
        _stands(row),
        local(row.decided_at).date() if row.decided_at else None,
    )
    return Row(cells, ("case", row.pk))


def _name(row: Any) -> list[str]:
    return [row.name] if row else []


def _stands(row: Case) -> Text:
    """The step it waits at, or its outcome."""
    one = of(row)
    if row.stage:
        return one.procedure.stage(row.stage).label
    return dict(one.procedure.outcomes).get(row.outcome) or WITHDRAWN.get(row.outcome, NOBODY)


def grants(found: "QuerySet[Grant]", on: date) -> Behind:
    """Rights of persons or institutions, in order of their first day."""
    whole = found.select_related("person", "institution").order_by("first", "pk")
    return Behind(GRANT, whole, lambda row: _grant(row, on))


def _grant(row: Grant, on: date) -> Row:
    whom = row.person.name if row.person else (row.institution.name if row.institution else "")
    masked = row.person.id_masked if row.person else ""
    level = row.facts.get("level")
    what = LEVEL.filled(level=level) if level is not None else NOBODY
    to = ("case", row.case_id) if row.case_id else None
    return Row((whom, masked, row.first, term(first=row.first, last=row.last, on=on), what), to)
