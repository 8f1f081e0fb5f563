"""A provider's desk: its own carers and their accounts."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from yiyang.services.access import Viewer
from yiyang.store.models import Carer, Membership, Role


@dataclass(frozen=True)
class DeskCarer:
    """A carer on file, with their account where they have one; `open` while they can sign in."""

    code: str
    name: str
    user_id: int | None
    username: str
    open: bool
    left_on: date | None


def carers(*, viewer: Viewer) -> tuple[DeskCarer, ...]:
    """The carers of the viewer's institutions who have not left. Raises NotAllowed."""
    viewer.require("carers.manage")
    today = timezone.localdate()
    found = Carer.objects.filter(institution__in=viewer.institutions).exclude(left_on__lt=today).order_by("code")
    links = Membership.objects.filter(carer__in=found, role=Role.CARER, revoked_at__isnull=True).select_related("user")
    by_carer = {link.carer_id: link for link in links.order_by("user__is_active", "pk")}
    return tuple(_row(carer, by_carer.get(carer.pk), today) for carer in found)


def _row(carer: Carer, link: Membership | None, today: date) -> DeskCarer:
    user = link.user if link else None
    runs = link is not None and (link.last is None or link.last >= today)
    return DeskCarer(
        code=carer.code,
        name=carer.name,
        user_id=user.pk if user else None,
        username=user.username if user else "",
        open=bool(user and user.is_active and runs),
        left_on=user.left_on if user else None,
    )
