"""A provider objects to a line that was not paid; the reviewer answers, and corrects the facts where it is right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from yiyang.law.decision import Decision, Outcome
from yiyang.law.procedure import Procedure
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.services import current, locks
from yiyang.services.access import Viewer
from yiyang.services.cases import deciding
from yiyang.services.cases import filing as cases
from yiyang.services.cases.about import About, Named
from yiyang.services.cases.declared import Declared
from yiyang.services.cases.filing import asked
from yiyang.services.cases.reading import named
from yiyang.services.cases.situation import Situation
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound
from yiyang.services.facts import SHANGHAI
from yiyang.services.money import corrections, deadlines, settlement
from yiyang.services.money.lines import CARD, NO_LINE, LineRow, rows
from yiyang.store.models import Case, Line

CODE = deadlines.OBJECTION
NEXT = (F("decided_at").desc(nulls_first=True), F("due").asc(nulls_last=True), "pk")
OUTCOMES = {"upheld": Text("异议成立", "upheld"), "dismissed": Text("异议不成立", "dismissed")}
SELECTED = (*(f"line__{name}" for name in CARD), "line", "filed_by", "decided_by")
NO_CASE = Text("没有这件异议", "There is no such objection")


@dataclass(frozen=True)
class Objection:
    """An objection in a list or on its own page; times in Shanghai, `due` None while a calendar year is missing."""

    id: int
    row: LineRow
    ground: Text
    statement: str
    filed_at: datetime
    filed_by: str
    due: date | None
    missing_year: int | None
    outcome: str
    outcome_text: Text | None
    answer: str
    decided_at: datetime | None
    decided_by: str
    place: str

    @property
    def overdue(self) -> bool:
        """True when the answer was due before today and has not been given."""
        return self.decided_at is None and self.due is not None and self.due < timezone.localdate()


@dataclass(frozen=True)
class Evidence:
    """What is on file about a visit and may be corrected on the strength of papers; times in Shanghai."""

    check_in: datetime
    check_out: datetime | None
    photos: int
    identity_checked: bool
    limb_assessed: bool
    risk_read: bool
    confirmed_by: str


def may_object(*, viewer: Viewer, line_id: int) -> Decision:
    """Whether the viewer's provider may object to a line today, with every reason. Raises NotFound."""
    return _ask(viewer, _line(line_id))


def declared(*, viewer: Viewer, line_id: int) -> Procedure:
    """What an objection to this line has to say, as its document declares it. Raises NotFound."""
    line = _line(line_id)
    if line.institution_id not in viewer.institutions:
        raise NotFound(NO_LINE)
    return procedure(line)


def periods() -> tuple[Value, ...]:
    """The times to object and to answer, where no document states them: what pages that show such a day must mark."""
    today = timezone.localdate()
    found = [
        document.values(today)[stage.clock]
        for document in current.documents()
        if CODE in document.procedures
        for stage in document.procedures[CODE].stages
        if stage.clock
    ]
    return tuple(value for value in found if value.illustrative)


def procedure(line: Line) -> Procedure:
    """The declaration of the procedure in the document the line rests on."""
    return current.document(line.run.document).procedures[CODE]


def _line(line_id: int) -> Line:
    line = Line.objects.select_related(*CARD).filter(pk=line_id).first()
    if line is None:
        raise NotFound(NO_LINE)
    return line


def _ask(viewer: Viewer, line: Line) -> Decision:
    one = Declared(current.document(line.run.document), procedure(line))
    about = About(person=line.person, institution=line.institution, line=line)
    now = Situation(viewer, one, about, "provider", {})
    return asked(one.procedure.gate, now) or Decision(Outcome.UNKNOWN, ())


@transaction.atomic
def file(*, viewer: Viewer, line_id: int, filing: Mapping[str, str], key: str = "") -> int:
    """File an objection; its id. Raises NotAllowed, NotFound, BadInput with everything missing, Refused by the law."""
    viewer.require("objection.file")
    line = _line(line_id)
    locks.money(line.statement.place)  # two filings at the same moment: the second sees the first
    if line.institution_id not in viewer.institutions or viewer.user_id is None:
        raise NotFound(NO_LINE)
    return cases.file(viewer=viewer, code=CODE, filing=filing, named=Named(line=line.pk), key=key)


def objections(*, viewer: Viewer, open_only: bool = False) -> list[Objection]:
    """Objections the viewer may see, the next due first. Raises NotAllowed."""
    found = Case.objects.filter(procedure=CODE).select_related(*SELECTED).order_by(*NEXT)
    if viewer.may("objection.read"):
        found = (
            found
            if viewer.user_id is None
            else found.filter(line__statement__place__in=viewer.places_with("objection.read"))
        )
    else:
        viewer.require("objection.file")
        found = found.filter(institution__in=viewer.institutions)
    return _views(list(found.filter(decided_at__isnull=True) if open_only else found))


def of_line(*, viewer: Viewer, line_id: int) -> list[Objection]:
    """Objections to one line that the viewer may see, the oldest first; empty for everybody else."""
    found = Case.objects.filter(procedure=CODE, line=line_id).select_related(*SELECTED).order_by("pk")
    return _views([case for case in found if _visible(viewer, case)])


def objection(*, viewer: Viewer, case_id: int) -> Objection:
    """One objection. Raises NotFound when absent or not the viewer's to see."""
    return _views([_found(viewer, case_id)])[0]


def evidence(*, viewer: Viewer, case_id: int) -> Evidence:
    """What is on file about the visit an objection is about. Raises NotFound."""
    line = _found(viewer, case_id).line
    visit = line.visit if line else None
    if visit is None:
        raise NotFound(NO_CASE)
    return Evidence(**{name: _local(getattr(visit, name)) for name in ("check_in", *corrections.EVIDENCE)})


def _local(value: Any) -> Any:
    return value.astimezone(SHANGHAI) if isinstance(value, datetime) else value


def _found(viewer: Viewer, case_id: int) -> Case:
    case = Case.objects.filter(pk=case_id, procedure=CODE).select_related(*SELECTED).first()
    if case is None or not _visible(viewer, case):
        raise NotFound(NO_CASE)
    return case


def _visible(viewer: Viewer, case: Case) -> bool:
    place = case.line.statement.place if case.line else ""
    return viewer.may("objection.read", place=place) or case.institution_id in viewer.institutions


def _views(cases: Sequence[Case]) -> list[Objection]:
    lines = [case.line for case in cases if case.line]
    return [_view(case, line, row) for case, line, row in zip(cases, lines, rows(lines), strict=True)]


def _view(case: Case, line: Line, row: LineRow) -> Objection:
    choices = dict(next(field for field in procedure(line).fields if field.name == "ground").choices)
    return Objection(
        id=case.pk,
        row=row,
        ground=choices[case.filing["ground"]],
        statement=case.filing["statement"],
        filed_at=case.filed_at,
        filed_by=named(case.filed_by),
        due=case.due,
        missing_year=case.missing_year,
        outcome=case.outcome,
        outcome_text=OUTCOMES.get(case.outcome),
        answer=case.answer,
        decided_at=case.decided_at,
        decided_by=named(case.decided_by),
        place=line.statement.place,
    )


@transaction.atomic
def decide(*, viewer: Viewer, case_id: int, outcome: str, answer: str, corrected: dict[str, Any] | None = None) -> None:
    """Answer an objection; when upheld, the visit's facts are corrected and its person's month settled anew.

    Raises NotAllowed, NotFound, Conflict when answered already, BadInput for a missing reason or an odd correction.
    """
    case = Case.objects.select_for_update().filter(pk=case_id, procedure=CODE).first()
    if case is None or case.line is None:
        raise NotFound(NO_CASE)
    line = _line(case.line_id or 0)
    viewer.require("objection.decide", place=line.statement.place)
    if case.decided_at:
        raise Conflict(Text("异议已答复", "the objection is answered already"))
    if viewer.user_id is None:
        raise NotAllowed  # an answer carries a name
    _check(outcome, answer, corrected or {})
    deciding.close(viewer, case, outcome=outcome, answer=answer, decision=None, by=viewer.user_id)
    if corrected:
        corrections.correct_visit(viewer=viewer, visit_id=line.visit_id, facts=corrected, cause=f"case:{case.pk}")
        settlement.settle(
            viewer=viewer, place=line.statement.place, month=line.statement.month, persons=[line.person_id]
        )


def _check(outcome: str, answer: str, corrected: dict[str, Any]) -> None:
    if outcome not in OUTCOMES:
        raise BadInput(field="outcome", value=outcome, text=Text("应为成立或不成立", "should be upheld or dismissed"))
    if not answer.strip():
        raise BadInput(
            field="answer", value="", text=Text("答复须写明理由", "an answer states its reason"), provision="CC-8.6"
        )
    if outcome == "dismissed" and corrected:
        raise BadInput(
            field="corrected",
            value=", ".join(corrected),
            text=Text("异议不成立时不更正事实", "a dismissed objection corrects no fact"),
        )
