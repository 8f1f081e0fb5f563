"""Lists of cases: one's own, the worklist, what waits at the counter."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from yiyang.law.values import Value
from yiyang.services.accounts import claims
from yiyang.services.cases import forms, reading, worklist
from yiyang.services.places import division_name
from yiyang.web.cases.filters import wanted
from yiyang.web.lists import ALL, Asked, Column, Form, Listing

COLUMNS = (
    Column(_("Case number"), lambda row: row.number),
    Column(_("Matter"), lambda row: row.title),
    Column(_("About"), lambda row: row.subject),
    Column(_("Filed on"), lambda row: row.filed_at, Form.MOMENT),
    Column(_("Step"), lambda row: row.stage),
    Column(_("Role"), lambda row: row.role),
    Column(_("Held by"), lambda row: row.holder),
    Column(_("Due"), lambda row: row.due),
    Column(_("Overdue"), lambda row: row.overdue),
    Column(_("Papers asked for"), lambda row: row.waits_for_papers),
    Column(_("Papers asked for again"), lambda row: row.papers_again),
    Column(_("Agency"), lambda row: division_name(row.place) if row.place else None),
    Column(_("Decision"), lambda row: row.outcome_text),
    Column(_("Decided on"), lambda row: row.decided_at, Form.MOMENT),
)


def _worklist(asked: Asked) -> Iterable[reading.Row]:
    asked.viewer.require("worklist")
    return worklist.worklist(viewer=asked.viewer, wanted=wanted(asked.request), page=ALL).rows


def _mine(asked: Asked) -> list[reading.Row]:
    asked.viewer.require("case.own")
    found = reading.mine(viewer=asked.viewer)
    return sorted(found, key=lambda row: row.decided_at is not None)  # as on the page: under way, then answered


def _assumed(rows: Any) -> Any:
    def find(asked: Asked) -> Iterable[Value]:
        return forms.assumed(*forms.declared_of(rows(asked)))

    return find


def _claims(asked: Asked) -> Iterable[Any]:
    return claims.waiting(viewer=asked.viewer) if asked.viewer.may("counter") else ()


WORKLIST = Listing("worklist", _("Worklist"), COLUMNS, rows=_worklist, illustrative=_assumed(_worklist), paged=True)
MINE = Listing("cases", _("Applications"), COLUMNS, rows=_mine, illustrative=_assumed(_mine))
CLAIMS = Listing(
    "claims",
    _("Links to be checked"),
    (
        Column(_("Case number"), lambda row: row.number),
        Column(_("Filed on"), lambda row: row.filed_at, Form.MOMENT),
        Column(_("Filed by"), lambda row: row.by),
        Column(_("For"), lambda row: row.name),
        Column(_("ID number"), lambda row: row.masked),
        Column(_("Relation"), lambda row: row.relation),
        Column(_("On file"), lambda row: row.on_file),
        Column(_("Answer due"), lambda row: row.due),
    ),
    rows=_claims,
)
