"""Clients of terminated providers: who has chosen again, and the form by which a counter files the choice."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiyang.services.access import Viewer
from yiyang.services.cases.about import Named
from yiyang.services.cases.declared import openable
from yiyang.services.providers import handovers as service
from yiyang.services.providers.handovers import Client, Handover
from yiyang.web.cases.naming import to
from yiyang.web.viewer import signed_in, viewer

CHOICE, CHANGE = "provider-choice", "provider-change"


class Waiting(NamedTuple):
    """A client, and where their next choice is filed; "" once they have chosen or for whoever may not file it."""

    client: Client
    url: str


class Shown(NamedTuple):
    """A termination with its clients."""

    handover: Handover
    clients: list[Waiting]


@signed_in
@require_safe
def handovers(request: HttpRequest) -> HttpResponse:
    """Every termination, the latest first; those still without a provider on top."""
    known = viewer(request)
    found = service.handovers(viewer=known)
    given = {
        "shown": [Shown(one, _waiting(known, one)) for one in found],
        "waiting": sum(client.waiting for one in found for client in one.clients),
        "clients": sum(len(one.clients) for one in found),
        "crumbs": [(reverse("providers"), _("Providers")), ("", _("Hand-overs"))],
    }
    return render(request, "supervision/handovers.html", given)


def _waiting(known: Viewer, one: Handover) -> list[Waiting]:
    """While the old choice still runs it is changed; after that one chooses anew."""
    allowed, today = {found.procedure.code for found in openable(viewer=known)}, timezone.localdate()
    rows = []
    for client in one.clients:
        code = CHANGE if client.last >= today else CHOICE
        may = client.waiting and code in allowed
        rows.append(Waiting(client, to("file_case", code, Named(person=client.person)) if may else ""))
    return rows
