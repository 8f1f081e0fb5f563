"""Papers of settled months: stored lines as the frozen records that `papers` prints, checked for the viewer."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from yiyang.law.questions.home_care import CareLine
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.papers import csv
from yiyang.papers.csv import ResultRow
from yiyang.papers.pdf import render_pdf
from yiyang.papers.press import Job
from yiyang.papers.statement import Cited, Illustrative, Source, StatementLine
from yiyang.papers.statement import Statement as Printed
from yiyang.papers.statement_paper import statement_paper
from yiyang.papers.summary import Summary, summarised, summary_paper
from yiyang.papers.xlsx import render_xlsx
from yiyang.services import current, events
from yiyang.services.access import Viewer
from yiyang.services.errors import NotFound
from yiyang.services.facts import SHANGHAI
from yiyang.services.money import months, payments
from yiyang.services.money.lines import OWN, SHARED, LineRow, rows
from yiyang.services.places import place_name
from yiyang.store.models import Entry, Line, Statement

SECONDS = CareLine._fields.index("seconds")
UNSETTLED = Text("本月尚未结算", "This month has not been settled")


@dataclass(frozen=True)
class Paper:
    """A file to hand out: its name, its media type, its bytes."""

    name: str
    media_type: str
    content: bytes


def statement_pdf(*, viewer: Viewer, statement_id: int, language: str) -> Paper:
    """A statement as PDF/A. Raises NotFound when absent or not the viewer's to see."""
    one = statement(viewer=viewer, statement_id=statement_id)
    content = render_pdf(statement_paper(one, language=language), created=_created(one.signed_at, one.printed_on))
    return Paper(f"{one.number}.pdf", "application/pdf", content)


def statement_xlsx(*, viewer: Viewer, statement_id: int, language: str) -> Paper:
    """A statement as a workbook. Raises NotFound when absent or not the viewer's to see."""
    one = statement(viewer=viewer, statement_id=statement_id)
    content = render_xlsx(statement_paper(one, language=language), created=_created(one.signed_at, one.printed_on))
    return Paper(f"{one.number}.xlsx", XLSX, content)


def jobs(*, viewer: Viewer, place: str, month: str, language: str, folder: Path) -> Iterator[Job]:
    """Every paper of a month for the press: each statement, the longest first, then the summary; written as they are
    taken. Raises NotAllowed, NotFound.
    """
    found = _stored(viewer, place, month)
    if not found:
        raise NotFound(UNSETTLED)
    return _jobs(found, language, folder / f"{place}-{month}-summary")


def _jobs(found: Sequence[Statement], language: str, summary_path: Path) -> Iterator[Job]:
    printed: dict[str, Printed] = {}
    for stored in sorted(found, key=lambda stored: -stored.size):  # type: ignore[attr-defined]  # annotated
        one = printed[stored.number] = _printed(stored)
        paper, moment = statement_paper(one, language=language), _created(one.signed_at, one.printed_on)
        yield Job(paper, summary_path.with_name(one.number), moment)
    whole = summed_up([printed[stored.number] for stored in found])
    yield Job(summary_paper(whole, language=language), summary_path, _created(whole.signed_at, whole.printed_on))


def results_csv(*, viewer: Viewer, place: str, month: str) -> Paper:
    """Every standing line of a month as results.csv: amounts in fen; a last column names the illustrative values.

    Raises NotAllowed.
    """
    marked = ";".join(value.name for value in months.assumed(place=place, month=month))
    lines = sorted(results(viewer=viewer, place=place, month=month), key=lambda row: row.visit_id)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "results.csv"
        csv.write_csv(path, (*csv.RESULT_COLUMNS, "illustrative"), ((*row, marked) for row in lines))
        return Paper(f"{place}-{month}-results.csv", "text/csv; charset=utf-8", path.read_bytes())


def write_results(*, viewer: Viewer, place: str, month: str, path: Path) -> None:
    """Write results.csv to `path`, whole or not at all. Raises NotAllowed."""
    draft = path.with_name(f".{path.name}.part")
    csv.write_results(draft, results(viewer=viewer, place=place, month=month))
    draft.replace(path)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def results(*, viewer: Viewer, place: str, month: str) -> Iterable[ResultRow]:
    """Every standing line of a month, amounts in fen. Raises NotAllowed."""
    viewer.require("month.read", place=place)
    events.seen(viewer, f"month:{place}:{month}", "results.csv")
    lines = Line.objects.filter(statement__place=place, statement__month=month, superseded_by__isnull=True)
    names = ("visit__visit_id", "status", "minutes", "gross", "fund", "own", "provisions")
    return (ResultRow(*row) for row in lines.values_list(*names).iterator(chunk_size=5000))


def statement(*, viewer: Viewer, statement_id: int) -> Printed:
    """A statement as it is printed; the look is logged. Raises NotFound when absent or not the viewer's to see."""
    one = months.found(viewer, statement_id)
    events.seen(viewer, f"statement:{one.number}", "paper", place=one.place)
    return _printed(one)


def statements(*, viewer: Viewer, place: str, month: str) -> list[Printed]:
    """All statements of a month as they are printed, by provider and round. Raises NotAllowed."""
    return [_printed(one) for one in _stored(viewer, place, month)]


def _stored(viewer: Viewer, place: str, month: str) -> list[Statement]:
    viewer.require("month.read", place=place)
    events.seen(viewer, f"month:{place}:{month}", "papers")
    found = Statement.objects.filter(place=place, month=month).select_related("institution", "signed_by")
    return list(found.annotate(size=Count("lines")).order_by("institution__code", "round"))


def summary(*, viewer: Viewer, place: str, month: str) -> Summary:
    """The month over all providers. Raises NotAllowed, NotFound when nothing is settled."""
    return summed_up(statements(viewer=viewer, place=place, month=month))


def summed_up(printed: Sequence[Printed]) -> Summary:
    """The summary of a month's printed statements. Raises NotFound without any, ValueError for more than one month."""
    if not printed:
        raise NotFound(UNSETTLED)
    source = _common_source([one.source for one in printed])
    printed = [replace(one, source=source) for one in printed]
    contents = {known.id: known.text for document in current.documents() for known in document.provisions.values()}
    return summarised(printed, contents=contents, printed_on=timezone.localdate())


def _common_source(sources: Sequence[Source]) -> Source:
    """What the latest of a month's statements was settled by, with the illustrative values behind any of them."""
    marked = {one.name: one for source in sources for one in source.illustrative}
    return replace(sources[-1], illustrative=tuple(marked[name] for name in sorted(marked)))


def _printed(one: Statement) -> Printed:
    lines = months.lines_of(one)
    return Printed(
        provider_code=one.institution.code,
        provider_name=one.institution.name,
        month=one.month,
        source=_source(one, lines),
        printed_on=timezone.localdate(),
        lines=tuple(_lines(lines)),
        number=one.number,
        signed_by=one.signed_by.shown_name if one.signed_by else "",
        signed_at=one.signed_at.astimezone(SHANGHAI).replace(tzinfo=None) if one.signed_at else None,
        carried_over=_carried_over(one),
    )


def _source(one: Statement, lines: "QuerySet[Line]") -> Source:
    """What the statement's latest run settled it by, with the illustrative values behind any of its lines."""
    last = lines.select_related("run").order_by("-pk").first()
    if last is None:
        raise NotFound(UNSETTLED)
    document = current.document(last.run.document)
    return Source(
        place_name(one.place),
        document.number,
        document.title,
        last.run.values_version,
        last.run.charge,
        tuple(Illustrative(value.label, _in_words(value), value.provision) for value in months.illustrative(lines)),
    )


def _in_words(value: Value) -> Text:
    if value.unit == "per_10000":
        return Text(f"{value.number / 100:g} %", f"{value.number / 100:g} %")
    return Text(value.text, value.text)


def _lines(lines: "QuerySet[Line]") -> Iterable[StatementLine]:
    fetched = lines.select_related(*OWN).prefetch_related(*SHARED)
    stored = list(fetched.order_by("check_in", "visit__visit_id"))
    articles = {known.id: known.article for document in current.documents() for known in document.provisions.values()}
    for line, row in zip(stored, rows(stored), strict=True):
        yield _line(line, row, _settled_elsewhere(line), articles)


def _settled_elsewhere(line: Line) -> Line | None:
    """The line of an earlier statement of the provider that this one replaces; another provider's is its own matter."""
    earlier = payments.replaced(line)
    return earlier if earlier and earlier.institution_id == line.institution_id else None


def _line(line: Line, row: LineRow, before: Line | None, articles: dict[str, str]) -> StatementLine:
    begin, seconds = row.check_in.replace(tzinfo=None), line.facts[SECONDS]
    end = datetime.fromtimestamp(line.check_in.timestamp() + seconds, SHANGHAI).replace(tzinfo=None)
    return StatementLine(
        visit_id=row.visit_id,
        person=row.masked,
        name=row.person,
        kind=row.kind,
        scheme=row.scheme,
        check_in=begin,
        check_out=end if seconds else None,
        status_code=row.status,
        status=row.status_text,
        minutes=row.minutes - (before.minutes if before else 0),
        gross=row.gross - (before.gross if before else 0),
        fund=row.fund - (before.fund if before else 0),
        own=row.own - (before.own if before else 0),
        provisions=row.provisions,
        reasons=tuple(Cited(one.provision, one.text, articles[one.provision]) for one in row.failing),
        is_correction=before is not None,
        cites=(str(before.pk), str(line.pk)) if before else (),
    )


def _carried_over(one: Statement) -> int:
    """What the provider still owed the funds before this statement was released, as fen below zero."""
    first = Entry.objects.filter(statement=one).aggregate(first=Min("pk"))["first"]
    account = f"provider:{one.institution.code}"
    return sum(min(0, payments.balance(account, fund, before=first)) for fund in payments.FUNDS)


def _created(signed_at: datetime | None, printed_on: date) -> datetime:
    """When a paper came to be: with the signature, else on the day it is printed; the same paper, the same bytes."""
    moment = signed_at or datetime.combine(printed_on, datetime.min.time())
    return moment.replace(tzinfo=SHANGHAI)
