"""What a change of provider and a change of plan do to what rested on the old one."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from yiyang.law.words import Text
from yiyang.services import telling
from yiyang.services.access import Viewer
from yiyang.services.cases.changes import change
from yiyang.services.errors import Conflict
from yiyang.services.life.rights import end
from yiyang.store.models import Booking, Case, Grant, Institution

RESTING = ("needs", "plan", "service")
"""Rights that a recipient has with one provider."""
CHANGED = "changed_provider"
LEFT = Text(
    "{person} 已变更服务机构，以后的预约取消", "{person} has changed the provider; later bookings are cancelled"
)
FULL = Text("{provider} 刚刚已满，请选择其他机构", "{provider} has just become full: choose another provider")
REPLANNED = Text(
    "计划变更后，{day}的预约已取消，请重新预约", "The plan has changed: the booking of {day} is cancelled, book again"
)


def chosen(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """Of two who were given the last place at one moment the second is told so; an override by two people stands.

    Raises Conflict, which takes the whole decision back.
    """
    if case.outcome != "granted" or case.institution_id is None or case.seconded_by_id:
        return
    today = timezone.localdate()
    # Held until the transaction ends: who decides at the same moment counts after us.
    institution = Institution.objects.select_for_update().get(pk=case.institution_id)
    choices = Grant.objects.filter(kind="choice", institution=institution, first__lte=today).exclude(last__lt=today)
    if institution.capacity is not None and choices.values("person").distinct().count() > institution.capacity:
        raise Conflict(FULL.filled(provider=institution.name))


def provider_changed(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """Needs, plans and agreement with the old provider end the day before, its bookings from now on are cancelled."""
    chosen(viewer, case, given)
    if case.outcome != "granted" or case.person is None:
        return
    today = timezone.localdate()
    resting = Grant.objects.filter(kind__in=RESTING, person=case.person).exclude(institution=case.institution)
    for grant in resting.exclude(last__lt=today).order_by("pk"):
        end(case, grant, today - timedelta(days=1), CHANGED)
    told: dict[int, Institution] = {}
    for booking in _ahead(case).exclude(institution=case.institution).select_related("institution"):
        cancel(case, booking)
        told[booking.institution_id] = booking.institution
    for institution in told.values():
        telling.tell_desk(institution, case, "choice.left", LEFT.filled(person=case.person.name))


def plan_changed(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:  # noqa: ARG001 -- an effect's shape
    """Bookings ahead follow the new plan; one whose time it would overrun is cancelled, to be booked again."""
    if case.outcome != "granted" or case.person is None:
        return
    items = [[code, minutes] for code, minutes in given["items"]]
    total = sum(minutes for _, minutes in items)
    planned = {tuple(item) for item in items}
    for booking in _ahead(case).filter(kind=given["kind"]):
        if {tuple(item) for item in booking.items} <= planned:
            continue
        if total <= booking.minutes:
            change(case, booking, items=items, version=booking.version + 1)
            continue
        cancel(case, booking)
        day = timezone.localtime(booking.starts_at).date()
        telling.tell_family(case.person, case, f"plan.replanned:{booking.pk}", REPLANNED.filled(day=day))


def _ahead(case: Case) -> Any:
    found = Booking.objects.filter(person=case.person, state=Booking.BOOKED, starts_at__gte=timezone.now())
    return found.select_for_update(of=("self",)).order_by("pk")


def cancel(case: Case, booking: Booking) -> None:
    """Cancel a booking, the case as its cause."""
    change(case, booking, state=Booking.CANCELLED, cause=str(case.number), version=booking.version + 1)
