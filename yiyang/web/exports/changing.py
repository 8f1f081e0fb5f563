"""Lists of changed values: every change, and the rows of one."""

from django.utils.translation import gettext_lazy as _

from yiyang.services.amendments import reading
from yiyang.web.amendments.looks import STATES
from yiyang.web.lists import Asked, Column, Listing
from yiyang.web.templatetags.yiyang_text import figure


def _one(asked: Asked) -> reading.Amended:
    return reading.one(viewer=asked.viewer, pk=int(asked.parts["amendment_id"]))


AMENDMENTS = Listing(
    "amendments",
    _("Changes of values"),
    (
        Column(_("Change"), lambda row: f"{row.id} · {row.name}"),
        Column(_("Document"), lambda row: row.title),
        Column(_("State"), lambda row: str(STATES[row.state][0])),
        Column(_("Brought in by"), lambda row: row.proposed_by),
        Column(_("Brought in"), lambda row: row.proposed_at),
        Column(_("Signed by"), lambda row: row.signed_by),
        Column(_("Signed"), lambda row: row.signed_at),
        Column(_("The paper it rests on"), lambda row: row.basis),
    ),
    rows=lambda asked: reading.listing(viewer=asked.viewer),
)
CHANGES = Listing(
    "changes",
    _("What changes"),
    (
        Column(_("Value"), lambda row: row.label),
        Column(_("Name"), lambda row: row.name),
        Column(_("As it stands"), lambda row: figure(row.before) if row.before else ""),
        Column(_("Changed"), lambda row: figure(row.after) if row.after else ""),
        Column(_("From"), lambda row: row.since),
        Column(_("Article"), lambda row: row.provision),
    ),
    rows=lambda asked: _one(asked).differences,
    illustrative=lambda asked: _one(asked).illustrative,
)
