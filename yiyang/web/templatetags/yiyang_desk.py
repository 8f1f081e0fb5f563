"""What desk pages write: places, months, how long something still has, the small word beside a date."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from yiyang.law.days import month_span
from yiyang.law.questions.home_care import SCHEMES
from yiyang.law.words import Text
from yiyang.services import places
from yiyang.web.navigation import Link
from yiyang.web.templatetags.yiyang_text import day, say

register = template.Library()


@register.filter
def place_name(code: str) -> Text:
    """The name of a place by its code."""
    return places.place_name(code)


@register.filter
def month_name(month: str) -> str:
    """A month written 2022-05 as people say it."""
    return day(month_span(month)[0], "month")


@register.filter
def urgency(due: date | None) -> str:
    """late, due (today or within three days) or calm: the colour of a date, whose word `due_word` says."""
    if due is None:
        return "calm"
    left = (due - timezone.localdate()).days
    if left < 0:
        return "late"
    return "due" if left <= 3 else "calm"


@register.filter
def due_word(due: date | None) -> str:
    """The small word that always stands beside a date."""
    if due is None:
        return ""
    left = (due - timezone.localdate()).days
    if left < 0:
        return _("overdue")
    return {0: _("today"), 1: _("tomorrow")}.get(left, _("in time"))


@register.filter
def get(table: dict[str, int], key: str) -> int:
    """A count by its code, nought when there is none."""
    return table.get(key, 0)


@register.filter
def scheme_fund(scheme: str) -> str:
    """The fund that pays for a scheme, in words."""
    return _("Fund for %(scheme)s") % {"scheme": say(SCHEMES[scheme])}


@register.filter
def unpaid(by_status: dict[str, int]) -> int:
    """Lines the fund will not pay: at own cost, or not payable at all."""
    return by_status.get("self_pay", 0) + by_status.get("refused", 0)


@register.filter
def yes_no(fact: bool) -> str:
    """yes or no."""
    return _("yes") if fact else _("no")


@register.filter
def folded(links: Iterable[Link]) -> list[Link]:
    """Entries of the menu for which its row has no room."""
    return [link for link in links if link.folded]
