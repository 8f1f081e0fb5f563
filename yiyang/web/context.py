"""What every template may name: menu, person, language, large type, version."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from yiyang import __version__
from yiyang.web import preferences
from yiyang.web.account import kept
from yiyang.web.acting import acting
from yiyang.web.exports import offered
from yiyang.web.navigation import FOOTER, nav_for, signed_in
from yiyang.web.viewer import viewer


def page(request: HttpRequest) -> dict[str, Any]:
    """`nav`, `footer`, `person` (name, role; None when signed out), `elder`, `keys`, `version`.

    `exports` (lists of the page that one may take as a file), `unread` (how many messages), `searches` (a desk, which
    has a search box in the header), `acting` (whom one acts for), `kept` (a form not yet sent), `gated` (something to
    be done first), `demo`.
    """
    person = signed_in(request)
    return {
        "nav": nav_for(request),
        "footer": FOOTER,
        "person": person,
        "elder": preferences.elder(request),
        "keys": person is not None and preferences.keys(request),
        "keys_off": person is not None and not preferences.keys(request),
        "version": __version__,
        "acting": acting(request),
        "exports": offered(request),
        "unread": getattr(request, "unread", 0),
        "searches": viewer(request).may("search") and "own.read" not in viewer(request).rights,
        "kept": kept.shown(request),
        "gated": getattr(request, "gated", False),
        "demo": settings.DEMO and not settings.SECOND_FACTOR,
    }
