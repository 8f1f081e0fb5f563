"""What every template may name: menu, person, language, large type, version."""

from typing import Any

from django.http import HttpRequest

from yiyang import __version__
from yiyang.web import preferences
from yiyang.web.navigation import FOOTER, nav_for, signed_in


def page(request: HttpRequest) -> dict[str, Any]:
    """`nav`, `footer`, `person` (name, role; None when signed out), `elder`, `keys`, `version`."""
    person = signed_in(request)
    return {
        "nav": nav_for(request),
        "footer": FOOTER,
        "person": person,
        "elder": preferences.elder(request),
        "keys": person is not None and preferences.keys(request),
        "keys_off": person is not None and not preferences.keys(request),
        "version": __version__,
    }
