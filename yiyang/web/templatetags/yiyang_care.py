"""How pages for families and supervisors write stars, shares and where somebody looked."""

from django import template
from django.utils.translation import gettext

register = template.Library()
STARS = 5


@register.filter
def stars(count: int) -> str:
    """So many of five stars, filled and empty."""
    return "★" * count + "☆" * (STARS - count)


@register.filter
def percent(per_10000: int) -> str:
    """A share per 10,000 in percent with one decimal: 3111 → 31.1 %."""
    return f"{per_10000 / 100:.1f} %"


@register.filter
def hundredths(value: int) -> str:
    """A mean kept in hundredths: 440 → 4.40."""
    return f"{value // 100}.{value % 100:02d}"


@register.filter
def left(days: int) -> int:
    """Days without their sign, for "ended … days ago"."""
    return abs(days)


@register.filter
def where_words(code: str) -> str:
    """Where somebody looked at personal data, in words; a code nobody described stays as it is."""
    known = {
        "line": gettext("the reasons of one visit"),
        "statement": gettext("a provider's statement"),
        "month": gettext("the month's list"),
        "person_month": gettext("the person's month"),
        "carer_month": gettext("a carer's own month"),
        "carer_visit": gettext("one visit, as its carer"),
        "assessments": gettext("the list of assessments"),
        "accounts": gettext("the list of users"),
        "oversight": gettext("the providers' score table"),
    }
    return known.get(code, code)
