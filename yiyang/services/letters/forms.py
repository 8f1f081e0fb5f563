"""The printed form of a procedure: blank for anybody, filled for whoever may see the case."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils import timezone

from yiyang.law.filing import Kind
from yiyang.law.procedure import Subject
from yiyang.law.words import Text
from yiyang.papers import letter_words as words
from yiyang.papers.form import Form, form_letter
from yiyang.papers.letter_pdf import render_letter
from yiyang.services import events
from yiyang.services.access import ROLE_WORDS, Viewer
from yiyang.services.cases import acting, readers, rights, veil, wording
from yiyang.services.cases.declared import COUNTER, Declared, declared, of
from yiyang.services.facts import SHANGHAI
from yiyang.services.letters import register
from yiyang.services.letters.shape import shape, version_of
from yiyang.services.places import place_name
from yiyang.services.printing import Paper
from yiyang.store.models import Case, Issued, Upload

ROLES: Mapping[str, Text] = {**ROLE_WORDS, COUNTER: Text("本人到经办窗口", "oneself at the counter")}
SEALED = Text("已加密登记，不印在纸上", "sealed on file, not printed")
PDF = "application/pdf"


def blank_form_pdf(*, viewer: Viewer, code: str, language: str, origin: str = "") -> Paper:
    """The blank form of a procedure, for anybody. Raises NotFound, NotRegulated."""
    del viewer  # what the law asks for is public
    one = declared(code)
    number = blank_number(one)
    subject = register.Subject(place=one.place, procedure=code)
    row = register.issue(kind="blank_form", number=number, content=shape(one.procedure), subject=subject)
    form = _form(one, one.place, row, number, origin)
    return Paper(f"{number}.pdf", PDF, render_letter(form_letter(form, language=language), created=moment(row)))


def blank_number(one: Declared) -> str:
    """The number of a blank form: it changes with what the form asks for."""
    return f"{one.document.prefix}-{one.procedure.code.upper()}-{version_of(one.procedure)[:6].upper()}"


def form_pdf(*, viewer: Viewer, case_id: int, language: str, origin: str = "") -> Paper:
    """The form of a case as it was filled in so far; the look is logged. Raises NotFound."""
    case = rights.found(viewer, case_id)
    if case.person_id:
        events.looked_at(viewer, case.person_id, "form", place=case.place)
    declared_in, number, place = of(case), number_of(case), case.place or of(case).place
    told = {told.field.name: told for told in told_of(viewer, case)}
    outcome, answer = answered(viewer, case)
    content = {"filing": case.filing, "outcome": outcome, "answer": answer, "about": about_words(case)}
    subject = register.Subject(place=place, procedure=case.procedure, case=case)
    row = register.issue(kind="form", number=number, content=content, subject=subject)
    form = _form(
        declared_in,
        place,
        row,
        number,
        origin,
        filed_on=timezone.localdate(case.filed_at),
        about=about_for(viewer, case),
        filing={name: text for name, text in case.filing.items() if name in told},
        told={name: SEALED if one.field.kind is Kind.SEALED else one.text for name, one in told.items()},
        papers={name: tuple(paper.name for paper in one.uploads) for name, one in told.items()},
        outcome=outcome,
        answer=answer,
    )
    return Paper(f"{number}.pdf", PDF, render_letter(form_letter(form, language=language), created=moment(row)))


def _form(one: Declared, place: str, row: Issued, number: str, origin: str, **filled: object) -> Form:
    return Form(
        document=one.document,
        procedure=one.procedure,
        office=register.office(place),
        number=number,
        printed_for=row.issued_on,
        checked=register.checked(row, origin),
        roles=ROLES,
        **filled,  # type: ignore[arg-type]  # named as the record names them
    )


def number_of(case: Case) -> str:
    """The number people quote; a case filed before cases had numbers goes by its key."""
    return case.number or f"{case.procedure.upper()}-{case.pk:06d}"


def answered(viewer: Viewer, case: Case) -> tuple[str, str]:
    """Outcome and reason as this viewer may read them; nothing while they are veiled."""
    return ("", "") if veil.hides(viewer, case) else (case.outcome, case.answer)


def told_of(viewer: Viewer, case: Case) -> Iterator[wording.Told]:
    """What was filed, field by field, in words."""
    known = wording.papers(Upload.objects.filter(case=case))
    return wording.told(acting.situation(viewer, case), case.filing, known, veil.shown(viewer, of(case), case))


def about_for(viewer: Viewer, case: Case) -> tuple[tuple[Text, str], ...]:
    """Whom or what a case is about, for whoever reads it; the ID number for agencies and the family."""
    told = about_words(case)
    return told if readers.reads_person(viewer, case) else tuple(one for one in told if one[0] != words.ID_NUMBER)


def about_words(case: Case) -> tuple[tuple[Text, str], ...]:
    """Whom or what a case is about; the ID number masked."""
    one = of(case).procedure
    found: list[tuple[Text, str]] = []
    if case.person:
        found += [(words.PERSON, case.person.name), (words.ID_NUMBER, case.person.id_masked)]
    if case.institution:
        found.append((words.INSTITUTION, case.institution.name))
    if case.line and one.subject is Subject.LINE:
        found.append((words.LINE_NUMBER, f"{case.line.statement.number}-{case.line_id}"))
    if case.visit and one.subject is Subject.VISIT:
        found.append((words.VISIT_NUMBER, case.visit.visit_id))
    if case.about:
        found.append((words.CASE_NUMBER, number_of(case.about)))
    if not found:
        place = place_name(case.place or of(case).place)
        found.append((words.PLACE, place.zh))
    return tuple(found)


def moment(row: Issued) -> datetime:
    """The start of the day a paper was first printed: the same paper, the same bytes."""
    return datetime.combine(row.issued_on, datetime.min.time(), SHANGHAI)
