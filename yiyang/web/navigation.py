"""The menu: which pages a person may go to from anywhere, by their rights."""

from itertools import accumulate
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yiyang.services.access import ROLE_WORDS, Viewer
from yiyang.services.providers.business import Business, businesses
from yiyang.web import preferences
from yiyang.web.templatetags.yiyang_text import english
from yiyang.web.viewer import viewer


class Link(NamedTuple):
    """One entry of the menu; `current` when the page shown is it or lies under it, `folded` where the row is full."""

    url: str | Promise
    label: str | Promise
    current: bool = False
    folded: bool = False


class SignedIn(NamedTuple):
    """Who is signed in, as the header says it."""

    name: str
    role: str


class Entry(NamedTuple):
    """A page by its URL name, and the right that opens it; without a right it is for everybody.

    business: what a desk must have to do with to be shown the page.
    """

    name: str
    label: str | Promise
    right: str = ""
    business: Business | None = None


ENTRIES = (
    Entry("home", _("Start")),
    Entry("worklist", _("Worklist"), "worklist"),
    Entry("people", _("My family"), "own.read"),
    Entry("cases", _("Applications"), "case.own"),
    Entry("carer_app", _("My visits today"), "visits.report_own"),
    Entry("own_visits", _("My visits"), "visits.read_own"),
    Entry("present", _("A patient shows a voucher"), "act.provider", Business.PATIENTS),
    Entry("outpatient_check", _("Check before settling"), "act.provider", Business.PATIENTS),
    Entry("bookings", _("Visits and bookings"), "bookings.own", Business.HOME_CARE),
    Entry("own_provider", _("Our house"), "carers.manage", Business.HOME_CARE),
    Entry("own_clients", _("Clients"), "carers.manage", Business.HOME_CARE),
    Entry("own_statements", _("Statements"), "statement.read_own", Business.HOME_CARE),
    Entry("own_objections", _("Our objections"), "objection.file", Business.HOME_CARE),
    Entry("lapses", _("What lapses"), "lapses.read"),
    Entry("search", _("Search"), "search"),
    Entry("months", _("Months"), "month.read", Business.HOME_CARE),
    Entry("objections", _("Objections"), "objection.read", Business.HOME_CARE),
    Entry("summaries", _("Summary"), "month.read", Business.HOME_CARE),
    Entry("watching", _("Supervision"), "act.supervisor"),
    Entry("providers", _("Providers"), "month.read", Business.HOME_CARE),
    Entry("assessments", _("Assessments"), "assessments.read", Business.HOME_CARE),
    Entry("desk_carers", _("Our carers"), "carers.manage", Business.VISITS),
    Entry("counter", _("Counter"), "counter"),
    Entry("ledger", _("Ledger"), "ledger.read"),
    Entry("bureau_recipients", _("Recipients"), "recipients.read"),
    Entry("bureau_institutions", _("Institutions"), "institutions.read"),
    Entry("overviews", _("Overview"), "department.read"),
    Entry("users", _("Accounts"), "users.read"),
    Entry("events", _("Trail"), "events.read"),
    Entry("loads", _("Loads"), "load.read"),
    Entry("what_if", _("What if"), "simulate"),
    Entry("amendments", _("Changes of values"), "values.read"),
    Entry("services", _("What one can apply for")),
    Entry("documents", _("Documents")),
    Entry("questions", _("Questions")),
)


FOOTER = (
    Link(reverse_lazy("check"), _("Check a paper")),
    Link(reverse_lazy("api_docs"), _("Interface for programs")),
)


ROW, PADDING, TARGET = 1196, 28, 60
"""Pixels: the menu's row in a window of 1280 beside a scroll bar, what stands around a label, the least in large type.
"""
MORE = pgettext_lazy("menu", "More")
PLAIN, LARGE = 16, 24
"""The size of the type, plain and in elder mode."""
WIDE, NARROW = 1.0, 0.54
"""Widths of a Chinese and of a Latin letter, bold ones too, in the size of the type."""


def nav_for(request: HttpRequest) -> tuple[Link, ...]:
    """The entries this person may use, in order: public ones for everybody. What no longer fits into one row is folded
    under "More"; a page has no script to measure it, so it is reckoned from the letters."""
    known = viewer(request)
    found = [(reverse(entry.name), str(entry.label)) for entry in _entries(known)]
    here = _nearest(request.path, [url for url, _label in found])
    size = LARGE if preferences.elder(request) else PLAIN
    fits = _fitting([label for _url, label in found], size)
    return tuple(Link(url, label, url == here, place >= fits) for place, (url, label) in enumerate(found))


def _fitting(labels: list[str], size: int) -> int:
    """How many labels stand in one row, beside "More" and its arrow where that is not all of them."""
    ends = list(accumulate(_width(label, size) for label in labels))
    if not ends or ends[-1] <= ROW:
        return len(labels)
    room = ROW - _width(str(MORE), size) - 2 * size
    return sum(end <= room for end in ends)


def _width(label: str, size: int) -> float:
    letters = size * sum(WIDE if ord(letter) > 0x2E7F else NARROW for letter in label)
    return PADDING + max(letters, TARGET if size == LARGE else 0)


def _entries(known: Viewer) -> list[Entry]:
    """By right; what only some desks have to do with, by what the viewer's does."""
    own = businesses(viewer=known) if known.institutions or known.held else frozenset(Business)
    right = [entry for entry in ENTRIES if not entry.right or known.may(entry.right)]
    return [entry for entry in right if entry.business is None or entry.business in own]


def _nearest(path: str, urls: list[str]) -> str:
    """The entry the page lies under: the longest its address begins with; the start page stands for itself alone."""
    return max((url for url in urls if path == url or (url != "/" and path.startswith(url))), key=len, default="")


def signed_in(request: HttpRequest) -> SignedIn | None:
    """The person's display name and role, None when nobody is signed in."""
    known = viewer(request)
    return SignedIn(known.name, roles(known)) if known.name else None


def roles(known: Viewer) -> str:
    """The viewer's roles in words."""
    return "、".join(ROLE_WORDS[role].say("en" if english() else "zh") for role in sorted(known.roles))
