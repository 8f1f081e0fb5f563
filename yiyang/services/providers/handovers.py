"""The clients of a terminated provider: whom it looked after, until when, and where they have gone since."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.cases.changes import touched
from yiyang.services.errors import NotFound
from yiyang.services.providers.sanctions import TERMINATED
from yiyang.store.models import Booking, Case, Grant, Message

SANCTION = "provider-sanction"
NO_HANDOVER = Text("没有这次终止", "There is no such termination")


@dataclass(frozen=True)
class Client:
    """A client handed over: last day with the old provider, bookings cancelled, and the provider chosen since."""

    person: int
    name: str
    masked: str
    guardian: str
    last: date
    cancelled: int
    told: int
    now_with: str

    @property
    def waiting(self) -> bool:
        """True while the client has not chosen another provider."""
        return not self.now_with


@dataclass(frozen=True)
class Handover:
    """A termination with its clients, those still without a provider first."""

    case: int
    number: str
    provider: str
    provider_code: str
    day: date
    clients: tuple[Client, ...]


def handovers(*, viewer: Viewer) -> tuple[Handover, ...]:
    """Every termination at the viewer's places, the latest first; the look is logged. Raises NotAllowed."""
    viewer.require("case.read")
    found = _terminations()
    if viewer.user_id is not None:
        found = found.filter(place__in=viewer.places_with("case.read"))
    return tuple(_handover(viewer, case) for case in found.order_by("-decided_at", "-pk"))


def handover(*, viewer: Viewer, case_id: int) -> Handover:
    """One termination for agency roles of its place, or the provider it ended. Raises NotFound."""
    case = _terminations().filter(pk=case_id).first()
    if case is None or not (viewer.may("case.read", place=case.place) or case.institution_id in viewer.institutions):
        raise NotFound(NO_HANDOVER)
    return _handover(viewer, case)


def _terminations() -> "QuerySet[Case]":
    standing = Case.objects.filter(procedure=SANCTION, outcome="granted", undone_at__isnull=True)
    return standing.filter(filing__measure="termination").select_related("institution")


def _handover(viewer: Viewer, case: Case) -> Handover:
    ended = Grant.objects.filter(pk__in=touched(case, "grant"), kind="choice", ended=TERMINATED)
    clients = [_client(viewer, case, grant) for grant in ended.select_related("person").order_by("person__name", "pk")]
    provider = case.institution
    return Handover(
        case=case.pk,
        number=str(case.number),
        provider=provider.name if provider else "",
        provider_code=provider.code if provider else "",
        day=date.fromisoformat(case.filing["begins"]),
        clients=tuple(sorted(clients, key=lambda one: (not one.waiting, one.name, one.person))),
    )


def _client(viewer: Viewer, case: Case, grant: Grant) -> Client:
    person = grant.person
    if person is None or grant.last is None:
        raise NotFound(NO_HANDOVER)
    events.looked_at(viewer, person.pk, "handover")
    gone = Booking.objects.filter(pk__in=touched(case, "booking"), person=person)
    since = Grant.objects.filter(kind="choice", person=person, first__gt=grant.first).exclude(
        last__lt=timezone.localdate()
    )
    chosen = since.exclude(institution=case.institution).select_related("institution").order_by("first", "pk").last()
    return Client(
        person=person.pk,
        name=person.name,
        masked=person.id_masked,
        guardian=person.guardian_name,
        last=grant.last,
        cancelled=gone.count(),
        told=Message.objects.filter(case=case, person=person).count(),
        now_with=chosen.institution.name if chosen and chosen.institution else "",
    )
