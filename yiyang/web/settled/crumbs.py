"""The way down to a month of a place, for every page under it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yiyang.services.places import place_name
from yiyang.web.templatetags.yiyang_desk import month_name
from yiyang.web.templatetags.yiyang_text import say


def month_crumbs(place: str, month: str) -> list[tuple[str, str]]:
    """The months, then the month itself."""
    return [(reverse("months"), _("Months")), (reverse("month", args=[place, month]), month_label(place, month))]


def month_label(place: str, month: str) -> str:
    """The month of a place as people say it."""
    return f"{say(place_name(place))} {month_name(month)}"
