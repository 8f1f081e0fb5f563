"""Months, statements, lines and objections: the same columns for every audience that may see them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from yiyang.law.values import Value
from yiyang.services.errors import NotFound
from yiyang.services.money import months, objections
from yiyang.services.money.lines import LineRow
from yiyang.services.people import carers, families
from yiyang.services.places import place_name
from yiyang.services.told import UNSETTLED
from yiyang.web.lists import ALL, Asked, Column, Form, Listing
from yiyang.web.settled.filters import narrowed
from yiyang.web.statuses import STATUSES
from yiyang.web.templatetags.yiyang_desk import unpaid
from yiyang.web.templatetags.yiyang_text import article


def _status(code: str) -> str:
    return str(STATUSES[code].word)


def _by(code: str) -> Column:
    return Column(STATUSES[code].word, lambda row: row.by_status.get(code, 0), Form.COUNT)


def _cited(row: Any) -> tuple[str, ...]:
    return tuple(f"{article(one.provision)} [{one.provision}]" for one in row.failing)


def _marks(asked: Asked) -> Iterable[Value]:
    """What no document states, behind the month of the address or behind any."""
    place, month = asked.parts.get("place", ""), asked.parts.get("month", "")
    return (*months.assumed(place=place, month=month), *objections.periods())


LINE_COLUMNS = (
    Column(_("Visit"), lambda row: row.visit_id),
    Column(_("Check-in"), lambda row: row.check_in, Form.MOMENT),
    Column(_("Person"), lambda row: row.person),
    Column(_("ID number"), lambda row: row.masked),
    Column(_("Provider"), lambda row: row.provider),
    Column(_("Carer"), lambda row: row.carer),
    Column(_("Care"), lambda row: row.kind),
    Column(_("Scheme"), lambda row: row.scheme),
    Column(_("Result"), lambda row: _status(row.status)),
    Column(_("Reasons"), lambda row: row.why),
    Column(_("Articles"), _cited),
    Column(_("Minutes"), lambda row: row.minutes, Form.COUNT),
    Column(_("Gross"), lambda row: row.gross, Form.MONEY),
    Column(_("Fund"), lambda row: row.fund, Form.MONEY),
    Column(_("Own share"), lambda row: row.own, Form.MONEY),
    Column(_("Fund, difference"), lambda row: row.difference, Form.MONEY),
)
STATEMENT_COLUMNS = (
    Column(_("Statement number"), lambda row: row.number),
    Column(_("Provider"), lambda row: row.provider),
    Column(_("Month"), lambda row: row.month),
    Column(_("Round"), lambda row: row.round, Form.COUNT),
    Column(_("State"), lambda row: _status(row.state)),
    Column(_("Visits"), lambda row: row.visits, Form.COUNT),
    _by("payable"),
    _by("held"),
    Column(_("Not paid"), lambda row: unpaid(row.by_status), Form.COUNT),
    Column(_("Gross"), lambda row: row.gross, Form.MONEY),
    Column(_("Fund"), lambda row: row.fund, Form.MONEY),
    Column(_("Own share"), lambda row: row.own, Form.MONEY),
    Column(_("Difference posted"), lambda row: row.difference, Form.MONEY),
    Column(_("Objections until"), lambda row: row.object_until),
)
OBJECTION_COLUMNS = (
    Column(_("Objection"), lambda row: row.id, Form.COUNT),
    Column(_("Filed on"), lambda row: row.filed_at, Form.MOMENT),
    Column(_("Provider"), lambda row: row.row.provider),
    Column(_("Person"), lambda row: row.row.person),
    Column(_("Visit"), lambda row: row.row.visit_id),
    Column(_("Ground"), lambda row: row.ground),
    Column(_("Reason of the line"), lambda row: row.row.why),
    Column(_("Answer due"), lambda row: row.due),
    Column(_("Answer"), lambda row: row.outcome_text),
    Column(_("Answered on"), lambda row: row.decided_at, Form.MOMENT),
)


def _month_lines(asked: Asked) -> tuple[LineRow, ...]:
    return months.month_lines(viewer=asked.viewer, narrowed=narrowed(asked.request), page=ALL, **asked.parts).lines


def _statement_lines(asked: Asked) -> tuple[LineRow, ...]:
    key, wanted = asked.parts["statement_id"], narrowed(asked.request)
    return months.statement_lines(viewer=asked.viewer, statement_id=key, narrowed=wanted, page=ALL).lines


def _agency_lines(asked: Asked) -> tuple[LineRow, ...]:
    """For agency roles of the statement's place alone, as its page is."""
    one = months.statement(viewer=asked.viewer, statement_id=asked.parts["statement_id"])
    asked.viewer.require("month.read", place=one.place)
    return _statement_lines(asked)


def _own_lines(asked: Asked) -> tuple[LineRow, ...]:
    if not asked.viewer.institutions:
        raise NotFound(months.NO_STATEMENT)
    return _statement_lines(asked)


def _statements(asked: Asked) -> Iterable[Any]:
    place, month = asked.parts["place"], asked.parts["month"]
    asked.viewer.require("month.read", place=place)
    return months.statements_of(viewer=asked.viewer, place=place, month=month)


def _own_statements(asked: Asked) -> Iterable[Any]:
    asked.viewer.require("statement.read_own")
    return months.statements_of(viewer=asked.viewer)


def _objections(asked: Asked) -> Iterable[Any]:
    asked.viewer.require("objection.read")
    return objections.objections(viewer=asked.viewer)


def _own_objections(asked: Asked) -> Iterable[Any]:
    asked.viewer.require("objection.file")
    return objections.objections(viewer=asked.viewer)


MONTHS = Listing(
    "months",
    _("Settled months"),
    (
        Column(_("Month"), lambda row: row.month),
        Column(_("Place"), lambda row: place_name(row.place)),
        Column(_("Visits"), lambda row: row.visits, Form.COUNT),
        *(_by(code) for code in ("payable", "held", "self_pay", "refused")),
        Column(_("Fund"), lambda row: row.fund, Form.MONEY),
        Column(_("Own share"), lambda row: row.own, Form.MONEY),
        Column(_("Statements"), lambda row: row.statements, Form.COUNT),
        Column(_("Signed"), lambda row: row.signed, Form.COUNT),
        Column(_("Released"), lambda row: row.released, Form.COUNT),
    ),
    rows=lambda asked: months.months(viewer=asked.viewer),
    illustrative=lambda _asked: months.assumed(),
    key=1,
)
STATEMENTS = Listing("statements", _("Statements"), STATEMENT_COLUMNS, rows=_statements, illustrative=_marks, key=1)
MONTH_LINES = Listing("lines", _("Lines"), LINE_COLUMNS, rows=_month_lines, illustrative=_marks, paged=True)
AGENCY_LINES = Listing("lines", _("Lines"), LINE_COLUMNS, rows=_agency_lines, illustrative=_marks, paged=True)
OWN_LINES = Listing("lines", _("Lines"), LINE_COLUMNS, rows=_own_lines, illustrative=_marks, paged=True)
OWN_STATEMENTS = Listing(
    "statements", _("Our statements"), STATEMENT_COLUMNS, rows=_own_statements, illustrative=_marks, key=1
)
OBJECTIONS = Listing("objections", _("Objections"), OBJECTION_COLUMNS, rows=_objections, illustrative=_marks, key=4)
OWN_OBJECTIONS = Listing(
    "objections", _("Our objections"), OBJECTION_COLUMNS, rows=_own_objections, illustrative=_marks, key=4
)
PERSON_MONTH = Listing(
    "visits",
    _("Visits"),
    (
        Column(_("Check-in"), lambda row: row.check_in, Form.MOMENT),
        Column(_("Check-out"), lambda row: row.check_out, Form.MOMENT),
        Column(_("Care"), lambda row: row.kind),
        Column(_("Carer"), lambda row: row.carer),
        Column(_("Provider"), lambda row: row.provider),
        Column(_("Result"), lambda row: "" if row.status == UNSETTLED else _status(row.status)),
        Column(_("Reasons"), lambda row: tuple(one.text for one in row.why)),
        Column(_("Minutes"), lambda row: row.paid_minutes, Form.COUNT),
        Column(_("Fund"), lambda row: row.fund, Form.MONEY),
        Column(_("Own share"), lambda row: row.own, Form.MONEY),
        Column(_("Stars"), lambda row: row.satisfaction, Form.COUNT),
    ),
    rows=lambda asked: (
        families.month(viewer=asked.viewer, person_id=asked.parts["person"], month=asked.parts["month"]).visits
    ),
    illustrative=lambda asked: (
        families.month(viewer=asked.viewer, person_id=asked.parts["person"], month=asked.parts["month"]).illustrative
    ),
    key=3,
)
OWN_MONTH = Listing(
    "visits",
    _("My visits"),
    (
        Column(_("Check-in"), lambda row: row.check_in, Form.MOMENT),
        Column(_("Check-out"), lambda row: row.check_out, Form.MOMENT),
        Column(_("Care"), lambda row: row.kind),
        Column(_("Person"), lambda row: row.person),
        Column(_("State"), lambda row: "" if row.status == UNSETTLED else _status(row.status)),
        Column(_("What is missing"), lambda row: tuple(one.text for one in row.missing)),
    ),
    rows=lambda asked: [
        visit for _day, visits in carers.month(viewer=asked.viewer, month=asked.parts["month"]).days for visit in visits
    ],
    illustrative=lambda asked: months.assumed(month=asked.parts["month"]),
    key=3,
)
