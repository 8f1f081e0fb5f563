"""Lists of what follows from governing: clients handed over, values agreed to, third-party handlers."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from yiyang.law.values import Value
from yiyang.services.governance import reading
from yiyang.services.providers import handovers
from yiyang.services.providers.handovers import Client, Handover
from yiyang.web.lists import Asked, Column, Form, Listing
from yiyang.web.templatetags.yiyang_text import figure


class Handed(NamedTuple):
    """A client with the termination they were handed over by."""

    handover: Handover
    client: Client


def _handed(asked: Asked) -> list[Handed]:
    found = handovers.handovers(viewer=asked.viewer)
    return [Handed(one, client) for one in found for client in one.clients]


def _agreed(asked: Asked) -> list[reading.Agreed]:
    return sorted(reading.agreed_values(viewer=asked.viewer), key=lambda row: row.carried)  # as on the page


def _illustrative(asked: Asked) -> Iterable[Value]:
    found = {row.name: row.present for row in _agreed(asked) if row.present and row.present.illustrative}
    return [found[name] for name in sorted(found)]


def _named(row: Any) -> Any:
    return row.present.label if row.present else row.name


HANDED_OVER = Listing(
    "handovers",
    _("Clients handed over"),
    (
        Column(_("Case number"), lambda row: row.handover.number),
        Column(_("Provider"), lambda row: row.handover.provider),
        Column(_("Name"), lambda row: row.client.name),
        Column(_("ID number"), lambda row: row.client.masked),
        Column(_("Guardian"), lambda row: row.client.guardian),
        Column(_("Last day"), lambda row: row.client.last),
        Column(_("Bookings cancelled"), lambda row: row.client.cancelled, Form.COUNT),
        Column(_("New provider"), lambda row: row.client.now_with),
    ),
    rows=_handed,
    key=2,
)
AGREED = Listing(
    "values",
    _("Values agreed to"),
    (
        Column(_("Value"), _named),
        Column(_("Agreed to"), lambda row: figure(row.planned) if row.planned else row.wanted),
        Column(_("From"), lambda row: row.begins),
        Column(_("In force that day"), lambda row: figure(row.present) if row.present else ""),
        Column(_("In force as agreed"), lambda row: row.carried),
    ),
    rows=_agreed,
    illustrative=_illustrative,
)
HANDLERS = Listing(
    "handlers",
    _("Third-party handlers"),
    (
        Column(_("Handler"), lambda row: row.name),
        Column(_("Contract"), lambda row: row.contract),
        Column(_("Procurement"), lambda row: row.procurement),
        Column(_("Tasks"), lambda row: row.tasks),
        Column(_("From"), lambda row: row.term.first),
        Column(_("Until"), lambda row: row.term),
    ),
    rows=lambda asked: reading.handlers(viewer=asked.viewer),
)
