"""How pages write things: both languages, yuan, days, values of a document, statuses, links to articles."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from django import template
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import dateformat, timezone
from django.utils.translation import get_language

from yiyang.law.book import BOOK
from yiyang.law.decision import Outcome
from yiyang.law.money import in_yuan
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.papers import figures
from yiyang.web.statuses import STATUSES, Status

register = template.Library()
NOTHING = "–"


def english() -> bool:
    """True when the page is shown in English."""
    return (get_language() or "").startswith("en")


@register.filter
def say(text: Any) -> str:
    """A `Text` in the language of the page; anything else as it is, None as nothing."""
    if text is None:
        return ""
    return text.say("en" if english() else "zh") if isinstance(text, Text) else str(text)


@register.filter
def yuan(fen: int | None) -> str:
    """Whole fen as yuan with two decimals and thousands: 123456 → 1,234.56."""
    return NOTHING if fen is None else in_yuan(fen)


@register.filter
def masked(number: str | None) -> str:
    """An ID or phone number with all but its first three and last four places hidden; short ones wholly hidden."""
    if not number:
        return NOTHING
    if len(number) < 11:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"


FORMATS = {"": ("Y年n月j日", "j F Y"), "short": ("n月j日", "D j M"), "month": ("Y年n月", "F Y")}
WEEKDAYS = "一二三四五六日"


@register.filter
def day(value: date | datetime | str | None, form: str = "") -> str:
    """A day in words, ISO texts too; `short` gives day and weekday without the year, `month` the month alone."""
    if not value:
        return NOTHING
    there = _local(date.fromisoformat(value) if isinstance(value, str) else value)
    words = dateformat.format(there, FORMATS[form][english()])
    return words if form != "short" or english() else f"{words} 周{WEEKDAYS[there.weekday()]}"


@register.filter
def clock(value: datetime | None) -> str:
    """The time of day in Shanghai as HH:MM."""
    return NOTHING if value is None else dateformat.format(_local(value), "H:i")


@register.filter
def moment(value: datetime | None, form: str = "") -> str:
    """A day in words with its time; `short` leaves the year out, `seconds` tells them too."""
    if value is None:
        return NOTHING
    words = day(value, "short" if form == "short" else "")
    return f"{words} {dateformat.format(_local(value), 'H:i:s' if form == 'seconds' else 'H:i')}"


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def figure(value: Value) -> str:
    """A dated value of a document as people write it: yuan, percent, days, lists of codes; papers write the same."""
    return say(figures.figure(value))


@register.filter
def days(told: Iterable[date]) -> str:
    """Days in words, those in a row as one."""
    return say(figures.days(told))


@register.filter
def provision_url(provision: str) -> str:
    """The address of a provision such as CC-5.4: its place in the page of its document. Raises KeyError."""
    return f"{reverse('document', args=[_documents()[provision]])}#{provision}"


@register.filter
def article(provision: str) -> str:
    """The article of a provision as its document counts it: CC-5.4 → 二（五）. Raises KeyError for an unknown one."""
    return _articles()[provision]


@cache
def _documents() -> dict[str, str]:
    return {known: document.code for document in BOOK for known in document.provisions}


@cache
def _articles() -> dict[str, str]:
    return {known.id: known.article for document in BOOK for known in document.provisions.values()}


@register.filter
def status(code: Any) -> Status:
    """A status with its words and tone. Raises KeyError for a code nobody described."""
    if code is Outcome.REFUSED:  # a question is not met; a charge line that is refused is not paid
        return STATUSES["unfit"]
    name = code.value if isinstance(code, Enum) and isinstance(code.value, str) else code
    return STATUSES[name.name.lower() if isinstance(name, Enum) else str(name)]


@register.filter
def pips(count: int, of: int) -> list[bool]:
    """The boxes of a meter: `of` of them, the first `count` filled."""
    return [place < count for place in range(max(count, of))]


@register.filter
def elided(paginator: "Paginator[Any]", number: int) -> Iterable[int | str]:
    """Page numbers around `number`, gaps as an ellipsis."""
    return paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
