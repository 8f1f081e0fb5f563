"""What an address says a filing is about, and back: ?person=3&institution=H1."""

from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from yiyang.services.cases.about import Named

NUMBERS = ("person", "line", "visit", "case")
LONGEST = 18


def named(request: HttpRequest) -> Named:
    """The subject named in the address; what is no key names nothing."""
    return Named(institution=request.GET.get("institution", "")[:64], **_keys(request.GET))


def _keys(given: QueryDict) -> dict[str, int | None]:
    return {name: number(given.get(name, "")) for name in NUMBERS}


def number(text: str) -> int | None:
    """A key of the store, or None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None


def query(subject: Named) -> str:
    """The subject as the end of an address, "" for none."""
    told = {name: value for name, value in vars(subject).items() if value}
    return f"?{urlencode(told)}" if told else ""


def to(name: str, code: str, subject: Named) -> str:
    """The address of a page of a filing."""
    return reverse(name, args=[code]) + query(subject)
