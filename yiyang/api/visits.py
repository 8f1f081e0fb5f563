"""Home visits: bookings within the caps, a carer's day, and the reports and photos that a carer's phone sends.

A booking is made once under its `Idempotency-Key`, a report taken in once under its key, a photo once by its content:
whatever a lost answer makes a client send again changes nothing.
"""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone
from ninja import Field, File, Form, HeaderEx, P, PathEx, Router, Schema
from ninja.files import UploadedFile
from ninja.security import django_auth

from yiyang.api.shapes import Problem, Words, moment, words
from yiyang.api.viewer import viewer_of
from yiyang.services.uploads.pictures import MOST_BYTES
from yiyang.services.visits import booking, reading, reporting
from yiyang.services.visits.moments import instant_of
from yiyang.services.visits.reading import Booked
from yiyang.services.visits.reporting import Report, Reported

router = Router(tags=["visits"], auth=django_auth)
LARGEST = 2**63 - 1
REFUSALS = {401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}
CODE = r"^[A-Z]\d{2}$"


class Pair(Schema):
    """A catalogue item with its minutes."""

    code: str = Field(pattern=CODE)
    minutes: int = Field(ge=0, le=1440)


class ItemOut(Schema):
    """A booked item: code, words, minutes, and the least minutes that count."""

    code: str
    label: Words
    minutes: int
    least: int | None


class ExtraOut(Schema):
    """Something beyond the plan at its market price; only with consent from before the visit."""

    number: int
    text: str
    minutes: int
    consented: bool


class BookingOut(Schema):
    """A booking; `status` is booked, begun, done, cancelled, missed or overdue."""

    id: int
    version: int
    person_id: int
    person: str
    provider: str
    carer_code: str
    carer: str
    kind: str
    kind_words: Words
    starts_at: str
    minutes: int
    items: list[ItemOut]
    extras: list[ExtraOut]
    status: str
    visit: int | None


class BookIn(Schema):
    """A visit wanted; without items all of the plan, without a carer whoever is fit and free."""

    person_id: int = Field(ge=1, le=LARGEST)
    kind: str = Field(max_length=10, description="living or nursing")
    starts_at: datetime
    carer_code: str = Field("", max_length=64)
    items: list[Pair] | None = Field(None, max_length=20)


class CancelIn(Schema):
    """Which version of the booking is cancelled, and why."""

    version: int = Field(ge=1, le=LARGEST)
    cause: str = Field("", max_length=80)


class DayOut(Schema):
    """A carer's visits of today and tomorrow, whose they are, and the token to send reports with."""

    owner: int
    csrf: str
    bookings: list[BookingOut]


class ReportIn(Schema):
    """A visit as the phone tells it so far: the device's own times, with their offset."""

    key: str = Field(min_length=16, max_length=64)
    booking_id: int = Field(ge=1, le=LARGEST)
    check_in: datetime
    check_out: datetime | None = None
    identity_checked: bool = False
    limb_assessed: bool = False
    risk_read: bool = False
    items: list[Pair] = Field([], max_length=50)
    extras: list[int] = Field([], max_length=20)
    sent_at: datetime | None = None
    clock_back: bool = False


class ReportOut(Schema):
    """What has arrived of a visit; `late` when its record came after the tolerance (CC-7.5)."""

    id: int
    visit_id: str
    finished: bool
    late: bool
    minutes_late: int
    photos: int


@router.get(
    "/visits/day",
    url_name="visit_day",
    response={200: DayOut, **REFUSALS},
    summary="A carer's visits of today and tomorrow",
)
def day(request: HttpRequest) -> dict[str, Any]:
    """What the phone keeps for a day without network: no more than the visits need."""
    viewer, today = viewer_of(request), timezone.localdate()
    found = reading.of_carer(viewer=viewer, first=today, last=today + timedelta(days=1))
    return {"owner": request.user.pk, "csrf": get_token(request), "bookings": [_booking(one) for one in found]}


@router.post(
    "/visits/reports", url_name="visit_report", response={200: ReportOut, **REFUSALS}, summary="Report a visit"
)
def report(request: HttpRequest, told: ReportIn) -> dict[str, Any]:
    """Taken in once by its key; may be sent at check-in, again with items, and last with the check-out."""
    facts = told.dict()
    facts["items"] = tuple((one.code, one.minutes) for one in told.items)
    facts |= {name: instant_of(facts[name]) for name in ("check_in", "check_out", "sent_at") if facts[name]}
    return _reported(reporting.report(viewer=viewer_of(request), told=Report(**facts)))


@router.post(
    "/visits/reports/{key}/photos",
    url_name="visit_photo",
    response={200: ReportOut, **REFUSALS},
    summary="Add a photo to a visit",
)
def photo(
    request: HttpRequest,
    key: PathEx[str, P(min_length=16, max_length=64)],
    photo: File[UploadedFile],
    taken_at: Form[datetime | None] = None,
) -> dict[str, Any]:
    """JPEG, PNG or WebP of at most 10 MB; the same photo again changes nothing. The report is sent first."""
    content = photo.read(MOST_BYTES + 1)
    taken = instant_of(taken_at) if taken_at else None
    found = reporting.add_photo(
        viewer=viewer_of(request), key=key, name=photo.name or "", content=content, taken_at=taken
    )
    return _reported(found)


@router.get("/bookings/{id}", url_name="booking", response={200: BookingOut, **REFUSALS}, summary="One booking")
def one_booking(request: HttpRequest, id: PathEx[int, P(ge=1, le=LARGEST)]) -> dict[str, Any]:
    """A booking of one's own person, provider, day as a carer, or place."""
    return _booking(reading.booking(viewer=viewer_of(request), booking_id=id))


@router.post("/bookings", url_name="book_visit", response={200: BookingOut, **REFUSALS}, summary="Book a visit")
def book(
    request: HttpRequest,
    told: BookIn,
    idempotency_key: HeaderEx[str, P(alias="Idempotency-Key", min_length=1, max_length=64)],
) -> dict[str, Any]:
    """Booked once under its `Idempotency-Key`; a refusal names each condition and the next possible time."""
    viewer, items = viewer_of(request), None if told.items is None else [(one.code, one.minutes) for one in told.items]
    made = booking.book(
        viewer=viewer,
        person_id=told.person_id,
        kind=told.kind,
        starts_at=told.starts_at,
        key=idempotency_key,
        carer_code=told.carer_code,
        items=items,
    )
    return _booking(reading.booking(viewer=viewer, booking_id=made))


@router.post(
    "/bookings/{id}/cancel",
    url_name="cancel_booking",
    response={200: BookingOut, **REFUSALS},
    summary="Cancel a booking",
)
def cancel(request: HttpRequest, id: PathEx[int, P(ge=1, le=LARGEST)], told: CancelIn) -> dict[str, Any]:
    """Its place under the caps is free again; not once the visit has begun."""
    viewer = viewer_of(request)
    booking.cancel(viewer=viewer, booking_id=id, version=told.version, cause=told.cause)
    return _booking(reading.booking(viewer=viewer, booking_id=id))


def _booking(one: Booked) -> dict[str, Any]:
    return {
        "id": one.id,
        "version": one.version,
        "person_id": one.person,
        "person": one.person_name,
        "provider": one.provider,
        "carer_code": one.carer_code,
        "carer": one.carer,
        "kind": one.kind_code,
        "kind_words": words(one.kind),
        "starts_at": moment(instant_of(one.starts_at)),
        "minutes": one.minutes,
        "items": [
            {
                "code": code,
                "label": words(item.label),
                "minutes": minutes,
                "least": item.least.number if item.least else None,
            }
            for (code, minutes), item in zip(one.pairs, one.items, strict=True)
        ],
        "extras": [
            {"number": e.number, "text": e.text, "minutes": e.minutes, "consented": e.consented_at is not None}
            for e in one.extras
        ],
        "status": one.status,
        "visit": one.visit,
    }


def _reported(found: Reported) -> dict[str, Any]:
    return {
        "id": found.id,
        "visit_id": found.visit_id,
        "finished": found.finished,
        "late": found.late,
        "minutes_late": found.minutes_late,
        "photos": len(found.photos),
    }
