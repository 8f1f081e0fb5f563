"""Recipients with their links to elder-care services, as civil affairs reads them (CC-11.3)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from yiyang.law.days import within
from yiyang.law.questions.home_care import KINDS
from yiyang.law.words import Text, joined
from yiyang.services import events, told
from yiyang.services.access import Viewer
from yiyang.services.people import residents
from yiyang.services.places import division_name
from yiyang.services.sheets import Sheet, cut, sheet
from yiyang.services.terms import SOON, Term, term
from yiyang.store.models import Grant, Stay, Visit

RIGHT = "recipients.read"
STATES = ("running", "soon", "ended", "unlinked")
ELDER_CARE = "elder_care"


@dataclass(frozen=True)
class Recipient:
    """A recipient (ID number masked) and who cares for them; `elder_care` when the provider's licence covers it."""

    name: str
    masked: str
    division: Text
    level: int | None
    recipient: Term
    provider: str
    elder_care: bool
    chosen: Term | None
    plans: Text | None
    last_visit: datetime | None
    staying: str


@dataclass(frozen=True)
class Narrowed:
    """What the list is narrowed to; empty means all. state: running, soon (to end), ended, unlinked (no provider)."""

    state: str = ""
    text: str = ""


@dataclass(frozen=True)
class Recipients:
    """A page of recipients and how many of the places' are in each state."""

    sheet: Sheet[Recipient]
    counts: dict[str, int]
    on: date


def recipients(*, viewer: Viewer, narrowed: Narrowed, page: int = 1, today: date | None = None) -> Recipients:
    """Recipients of the viewer's places by name; the look is logged. Raises NotAllowed."""
    viewer.require(RIGHT)
    day = today or timezone.localdate()
    mine = latest(viewer)
    events.seen(viewer, f"places:{','.join(sorted(viewer.places_with(RIGHT)))}", "recipients")
    found = _in_state(mine, narrowed.state, day) if narrowed.state in STATES else mine
    if narrowed.text:
        named = Q(person__name__icontains=narrowed.text) | Q(person__initials__istartswith=narrowed.text)
        found = found.filter(named)
    whole = found.select_related("person").order_by("person__name", "pk")
    rows, number, pages, count = cut(whole, page)
    return Recipients(sheet(_rows(rows, day), number, pages, count), _counts(mine, day), day)


def counts(*, viewer: Viewer, today: date | None = None) -> dict[str, int]:
    """How many recipients of the viewer's places are in each state; nobody's data is read. Raises NotAllowed."""
    viewer.require(RIGHT)
    return _counts(latest(viewer), today or timezone.localdate())


def _counts(mine: "QuerySet[Grant]", day: date) -> dict[str, int]:
    return {state: _in_state(mine, state, day).count() for state in STATES}


def latest(viewer: Viewer) -> "QuerySet[Grant]":
    """The last right to home care of each person of the viewer's places."""
    later = Grant.objects.filter(kind="recipient", person=OuterRef("person"), first__gt=OuterRef("first"))
    return Grant.objects.filter(~Exists(later), residents.of_places(viewer, RIGHT, to="person__"), kind="recipient")


def _in_state(found: "QuerySet[Grant]", state: str, day: date) -> "QuerySet[Grant]":
    running = Q(first__lte=day) & (Q(last__isnull=True) | Q(last__gte=day))
    chosen = Grant.objects.filter(kind="choice", person=OuterRef("person"), first__lte=day).exclude(last__lt=day)
    match state:
        case "running":
            return found.filter(running)
        case "soon":
            return found.filter(running, last__lte=date.fromordinal(day.toordinal() + SOON))
        case "ended":
            return found.filter(last__lt=day)
        case _:
            return found.filter(running, ~Exists(chosen))


def _rows(rows: list[Grant], day: date) -> list[Recipient]:
    people = {row.person_id for row in rows}
    rights: dict[int, list[Grant]] = defaultdict(list)
    kinds = ("assessment", "choice", "plan")
    held = Grant.objects.filter(person__in=people, kind__in=kinds, first__lte=day).select_related("institution")
    for grant in held.order_by("first", "pk"):
        rights[grant.person_id or 0].append(grant)
    visits = Visit.objects.filter(person__in=people).order_by().values_list("person").annotate(last=Max("check_in"))
    last, now = dict(visits), timezone.now()
    inside = Stay.objects.filter(person__in=people, first__lte=now).exclude(last__lte=now)
    staying = dict(inside.order_by(F("first")).values_list("person", "kind"))
    return [_row(row, rights[row.person_id or 0], last, staying, day) for row in rows]


def _row(row: Grant, rights: list[Grant], last: dict[int, datetime], staying: dict[int, str], day: date) -> Recipient:
    assert row.person is not None  # noqa: S101 -- a recipient is always somebody
    newest = {grant.kind: grant for grant in rights}
    choice, assessed = newest.get("choice"), newest.get("assessment")
    provider = choice.institution if choice and within(choice.first, day, choice.last) else None
    kinds = {
        grant.facts.get("kind") for grant in rights if grant.kind == "plan" and within(grant.first, day, grant.last)
    }
    came = last.get(row.person.pk)
    return Recipient(
        name=row.person.name,
        masked=row.person.id_masked,
        division=division_name(row.person.residence_division),
        level=assessed.facts.get("level") if assessed else None,
        recipient=term(first=row.first, last=row.last, on=day),
        provider=provider.name if provider else "",
        elder_care=bool(provider and ELDER_CARE in provider.scope),
        chosen=term(first=choice.first, last=choice.last, on=day) if choice and provider else None,
        plans=joined([words for code, words in KINDS.items() if code in kinds]) if kinds else None,
        last_visit=told.local(came) if came else None,
        staying=staying.get(row.person.pk, ""),
    )
