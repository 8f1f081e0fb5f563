"""For whom or about what the viewer may file: the persons, institutions, visits, lines and cases to choose from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q, QuerySet

from yiyang.law.procedure import Subject
from yiyang.law.words import Text, in_words
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.cases.about import Named, consented, presented
from yiyang.services.cases.declared import OWN, Declared, channel, declared
from yiyang.services.cases.rights import visible
from yiyang.services.errors import NotAllowed
from yiyang.services.facts import SHANGHAI
from yiyang.services.people.residents import institutions_of, of_place
from yiyang.store.models import Case, Grant, Institution, Line, Person, Role, Visit

LISTED = 50
"""The most subjects offered at once; beyond, one narrows by a text."""


@dataclass(frozen=True)
class Choice:
    """One subject a filing may have; `note` tells it from its namesakes."""

    named: Named
    label: str
    note: Text | str = ""


@dataclass(frozen=True)
class Choices:
    """What to choose from; `must_search` while nothing is listed before a text narrows it."""

    declared: Declared
    found: tuple[Choice, ...]
    must_search: bool


def choices(*, viewer: Viewer, code: str, text: str = "", named: Named | None = None) -> Choices:
    """Subjects of a procedure for the viewer, narrowed by a text; the look is logged. Raises NotFound, NotAllowed.

    named: what is known already (the institution, when somebody files for several).
    """
    one = declared(code)
    through = channel(viewer, one)
    if not through:
        raise NotAllowed
    told, known = text.strip(), named or Named()
    search = through not in OWN and one.procedure.subject in {Subject.PERSON, Subject.LINE, Subject.VISIT}
    if search and not told:
        return Choices(one, (), must_search=True)
    found = tuple(_found(viewer, one, through, told, known))
    if search:
        events.seen(viewer, f"search:{code}", "cases.subjects", place=one.place)
    return Choices(one, found, must_search=False)


def _found(viewer: Viewer, one: Declared, through: str, text: str, known: Named) -> Iterator[Choice]:
    match one.procedure.subject:
        case Subject.PERSON:
            yield from _persons(viewer, one, through, text, known)
        case Subject.INSTITUTION:
            yield from _institutions(viewer, one, through, text)
        case Subject.LINE:
            yield from _lines(viewer, one, through, text)
        case Subject.VISIT:
            yield from _visits(viewer, one, through, text)
        case Subject.CASE:
            yield from _cases(viewer, text)
        case Subject.PLACE:
            yield Choice(Named(), "")


def _persons(viewer: Viewer, one: Declared, through: str, text: str, known: Named) -> Iterator[Choice]:
    wanted = _named(text) if text else Q()
    if through == Role.FAMILY:
        found = Person.objects.filter(wanted, pk__in=[pk for pk in viewer.persons if consented(viewer, one, pk)])
    elif through == Role.PROVIDER:
        yield from _clients(viewer, wanted)
        return
    else:
        found = Person.objects.filter(wanted & of_place(one.place))
    for person in found.filter(merged_into__isnull=True).order_by("name", "pk")[:LISTED]:
        yield Choice(replace(known, person=person.pk), person.name, person.id_masked)


def _named(text: str, to: str = "") -> Q:
    """By name, pinyin initials, or the last digits of the ID number, which are all the mask shows."""
    by_name = Q(**{f"{to}name__icontains": text}) | Q(**{f"{to}initials__istartswith": text})
    return by_name | Q(**{f"{to}id_masked__endswith": text}) if len(text) >= 4 else by_name


def _clients(viewer: Viewer, wanted: Q) -> Iterator[Choice]:
    """People who have chosen one of the viewer's institutions, showed a voucher there or were visited by it, each with
    that institution."""
    for institution in Institution.objects.filter(pk__in=viewer.institutions).order_by("name"):
        chosen = Grant.objects.filter(kind="choice", institution=institution).values("person")
        visited = Visit.objects.filter(institution=institution).values("person")
        shown = Grant.objects.filter(presented(), institution=institution).values("person")
        near = Q(pk__in=chosen) | Q(pk__in=visited) | Q(pk__in=shown)
        clients = Person.objects.filter(wanted, near, merged_into__isnull=True)
        for person in clients.order_by("name", "pk")[:LISTED]:
            yield Choice(Named(person=person.pk, institution=institution.code), person.name, institution.name)


def _institutions(viewer: Viewer, one: Declared, through: str, text: str) -> Iterator[Choice]:
    found = Institution.objects.filter(institutions_of(one.place))
    if through == Role.PROVIDER:
        found = Institution.objects.filter(pk__in=viewer.institutions)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(code__icontains=text))
    for institution in found.order_by("name", "pk")[:LISTED]:
        yield Choice(Named(institution=institution.code), institution.name, institution.code)


def _lines(viewer: Viewer, one: Declared, through: str, text: str) -> Iterator[Choice]:
    found = Line.objects.filter(statement__place=one.place, superseded_by__isnull=True).exclude(status="payable")
    if through == Role.PROVIDER:
        found = found.filter(institution__in=viewer.institutions)
    if text:
        found = found.filter(Q(visit__visit_id__icontains=text) | _named(text, "person__"))
    for line in found.select_related("person", "visit").order_by("-check_in", "pk")[:LISTED]:
        day = line.check_in.astimezone(SHANGHAI)
        yield Choice(Named(line=line.pk), line.person.name, _dated(day, line.visit.visit_id))


def _visits(viewer: Viewer, one: Declared, through: str, text: str) -> Iterator[Choice]:
    found: QuerySet[Visit] = Visit.objects.filter(place=one.place)
    if through == Role.FAMILY:
        found = found.filter(person__in=viewer.persons)
    elif through == Role.PROVIDER:
        found = found.filter(institution__in=viewer.institutions)
    elif through == Role.CARER:
        found = found.filter(carer__in=viewer.carers)
    if text:
        found = found.filter(Q(visit_id__icontains=text) | _named(text, "person__"))
    for visit in found.select_related("person", "institution").order_by("-check_in", "pk")[:LISTED]:
        day = visit.check_in.astimezone(SHANGHAI)
        yield Choice(Named(visit=visit.pk), visit.person.name, _dated(day, visit.institution.name))


def _dated(at: datetime, what: str) -> Text:
    return Text(*(f"{day} · {what}" for day in in_words(at)))


def _cases(viewer: Viewer, text: str) -> Iterator[Choice]:
    found = Case.objects.filter(visible(viewer), decided_at__isnull=False).select_related("person", "institution")
    if text:
        found = found.filter(
            Q(number__icontains=text) | _named(text, "person__") | Q(institution__name__icontains=text)
        )
    for case in found.order_by("-decided_at", "-pk")[:LISTED]:
        about = " · ".join(one.name for one in (case.person, case.institution) if one)
        yield Choice(Named(case=case.pk), str(case.number), about)
