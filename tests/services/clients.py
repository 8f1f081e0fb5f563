"""A client of a provider with everything a booking needs, her daughter, two carers and the desk."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from tests.kin import carer_viewer, viewer_for
from tests.story import PLACE, desk
from yiyang.services.access import Viewer
from yiyang.services.demo import visits as demo_visits
from yiyang.services.facts import SHANGHAI
from yiyang.services.secrets import index_of, seal
from yiyang.services.visits import booking, reporting
from yiyang.services.visits.reporting import Report, Reported
from yiyang.store.models import Booking, Carer, Institution, Person, Visit

MONDAY = datetime.fromisoformat("2026-09-07T08:00")
"""The clock of the stories, in Shanghai."""
ITEMS = (("L01", 50), ("L02", 20), ("L05", 20))


@dataclass
class Clients:
    """Who is who."""

    person: Person
    provider: Institution
    carer: Carer
    second: Carer
    daughter: Viewer
    self: Viewer
    desk: Viewer
    carer_viewer: Viewer
    second_viewer: Viewer

    def book(self, moment: datetime, kind: str = "living", **more: object) -> Booking:
        """Book the first carer, by the daughter, under a fresh key."""
        told = {"viewer": self.daughter, "person_id": self.person.pk, "kind": kind, "carer_code": self.carer.code}
        told |= {"key": uuid4().hex, "starts_at": moment, **more}
        return Booking.objects.get(pk=booking.book(**told))  # type: ignore[arg-type]

    def report(self, told: Report) -> Reported:
        """Send a report as the first carer."""
        return reporting.report(viewer=self.carer_viewer, told=told)


def person(number: int = 1) -> Person:
    """A person living in a district of the pilot."""
    id_number = f"22010219500101{number:04d}"
    return Person.objects.create(
        id_index=index_of(id_number),
        id_cipher=seal(id_number),
        id_masked="220102********0001",
        name=f"王秀英{number}",
        residence_division="220105",
    )


def clients(today: date | None = None, number: int = 1) -> Clients:
    """A client with rights from 30 days before `today` to a year after."""
    day = today or timezone.localdate()
    one = person(number)
    provider = Institution.objects.create(code=f"P{number}", name="示例照护中心", place=PLACE)
    carers = [
        Carer.objects.create(code=f"P{number}-{n}", name=name, institution=provider, kinds="living;nursing")
        for n, name in enumerate(("杨玉", "赵英"))
    ]
    demo_visits.rights(one, provider, day)
    demo_visits.fit(provider, carers[0], day)
    return Clients(
        one,
        provider,
        carers[0],
        carers[1],
        viewer_for(one),
        viewer_for(one, relation=""),
        desk(provider.code),
        carer_viewer(carers[0]),
        carer_viewer(carers[1]),
    )


def aware(moment: datetime) -> datetime:
    """A local moment with its zone, as a phone sends it."""
    return moment.replace(tzinfo=SHANGHAI)


def told_of(one: Booking, *, begin: datetime | None = None, minutes: int = 95, **more: object) -> Report:
    """A whole visit as the phone tells it, begun as booked unless said otherwise."""
    start = aware(begin) if begin else one.starts_at
    facts: dict[str, object] = {
        "key": f"phone-{one.pk:012d}",
        "booking_id": one.pk,
        "check_in": start,
        "check_out": start + timedelta(minutes=minutes),
        "identity_checked": True,
        "limb_assessed": True,
        "risk_read": True,
        "items": tuple((code, least) for code, least in one.items),
    }
    return Report(**{**facts, **more})  # type: ignore[arg-type]


def visit_of(one: Booking) -> Visit:
    """The visit a booking became."""
    return Visit.objects.get(booking=one)
