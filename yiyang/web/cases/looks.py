"""How pages of cases look for whom: one column for families, a desk for everybody else, the banner while acting."""

from typing import Any

from django.http import HttpRequest

from yiyang.web import acting
from yiyang.web.viewer import viewer


def look(request: HttpRequest, channel: str, person: int | None) -> dict[str, Any]:
    """`look`: the page everything stands on; and the banner says for whom somebody files."""
    acting.mark(request, person)
    family = channel == "family" and viewer(request).may("own.read")
    return {"look": "family.html" if family else "base.html"}
