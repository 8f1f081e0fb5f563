"""What a search finds and what a person's page holds, as files."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from yiyang.services.people import dossier, search
from yiyang.web.exports.cases import COLUMNS as CASE_COLUMNS
from yiyang.web.exports.settled import LINE_COLUMNS
from yiyang.web.lists import Asked, Column, Form, Listing


def _hits(name: str) -> Any:
    def find(asked: Asked) -> Iterable[Any]:
        text = search.normal(asked.request.GET.get("q", ""))
        found: Iterable[Any] = getattr(search.search(viewer=asked.viewer, text=text), name)
        return found

    return find


FOUND_PEOPLE = Listing(
    "people",
    _("People"),
    (
        Column(_("Name"), lambda row: row.name),
        Column(_("ID number"), lambda row: row.masked),
        Column(_("Lives in"), lambda row: row.division),
    ),
    rows=_hits("people"),
)
FOUND_CASES = Listing("cases", _("Cases"), CASE_COLUMNS, rows=_hits("cases"))
FOUND_INSTITUTIONS = Listing(
    "institutions",
    _("Providers"),
    (Column(_("Name"), lambda row: row.name), Column(_("Provider's code"), lambda row: row.code)),
    rows=_hits("institutions"),
)
FOUND_CARERS = Listing(
    "carers",
    _("Carers"),
    (
        Column(_("Name"), lambda row: row.name),
        Column(_("Carer's number"), lambda row: row.code),
        Column(_("Provider"), lambda row: row.institution),
    ),
    rows=_hits("carers"),
)


def _part(name: str) -> Any:
    return lambda asked: getattr(dossier.dossier(viewer=asked.viewer, person_id=asked.parts["person_id"]), name)


PERSON_RIGHTS = Listing(
    "rights",
    _("Rights"),
    (
        Column(_("Right"), lambda row: row.label),
        Column(_("What"), lambda row: row.what),
        Column(_("From"), lambda row: row.term.first),
        Column(_("Until"), lambda row: row.term),
    ),
    rows=_part("rights"),
)
PERSON_CASES = Listing("cases", _("Cases"), CASE_COLUMNS, rows=_part("cases"))
PERSON_BOOKINGS = Listing(
    "bookings",
    _("Bookings"),
    (
        Column(_("Carer"), lambda row: row.carer),
        Column(_("When"), lambda row: row.starts_at, Form.MOMENT),
        Column(_("Minutes"), lambda row: row.minutes, Form.COUNT),
        Column(_("Care"), lambda row: row.kind),
        Column(_("Provider"), lambda row: row.provider),
        Column(_("State"), lambda row: row.state),
    ),
    rows=_part("bookings"),
)
PERSON_VISITS = Listing(
    "visits",
    _("Latest visits"),
    (
        Column(_("Visit"), lambda row: row.visit_id),
        Column(_("Check-in"), lambda row: row.check_in, Form.MOMENT),
        Column(_("Check-out"), lambda row: row.check_out, Form.MOMENT),
        Column(_("Care"), lambda row: row.kind),
        Column(_("Carer"), lambda row: row.carer),
        Column(_("Provider"), lambda row: row.provider),
    ),
    rows=_part("visits"),
)
PERSON_STAYS = Listing(
    "stays",
    _("Stays"),
    (
        Column(_("Stay"), lambda row: row.kind),
        Column(_("From"), lambda row: row.first, Form.MOMENT),
        Column(_("Until"), lambda row: row.last, Form.MOMENT),
    ),
    rows=_part("stays"),
)
PERSON_LINES = Listing(
    "lines",
    _("Latest settled visits"),
    LINE_COLUMNS,
    rows=_part("lines"),
    illustrative=_part("illustrative"),
    key=8,
)
PERSON_EVENTS = Listing(
    "events",
    _("Events"),
    (
        Column(_("What"), lambda row: row.words),
        Column(_("Event's code"), lambda row: row.code),
        Column(_("When"), lambda row: row.at, Form.MOMENT),
        Column(_("Who"), lambda row: row.by),
    ),
    rows=_part("events"),
)
