"""The notice of a decided case."""

from datetime import date, datetime

from django.utils import timezone

from yiyang.law.decision import Decision
from yiyang.law.words import Text
from yiyang.papers import figures
from yiyang.papers import letter_words as words
from yiyang.papers.letter_pdf import render_letter
from yiyang.papers.notice import Notice, notice_letter
from yiyang.papers.paper import Tone
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.cases import deciding, readers, reading, rights, veil
from yiyang.services.cases.declared import Declared, of
from yiyang.services.errors import NotFound
from yiyang.services.facts import SHANGHAI
from yiyang.services.letters import register
from yiyang.services.letters.forms import PDF, number_of
from yiyang.services.printing import Paper
from yiyang.store.models import Case, Issued

NOT_DECIDED = Text("尚未作出决定，没有告知书", "It has not been decided, so there is no notice")
EXAMINED = Text("还在审查，没有告知书", "It is still being examined, so there is no notice")
NOT_FOR_THEM = Text("告知书发给参保人", "The notice goes to the person it is about")
AGAINST = frozenset({"refused", "dismissed"})
NO_DECISION = frozenset({"", "withdrawn"})


def notice_pdf(*, viewer: Viewer, case_id: int, language: str, origin: str = "") -> Paper:
    """The notice of a decided case; the look is logged. Raises NotFound, also while nothing is decided."""
    case = rights.found(viewer, case_id)
    if case.decided_at is None or case.outcome in NO_DECISION:
        raise NotFound(NOT_DECIDED)
    if veil.words(case) is not None:  # nobody is handed on paper what they are not told
        raise NotFound(EXAMINED)
    if not readers.reads_person(viewer, case):
        raise NotFound(NOT_FOR_THEM)
    if case.person_id:
        events.looked_at(viewer, case.person_id, "notice", place=case.place)
    row = _issued(case, case.decided_at)
    letter = notice_letter(_notice(case, case.decided_at, row, origin), language=language)
    created = (case.undone_at or case.decided_at).astimezone(SHANGHAI)
    return Paper(f"{number_of(case)}-notice.pdf", PDF, render_letter(letter, created=created))


def _issued(case: Case, decided_at: datetime) -> Issued:
    content = {
        "outcome": case.outcome,
        "answer": case.answer,
        "decision": case.decision,
        "undone": [case.undone_at, case.undone_why],
    }
    return register.issue(
        kind="notice",
        number=number_of(case),
        content=content,
        subject=register.Subject(place=case.place or of(case).place, procedure=case.procedure, case=case),
        issued_on=timezone.localdate(case.undone_at or decided_at),
    )


def _notice(case: Case, decided_at: datetime, row: Issued, origin: str) -> Notice:
    one, decision = of(case), deciding.remembered(case.decision)
    title = one.procedure.title
    filed = figures.day(timezone.localdate(case.filed_at))
    return Notice(
        document=one.document,
        provision=one.procedure.provision,
        office=register.office(case.place or one.place),
        title=words.NOTICE.filled(title=title),
        number=number_of(case),
        to=_to(case),
        opening=_opening(case, one).filled(
            day=filed, title=title, number=number_of(case), by=case.institution.name if case.institution else ""
        ),
        outcome=dict(one.procedure.outcomes)[case.outcome],
        tone=Tone.WAITING if case.undone_at else Tone.UNPAID if case.outcome in AGAINST else Tone.PAID,
        facts=_facts(case, decided_at),
        issued_on=row.issued_on,
        checked=register.checked(row, origin),
        appeal=(one.procedure.appeal,),
        decision=decision,
        answer=case.answer,
        remarks=tuple(_remarks(case, one, decision)),
        values_version=(case.decision or {}).get("values_version", ""),
    )


def _opening(case: Case, one: Declared) -> Text:
    """Who began it: the person or family, an institution on their behalf, or the agency at its own counter."""
    if case.person and case.institution and case.channel == "provider":
        return words.OPENING_BY
    agency = case.person and one.procedure.channels == ("counter",) and one.procedure.stages[0].role == "clerk"
    return words.OPENING_AT_AGENCY if agency else words.OPENING


def _to(case: Case) -> Text:
    """To the person, the provider, or whoever filed it."""
    if case.person:
        return words.TO_MASKED.filled(name=case.person.name, masked=case.person.id_masked)
    name = case.institution.name if case.institution else reading.named(case.filed_by)
    return words.TO.filled(name=name)


def _facts(case: Case, decided_at: datetime) -> tuple[tuple[Text, Text], ...]:
    found = [
        (words.FILED_BY, _same(reading.named(case.filed_by))),
        (words.DECIDED_ON, figures.day(timezone.localdate(decided_at))),
        (words.DECIDED_BY, _same(reading.named(case.decided_by))),
        (words.SECONDED_BY, _same(reading.named(case.seconded_by))),
    ]
    found += _gained(case)
    if case.line:
        found.insert(0, (words.LINE_NUMBER, _same(f"{case.line.statement.number}-{case.line_id}")))
    return tuple((label, value) for label, value in found if value.zh)


def _gained(case: Case) -> list[tuple[Text, Text]]:
    """The rights that the decision left that day: what each is for, and how long it runs."""
    found = []
    for *told, first, last in (case.decision or {}).get("gained", ()):
        label, what = Text(*told[:2]), Text(*told[2:])
        span = words.FROM_TO if last else words.FROM
        days = {"first": figures.day(date.fromisoformat(first)), "last": figures.day(date.fromisoformat(last or first))}
        found.append((label, (words.FOR if what.zh else words.DAYS).filled(what=what, days=span.filled(**days))))
    return found


def _same(text: str) -> Text:
    return Text(text, text)


def _remarks(case: Case, one: Declared, decision: Decision | None) -> list[Text]:
    found = []
    if case.undone_at:
        day = figures.day(timezone.localdate(case.undone_at))
        found.append(words.UNDONE.filled(day=day, why=case.undone_why))
    if deciding.against(decision, case.outcome):
        found.append(words.OVERRIDE)
    if decision is None and one.procedure.question is None:
        found.append(words.BY_PEOPLE)
    return found
