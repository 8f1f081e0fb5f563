"""A link that has ended between opening a form and sending it: said by name, and what was typed is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db.models import Q
from django.utils import timezone

from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.cases.about import Named
from yiyang.services.cases.declared import Declared
from yiyang.services.errors import LinkOver, NotAllowed, NotFound
from yiyang.store.models import Membership

PERSON_OVER = Text(
    "您代为办理的关联已于{day}终止（撤销或到期），不能再为其提交",
    "your link to them ended on {day} (revoked or over): you can no longer file for them",
)
HOUSE_OVER = Text(
    "您在该机构的岗位已于{day}终止（撤销或到期），不能再为其提交",
    "your post at this institution ended on {day} (revoked or over): you can no longer file for it",
)


@contextmanager
def told_when_over(viewer: Viewer, one: Declared, named: Named) -> Iterator[None]:
    """Turn a refusal into LinkOver where the viewer once had the link that is missing now."""
    try:
        yield
    except (NotAllowed, NotFound):
        over = ended(viewer, one, named)
        if over is None:
            raise
        raise over from None


def ended(viewer: Viewer, one: Declared, named: Named) -> LinkOver | None:
    """The refusal that says which of the viewer's links has ended and when; None where there was none, or one runs."""
    if viewer.user_id is None:
        return None
    links = Membership.objects.filter(user=viewer.user_id)
    for field, wanted, text, running in (
        ("person", Q(person=named.person), PERSON_OVER, named.person in viewer.persons),
        ("institution", Q(institution__code=named.institution), HOUSE_OVER, False),
    ):
        last = links.filter(wanted).order_by("-pk").first() if getattr(named, field) and not running else None
        day = _day(last) if last else None
        if day:
            told = text.filled(day=day)
            return LinkOver(field=field, value="", text=told, provision=one.procedure.provision)
    return None


def _day(link: Membership) -> date | None:
    """The day a link ended; None while it runs."""
    if link.revoked_at:
        return timezone.localdate(link.revoked_at)
    return link.last if link.last and link.last < timezone.localdate() else None
