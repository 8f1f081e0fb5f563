"""Who may book, change and see a booking; bookings held while they change."""

from django.db.models import Q, QuerySet

from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.errors import Conflict, NotAllowed, NotFound
from yiyang.store.models import Booking, Grant, Person, Visit

NO_BOOKING = Text("没有这个预约，或者您不能查看", "There is no such booking, or not for you to see")
NO_CLIENT = Text("没有这个人，或者不是您的服务对象", "There is no such person, or not a client of yours")
CHANGED = Text("这个预约已被他人更改，请看最新情况", "The booking was changed meanwhile; look at it again")
OVER = Text(
    "这次服务已开始或预约已结束，不能再更改", "The visit has begun or the booking is over: it cannot be changed"
)
SELECTED = ("person", "institution", "carer", "visit")


def clients(viewer: Viewer) -> "QuerySet[Person]":
    """Persons who have chosen one of the viewer's institutions, or were visited by it."""
    viewer.require("bookings.own")
    chosen = Grant.objects.filter(kind="choice", institution__in=viewer.institutions).values("person")
    visited = Visit.objects.filter(institution__in=viewer.institutions).values("person")
    return Person.objects.filter(Q(pk__in=chosen) | Q(pk__in=visited))


def person_to_book(viewer: Viewer, person_id: int) -> Person:
    """A person the viewer may book for: their own, or a client's. Raises NotFound, NotAllowed."""
    if person_id in viewer.persons:
        if not viewer.may_for(person_id, "book"):
            raise NotAllowed
        return Person.objects.get(pk=person_id)
    if viewer.may("bookings.own"):
        found = clients(viewer).filter(pk=person_id).first()
        if found is not None:
            return found
    raise NotFound(NO_CLIENT)


def visible(viewer: Viewer) -> Q:
    """Bookings the viewer may see: their persons', their institution's, their own as a carer, their place's."""
    readable = [pk for pk in viewer.persons if viewer.may_for(pk, "read")]
    mine = Q(person__in=readable) | Q(institution__in=viewer.institutions) | Q(carer__in=viewer.carers)
    if viewer.may("month.read"):
        places = viewer.bounds("month.read")
        mine |= Q(pk__isnull=False) if places is None else Q(place__in=places)
    return mine


def found(viewer: Viewer, booking_id: int) -> Booking:
    """A booking the viewer may see. Raises NotFound."""
    one = Booking.objects.select_related(*SELECTED).filter(visible(viewer), pk=booking_id).first()
    if one is None:
        raise NotFound(NO_BOOKING)
    return one


def desk(viewer: Viewer, booking: Booking) -> bool:
    """True for the desk of the provider whose booking it is."""
    return viewer.may("bookings.own") and booking.institution_id in viewer.institutions


def to_change(viewer: Viewer, booking_id: int, version: int) -> Booking:
    """A booking the family or the provider may change, held. Raises NotFound, NotAllowed, Conflict."""
    one = found(viewer, booking_id)
    if not (desk(viewer, one) or viewer.may_for(one.person_id, "book")):
        raise NotAllowed
    held = Booking.objects.select_for_update().get(pk=booking_id)
    if held.state != Booking.BOOKED or Visit.objects.filter(booking=held).exists():
        raise Conflict(OVER)
    if held.version != version:
        raise Conflict(CHANGED)
    return held
