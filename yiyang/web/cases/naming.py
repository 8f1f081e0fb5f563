"""What an address says a filing is about and begins with, and back: ?person=3&institution=H1."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from yiyang.services.cases.about import Named
from yiyang.services.cases.forms import Blank

Begun = Mapping[str, str | tuple[str, ...]]
"""What a form begins with: the name of a field → a choice of it, or several."""
NOTHING: Begun = {}
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


def query(subject: Named, begun: Begun = NOTHING) -> str:
    """The subject as the end of an address with what its form begins with, "" for none."""
    told = {name: value for name, value in vars(subject).items() if value}
    return f"?{urlencode({**told, **begun}, doseq=True)}" if told or begun else ""


def to(name: str, code: str, subject: Named, begun: Begun = NOTHING) -> str:
    """The address of a page of a filing."""
    return reverse(name, args=[code]) + query(subject, begun)


def begun(request: HttpRequest, form: Blank) -> dict[str, str]:
    """What a form not yet touched begins with: choices that the address names and that it offers."""
    found = {}
    for field in form.fields:
        offered = {option.key for option in form.choices[field.name]}
        given = [text for text in request.GET.getlist(field.name) if text in offered]
        if given:
            found[field.name] = ";".join(dict.fromkeys(given))
    return found
