"""Lists of those who watch over others: assessments, providers, accounts, events, reads, loads, open measures."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yiyang.law.values import Value
from yiyang.services import event_words
from yiyang.services.accounts import register
from yiyang.services.assessing import assessments
from yiyang.services.money import months
from yiyang.services.supervision import oversight, trails, watch
from yiyang.web.exports.cases import COLUMNS as CASE_COLUMNS
from yiyang.web.lists import ALL, Asked, Column, Form, Listing
from yiyang.web.statuses import STATUSES
from yiyang.web.supervision.forms import AssessmentFilter, TrailFilter, UserFilter
from yiyang.web.templatetags.yiyang_text import article, say


def _assessments(asked: Asked) -> Iterable[Any]:
    form = AssessmentFilter(asked.request.GET)
    today = timezone.localdate()
    return assessments.assessments(viewer=asked.viewer, narrowed=form.narrowed, on=today, page=ALL).sheet.rows


def _scores(asked: Asked) -> Iterable[Any]:
    return oversight.scores(viewer=asked.viewer, **asked.parts).rows


def _score(asked: Asked) -> tuple[Any, Any]:
    return oversight.score(viewer=asked.viewer, **asked.parts)


def _settled(asked: Asked) -> Iterable[Value]:
    return months.assumed(place=asked.parts["place"], month=asked.parts["month"])


def _accounts(asked: Asked) -> Iterable[Any]:
    form = UserFilter(asked.request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    return register.accounts(viewer=asked.viewer, on=timezone.localdate(), page=ALL, **given).rows


def _role(link: Any) -> str:
    dates = " – ".join(str(day or "") for day in (link.first, link.last)) if link.first or link.last else ""
    return " · ".join(part for part in (say(link.role), link.scope, link.relation, dates) if part)


def _events(asked: Asked) -> Iterable[Any]:
    sought = TrailFilter(asked.request.GET, trails.codes(viewer=asked.viewer), event_words.event).sought
    return trails.changes(viewer=asked.viewer, sought=sought, page=ALL).rows


def _reads(asked: Asked) -> Iterable[Any]:
    sought = TrailFilter(asked.request.GET, trails.places_looked(viewer=asked.viewer), event_words.look).sought
    return trails.looks(viewer=asked.viewer, sought=sought, page=ALL).rows


def _share(place: int) -> Column:
    code = oversight.UNPAID[place]
    return Column(STATUSES[code].word, lambda row: row.shares[place].lines, Form.COUNT)


ASSESSMENTS = Listing(
    "assessments",
    _("Assessments"),
    (
        Column(_("Person"), lambda row: row.person),
        Column(_("ID number"), lambda row: row.masked),
        Column(_("Grade"), lambda row: row.level, Form.COUNT),
        Column(_("Assessed on"), lambda row: row.term.first),
        Column(_("Valid until"), lambda row: row.term),
        Column(_("Days left"), lambda row: row.term.days, Form.COUNT),
        Column(_("Reassessment"), lambda row: row.under_way or (_("may be asked for") if row.due else "")),
    ),
    rows=_assessments,
    paged=True,
)
SCORES = Listing(
    "providers",
    _("Providers"),
    (
        Column(_("Provider's code"), lambda row: row.code),
        Column(_("Provider"), lambda row: row.name),
        Column(_("Visits"), lambda row: row.visits, Form.COUNT),
        *(_share(place) for place in range(len(oversight.UNPAID))),
        Column(_("Agreement until"), lambda row: row.agreement),
        Column(_("Liability insurance until"), lambda row: row.insurance),
        Column(_("Carers"), lambda row: row.training.carers, Form.COUNT),
        Column(_("Certificates over"), lambda row: row.training.expired, Form.COUNT),
        Column(_("Certificates ending soon"), lambda row: row.training.soon, Form.COUNT),
        Column(_("Mean satisfaction, hundredths of a star"), lambda row: row.quality.mean, Form.COUNT),
        Column(_("Visits rated"), lambda row: row.quality.rated, Form.COUNT),
    ),
    rows=_scores,
    illustrative=_settled,
    key=1,
)
SCORE_REASONS = Listing(
    "reasons",
    _("Why visits were not paid, or wait"),
    (
        Column(_("Article"), lambda row: article(row.provision)),
        Column(_("Provision"), lambda row: row.provision),
        Column(_("What it says"), lambda row: row.text),
        Column(_("Visits"), lambda row: row.lines, Form.COUNT),
    ),
    rows=lambda asked: _score(asked)[0].reasons,
    illustrative=_settled,
    key=2,
)
SCORE_CARERS = Listing(
    "carers",
    _("Carers"),
    (
        Column(_("Carer's number"), lambda row: row.code),
        Column(_("Carer"), lambda row: row.name),
        Column(_("Certificate until"), lambda row: row.certificate),
    ),
    rows=lambda asked: _score(asked)[1],
)
ACCOUNTS = Listing(
    "accounts",
    _("Accounts"),
    (
        Column(_("Login name"), lambda row: row.username),
        Column(_("Name"), lambda row: row.name),
        Column(_("Role, for whom or where"), lambda row: tuple(_role(link) for link in row.links)),
        Column(_("Open"), lambda row: row.active),
        Column(_("Locked"), lambda row: row.locked),
        Column(_("Last sign-in"), lambda row: row.last_login, Form.MOMENT),
        Column(_("Last day"), lambda row: row.left_on),
    ),
    rows=_accounts,
    paged=True,
)
EVENTS = Listing(
    "events",
    _("Events"),
    (
        Column(_("What"), lambda row: row.words),
        Column(_("Event's code"), lambda row: row.code),
        Column(_("When"), lambda row: row.at, Form.MOMENT),
        Column(_("Who"), lambda row: row.by),
        Column(_("About"), lambda row: row.subject),
        Column(_("Before"), lambda row: row.before),
        Column(_("After"), lambda row: row.after),
    ),
    rows=_events,
    paged=True,
)
READS = Listing(
    "reads",
    _("Read log"),
    (
        Column(_("About"), lambda row: row.subject),
        Column(_("When"), lambda row: row.at, Form.MOMENT),
        Column(_("Who"), lambda row: row.by),
        Column(_("Where"), lambda row: row.words),
        Column(_("Page's code"), lambda row: row.where),
        Column(_("Whom"), lambda row: row.whom),
        Column(_("Acting for them"), lambda row: row.acting),
    ),
    rows=_reads,
    paged=True,
    key=3,
)
LOADS = Listing(
    "loads",
    _("Loads"),
    (
        Column(_("Folder"), lambda row: row.source),
        Column(_("When"), lambda row: row.at, Form.MOMENT),
        Column(_("Who"), lambda row: row.by),
        Column(_("Rows that did not come in"), lambda row: row.faults, Form.COUNT),
    ),
    rows=lambda asked: trails.loads(viewer=asked.viewer, page=ALL).rows,
    paged=True,
)
FAULTS = Listing(
    "faults",
    _("Rows that did not come in"),
    (
        Column(_("File"), lambda row: row.file),
        Column(_("Line"), lambda row: row.line, Form.COUNT),
        Column(_("Column"), lambda row: row.column),
        Column(_("Value"), lambda row: row.value),
        Column(_("Why"), lambda row: row.reason),
        Column(_("Provision"), lambda row: row.provision),
    ),
    rows=lambda asked: trails.load(viewer=asked.viewer, load_id=asked.parts["load_id"]).faults,
)


def _watched(name: str) -> Any:
    return lambda asked: getattr(watch.watch(viewer=asked.viewer, place=asked.parts["place"]), name)


def _informed(asked: Asked) -> Iterable[Value]:
    found = watch.watch(viewer=asked.viewer, place=asked.parts["place"])
    return found.informed.illustrative if found.informed else ()


MEASURES = Listing(
    "measures",
    _("Warnings and suspensions"),
    (
        Column(_("Provider"), lambda row: row.provider),
        Column(_("Measure"), lambda row: row.words),
        Column(_("From"), lambda row: row.term.first),
        Column(_("Until"), lambda row: row.term),
    ),
    rows=_watched("measures"),
    illustrative=_informed,
)
CONTACTS = Listing(
    "contacts",
    _("Complaints and return visits without an answer"),
    CASE_COLUMNS,
    rows=_watched("contacts"),
    illustrative=_informed,
)
PROBLEMS = Listing("problems", _("Open problems"), CASE_COLUMNS, rows=_watched("problems"), illustrative=_informed)
AUDITS = Listing("audits", _("Audits under way"), CASE_COLUMNS, rows=_watched("audits"), illustrative=_informed)
PUBLICITY = Listing(
    "publicity",
    _("Publicity"),
    (
        Column(_("Headline"), lambda row: row.headline),
        Column(_("Day"), lambda row: row.day),
        Column(_("Medium"), lambda row: row.medium),
        Column(_("Link"), lambda row: row.link),
    ),
    rows=_watched("publicity"),
    illustrative=_informed,
)
