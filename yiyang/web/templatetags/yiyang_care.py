"""How pages for families and supervisors write stars and shares."""

from django import template

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
