"""The papers that a procedure declares (Forms 1-6 of a document, and those it only names): blank, prefilled, filed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.utils import timezone

from yiyang.law.filing import Kind
from yiyang.law.procedure import Sheet
from yiyang.law.words import Text
from yiyang.papers import figures
from yiyang.papers import letter_words as words
from yiyang.papers.form import Form, form_letter
from yiyang.papers.letter_parts import Checked
from yiyang.papers.letter_pdf import render_letter
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.cases import rights
from yiyang.services.cases.about import About, Named, about
from yiyang.services.cases.agencies import agency_of
from yiyang.services.cases.declared import Declared, channel, declared, of
from yiyang.services.cases.sheets import existing
from yiyang.services.cases.situation import Situation, in_force
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.letters import register
from yiyang.services.letters.forms import PDF, ROLES, SEALED, about_words, answered, moment, number_of, told_of
from yiyang.services.letters.shape import sheet_number, sheet_shape
from yiyang.services.places import division_name
from yiyang.services.printing import Paper
from yiyang.store.models import Case, Person

NO_SHEET = Text("这项业务没有这份材料", "The procedure has no such paper")
NOT_YET = Text("办到相应环节后才有这份材料", "The paper exists once its step is behind the case")
CHOSEN = ("choice", "outpatient")
"""Rights of a person that name an institution of their own."""

Known = tuple[tuple[Text, str], ...]


def blank_sheet_pdf(
    *, viewer: Viewer, code: str, sheet: str, language: str, origin: str = "", named: Named | None = None
) -> Paper:
    """A paper of a procedure to fill in by hand: empty for anybody, with what is on file for whoever may file for them.

    named: whom it is for; that look is logged. Raises NotFound, NotRegulated, NotAllowed.
    """
    one = declared(code)
    paper = _sheet(one, sheet)
    found, place = _subject(viewer, one, named)
    number = sheet_number(one.document.prefix, one.procedure, paper)
    if found.key:
        number = f"{number}-{found.key.replace(':', '').replace(',', '-').upper()}"
    form = _form(one, paper, number, place, about=_on_file(found, timezone.localdate()))
    return _printed(form, "blank_sheet", register.Subject(place=place, procedure=code), language, origin)


def sheet_pdf(*, viewer: Viewer, case_id: int, sheet: str, language: str, origin: str = "") -> Paper:
    """A paper of a case with what was filed and decided so far; the look is logged.

    Raises NotFound, also while the step the paper comes of is not behind the case.
    """
    case = rights.found(viewer, case_id)
    one = of(case)
    paper = _sheet(one, sheet)
    if paper not in existing(case, one):
        raise NotFound(NOT_YET)
    if case.person_id:
        events.looked_at(viewer, case.person_id, f"sheet.{sheet}", place=case.place)
    place = case.place or one.place
    form = _form(one, paper, f"{number_of(case)}-{sheet.upper()}", place, **_filled(viewer, case))
    subject = register.Subject(place=place, procedure=case.procedure, case=case)
    return _printed(form, "sheet", subject, language, origin)


def _sheet(one: Declared, code: str) -> Sheet:
    found = next((sheet for sheet in one.procedure.sheets if sheet.code == code), None)
    if found is None:
        raise NotFound(NO_SHEET)
    return found


def _subject(viewer: Viewer, one: Declared, named: Named | None) -> tuple[About, str]:
    """Whom a blank paper is for, and the agency that takes it in; nobody when nobody is named."""
    if named is None or named == Named():
        return About(), one.place
    through = channel(viewer, one)
    if not through:
        raise NotAllowed
    found = about(viewer, one, named, through)
    if found.person:
        events.looked_at(viewer, found.person.pk, "sheet")
    return found, agency_of(one, found, Situation(viewer, one, found, through, {}))


def _on_file(found: About, today: date) -> Known:
    """What the service knows: name and masked ID number, where insured and living, the institution."""
    told: list[tuple[Text, str]] = []
    if found.person:
        told += [(words.PERSON, found.person.name), (words.ID_NUMBER, found.person.id_masked)]
        told += _divisions(found.person, today)
    institution = found.institution.name if found.institution else _chosen(found.person, today)
    if institution:
        told.append((words.INSTITUTION, institution))
    if found.case:
        told.append((words.CASE_NUMBER, number_of(found.case)))
    return tuple(told)


def _divisions(person: Person, today: date) -> Iterator[tuple[Text, str]]:
    coverage = in_force("coverage", today, person=person)
    insured = str(coverage.facts.get("division", "")) if coverage else ""
    for label, code in ((words.INSURED_AT, insured), (words.RESIDENCE, person.residence_division)):
        if code:
            yield label, f"{division_name(code).zh}（{code}）"


def _chosen(person: Person | None, today: date) -> str:
    """The institution the person has chosen, where a right of theirs names one."""
    rights_ = (in_force(kind, today, person=person) for kind in CHOSEN) if person else ()
    return next((one.institution.name for one in rights_ if one and one.institution), "")


def _filled(viewer: Viewer, case: Case) -> dict[str, object]:
    """What was filed and decided, in the words people read."""
    told = {one.field.name: one for one in told_of(viewer, case)}
    outcome, answer = answered(viewer, case)
    day = figures.day(timezone.localdate(case.undone_at)) if case.undone_at else None
    return {
        "filed_on": timezone.localdate(case.filed_at),
        "about": (*about_words(case), *_insured(case)),
        "filing": {name: one.raw for name, one in told.items()},
        "told": {name: SEALED if one.field.kind is Kind.SEALED else one.text for name, one in told.items()},
        "papers": {name: tuple(paper.name for paper in one.uploads) for name, one in told.items()},
        "outcome": outcome,
        "answer": answer,
        "undone": words.UNDONE.filled(day=day, why=case.undone_why) if day else None,
    }


def _insured(case: Case) -> Iterator[tuple[Text, str]]:
    """Where the person was insured on the day of the filing."""
    filed = timezone.localdate(case.filed_at)
    yield from (pair for pair in _divisions(case.person, filed) if pair[0] is words.INSURED_AT) if case.person else ()


def _form(one: Declared, sheet: Sheet, number: str, place: str, **filled: object) -> Form:
    return Form(
        document=one.document,
        procedure=one.procedure,
        office=register.office(place),
        number=number,
        printed_for=timezone.localdate(),
        checked=Checked("", ""),
        roles=ROLES,
        sheet=sheet,
        **filled,  # type: ignore[arg-type]  # named as the record names them
    )


def _printed(form: Form, kind: str, subject: register.Subject, language: str, origin: str) -> Paper:
    """Entered in the register and printed as of the day that was first done: the same words, the same bytes."""
    row = register.issue(kind=kind, number=form.number, content=_content(form), subject=subject)
    whole = replace(form, printed_for=row.issued_on, checked=register.checked(row, origin))
    letter = form_letter(whole, language=language)
    return Paper(f"{form.number}.pdf", PDF, render_letter(letter, created=moment(row)))


def _content(form: Form) -> dict[str, object]:
    """What stands on a paper, so that a change elsewhere in the case makes no other paper of it."""
    shown = [one.name for one in form.procedure.every_field if form.shows(one)]
    content: dict[str, object] = {
        "shape": sheet_shape(form.procedure, form.sheet) if form.sheet else {},
        "about": form.about,
        "office": form.office,
    }
    if form.filed_on:
        told = {name: [form.filing.get(name), form.told.get(name), form.papers.get(name)] for name in shown}
        content |= {"filed_on": form.filed_on, "told": told, "undone": form.undone}
    if form.decides:
        content["answer"] = [form.outcome, form.answer]
    return content
