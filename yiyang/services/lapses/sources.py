"""Where entries of the calendar come from: rights with an end, promises, links, terms of a house, windows, clocks."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from yiyang.law.documents.jiangmen_2024.choice.effective import window
from yiyang.law.documents.jiangmen_2024.special import validity
from yiyang.law.values import Values
from yiyang.law.words import Text
from yiyang.services import current
from yiyang.services.access import Viewer
from yiyang.services.accounts.agencies import CODES
from yiyang.services.cases.about import Named
from yiyang.services.cases.declared import named, of
from yiyang.services.cases.reading import subject
from yiyang.services.cases.rights import SELECTED
from yiyang.services.cases.worklist import waits_for
from yiyang.services.lapses import reach
from yiyang.services.lapses.kinds import KINDS, RIGHTS
from yiyang.services.lapses.lapse import Lapse, Moment, Span
from yiyang.store.models import Carer, Case, Grant, Institution, Membership, Person, Role

LONGEST = timedelta(days=60)
"""No window opens earlier before an end, or closes later after it, than this."""
REASSESS = "home_care.assessment.reassess_days"
CHANGCHUN, JIANGMEN = "changchun_2021", "jiangmen_2024"
YEAR = 12


def rights(viewer: Viewer, span: Span) -> Iterator[Lapse]:
    """Grants whose end, or the window to renew them, lies in the span; one that a later one follows does not lapse."""
    near = Q(last__gte=span.first - LONGEST, last__lte=span.last + LONGEST)
    found = Grant.objects.filter(reach.rights(viewer), near, _alive(), kind__in=RIGHTS, ended="")
    rows = list(found.select_related("person", "institution").order_by("last", "pk"))
    ends = _ends(found)
    for row in rows:
        if row.last is not None and row.last >= ends[_owner(row)]:
            yield from _moments(row, row.last, span)


def _alive() -> Q:
    return Q(person__isnull=True) | Q(person__died_on__isnull=True, person__merged_into__isnull=True)


Owner = tuple[object, ...]


def _owner(row: Grant) -> Owner:
    """Rights of the same kind, owner and matter follow each other."""
    same = tuple(row.facts.get(name) for name in RIGHTS[row.kind].same)
    return (row.kind, row.person_id, row.institution_id if row.person_id is None else None, *same)


def _ends(found: "QuerySet[Grant]") -> dict[Owner, date]:
    """The last day of each of these, however it goes on."""
    owners = Q(person__in=found.filter(person__isnull=False).values("person"))
    owners |= Q(person__isnull=True, institution__in=found.filter(person__isnull=True).values("institution"))
    owners |= Q(person__isnull=True, institution__isnull=True)
    ends: dict[Owner, date] = {}
    for row in Grant.objects.filter(owners, kind__in=RIGHTS, ended=""):
        ends[_owner(row)] = max(ends.get(_owner(row), date.min), row.last or date.max)
    return ends


def _moments(row: Grant, last: date, span: Span) -> Iterator[Lapse]:
    """The end itself, and the days on which it can first and last be renewed."""
    opens, closes = _window(row, last)
    told = _told(row, opens=opens, closes=closes)
    days = ((Moment.OPENS, opens), (Moment.ENDS, last), (Moment.CLOSES, closes if closes != last else None))
    for moment, day in days:
        if day is not None and span.holds(day):
            yield Lapse(moment=moment, day=day, **told)


def _window(row: Grant, last: date) -> tuple[date | None, date | None]:
    """From when, and until when, it can be renewed, where a document says so."""
    if row.kind == "special":
        values = _values(JIANGMEN, last)
        return validity.opens(last, values), validity.closes(last, values)
    if row.kind == "assessment":
        days = _values(CHANGCHUN, last).get(REASSESS)
        return (last - timedelta(days=days.number) if days else None), last
    return None, None


def _values(code: str, day: date) -> Values:
    """The values of a day; outside the document's dates those of its first or last."""
    return current.document(code).values(day)


def _told(row: Grant, **dates: date | None) -> dict[str, Any]:
    kind = KINDS[row.kind]
    by = str(row.facts.get(kind.by, "")) if kind.by else ""
    where = row.institution.code if row.institution and row.person is None else ""
    return {
        "kind": row.kind,
        "what": _label(row),
        "whose": " · ".join(one.name for one in (row.person, row.institution) if one),
        "provision": kind.provision,
        "todo": kind.todo,
        "key": f"grant:{row.pk}",
        "procedure": kind.procedures.get(by, kind.procedures.get("", "")),
        "named": Named(person=row.person_id, institution=where),
        "person": row.person_id,
        "institution": row.institution_id,
        **dates,
    }


FOR = {
    "home-sickbed": Text("家庭病床", "home sickbeds"),
    "geriatric-ward": Text("老年病区", "geriatric ward"),
    "special": Text("门诊特定病种", "special outpatient diseases"),
}


def _label(row: Grant) -> Text:
    """What it is, with the disease or the purpose it is for."""
    label, disease = KINDS[row.kind].label, row.facts.get("disease")
    parts = [FOR[row.facts["for"]]] if row.facts.get("for") in FOR else []
    if disease:
        entry = _values(JIANGMEN, row.last or row.first).get(f"special.disease.{disease}")
        parts.append(entry.label if entry else Text(disease, disease))
    for part in parts:
        label = Text(f"{label.zh}：{part.zh}", f"{label.en}: {part.en}")
    return label


def promises(viewer: Viewer, span: Span) -> Iterator[Lapse]:
    """Filings by undertaking whose papers are still to come."""
    waiting = Q(kind="away", facts__undertaking=True, facts__complete=False, ended="")
    for row in Grant.objects.filter(reach.rights(viewer), waiting, _alive()).select_related("person"):
        due = date.fromisoformat(row.facts["by"])
        if span.holds(due):
            told = _other("promise", f"promise:{row.pk}", due, row.person.name if row.person else "")
            yield Lapse(**told, named=Named(person=row.person_id), person=row.person_id)


def _other(kind: str, key: str, day: date, whose: str, moment: Moment = Moment.ENDS) -> dict[str, Any]:
    found = KINDS[kind]
    return {
        "kind": kind,
        "moment": moment,
        "day": day,
        "what": found.label,
        "whose": whose,
        "provision": found.provision,
        "todo": found.todo,
        "key": key,
        "procedure": found.procedures.get("", ""),
    }


def insurances(viewer: Viewer, span: Span) -> Iterator[Lapse]:
    """Liability insurance of institutions."""
    ends = Q(liability_insurance_to__gte=span.first, liability_insurance_to__lte=span.last)
    for row in Institution.objects.filter(reach.institutions(viewer), ends):
        if row.liability_insurance_to is not None:
            told = _other("insurance", f"insurance:{row.pk}", row.liability_insurance_to, row.name)
            yield Lapse(**told, named=Named(institution=row.code), institution=row.pk)


def certificates(viewer: Viewer, span: Span) -> Iterator[Lapse]:
    """Certificates of carers who work there."""
    mine, ends = reach.institutions(viewer, to="institution__"), Q(certificate_to__range=(span.first, span.last))
    for row in Carer.objects.filter(mine, ends, left_on__isnull=True).select_related("institution"):
        if row.certificate_to is not None:
            whose = f"{row.name} · {row.institution.name}"
            told = _other("certificate", f"certificate:{row.pk}", row.certificate_to, whose)
            yield Lapse(**told, institution=row.institution_id)


def links(viewer: Viewer, span: Span) -> Iterator[Lapse]:
    """Links of relatives that end: for the relative, the person and the agency of the person's place."""
    mine = reach.persons(viewer, to="person__")
    if viewer.user_id is not None:
        mine |= Q(user=viewer.user_id)
    ends = Q(last__gte=span.first, last__lte=span.last, revoked_at__isnull=True)
    found = Membership.objects.filter(mine, ends, _alive(), role=Role.FAMILY, person__isnull=False)
    for row in found.select_related("person", "user"):
        if row.last is not None and row.person is not None and not _followed(row):
            name = row.user.shown_name
            told = _other("link", f"link:{row.pk}", row.last, f"{row.person.name} · {name}") | _rule(row.person)
            yield Lapse(**told, named=Named(person=row.person_id), person=row.person_id, user=row.user_id)


def _rule(person: Person) -> dict[str, str]:
    """By what a link to somebody is asked for again: the rule of the city where they live."""
    known = [named(code) for code in CODES]
    one = next((one for one in known if one.document.covers(person.residence_division)), known[0])
    return {"provision": one.procedure.provision, "procedure": one.procedure.code}


def _followed(row: Membership) -> bool:
    """The same user goes on acting for the same person."""
    later = Q(last__isnull=True) | Q(last__gt=row.last)
    same = Membership.objects.filter(later, user=row.user_id, person=row.person_id, role=Role.FAMILY)
    return same.filter(revoked_at__isnull=True).exists()


def windows(viewer: Viewer, span: Span) -> Iterator[Lapse]:
    """The time to change the institution for next year: one entry for each of a family, one for a desk as a whole."""
    chosen = Grant.objects.filter(reach.rights(viewer), _alive(), kind="outpatient").exclude(last__lt=span.today)
    own = [pk for pk in viewer.persons if viewer.may_for(pk, "read")]
    people = list(Person.objects.filter(pk__in=chosen.filter(person__in=own).values("person")))
    others = chosen.exclude(person__in=own).values("person").distinct().count()
    whose = [(one.name, one.pk) for one in people] + ([(f"{others} 人 / people", None)] if others else [])
    for year in range(span.first.year, span.last.year + 1):
        found = window(date(year, YEAR, 1), _values(JIANGMEN, date(year, YEAR, 1)))
        for moment, day in ((Moment.OPENS, found.first), (Moment.CLOSES, found.last)):
            for name, pk in whose if span.holds(day) else ():
                told = _other("window", f"window:{year}:{pk or ''}", day, name, moment)
                yield Lapse(
                    **told, opens=found.first, closes=found.last, named=Named(person=pk) if pk else Named(), person=pk
                )


def clocks(viewer: Viewer, span: Span) -> Iterator[Lapse]:
    """Open cases whose step is the viewer's to do."""
    if viewer.user_id is None:
        return
    due = Q(decided_at__isnull=True, due__gte=span.first, due__lte=span.last)
    for case in Case.objects.filter(waits_for(viewer), due).select_related(*SELECTED).order_by("due", "pk"):
        one = of(case).procedure
        told = _other("case", f"case:{case.pk}", case.due or span.last, subject(case), Moment.DUE)
        label = one.stage(case.stage).label
        what = Text(f"{one.title.zh}：{label.zh}", f"{one.title.en}: {label.en}")
        yield Lapse(**{**told, "what": what, "provision": one.provision}, case=case.pk, person=case.person_id)


Source = Callable[[Viewer, Span], Iterator[Lapse]]
SOURCES: tuple[Source, ...] = (rights, promises, insurances, certificates, links, windows, clocks)
REMINDED: tuple[Source, ...] = (rights, promises, insurances, certificates, links)
