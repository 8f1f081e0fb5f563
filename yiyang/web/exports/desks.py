"""Lists of a provider's desk, of other authorities, of the ledger; messages and bookings."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yiyang.law.values import Value
from yiyang.services.accounts import desk
from yiyang.services.bureau import institutions, recipients
from yiyang.services.errors import NotFound
from yiyang.services.money import ledger, months, objections
from yiyang.services.outbox import inbox
from yiyang.services.people import clients, dossier
from yiyang.services.people.families import NO_PERSON
from yiyang.services.visits import reading as visits
from yiyang.web.bureau.forms import InstitutionFilter, RecipientFilter
from yiyang.web.finance import views as finance
from yiyang.web.institution.clients import LACKS, ClientFilter
from yiyang.web.lists import ALL, Asked, Column, Form, Listing
from yiyang.web.visits.bookings import monday_asked, person_asked


def _clients(asked: Asked) -> Iterable[Any]:
    form = ClientFilter(asked.request.GET)
    return clients.clients(viewer=asked.viewer, narrowed=form.narrowed, page=ALL).rows


CLIENTS = Listing(
    "clients",
    _("Clients"),
    (
        Column(_("Person"), lambda row: row.name),
        Column(_("ID number"), lambda row: row.masked),
        Column(_("Where it stands"), lambda row: str(LACKS[row.lacks or "ready"])),
        Column(_("Right to home care until"), lambda row: row.recipient),
        Column(_("Needs assessed until"), lambda row: row.needs),
        Column(_("Plans"), lambda row: tuple(plan.kind for plan in row.plans)),
        Column(_("Agreement until"), lambda row: row.service),
        Column(_("Next visit"), lambda row: row.next, Form.MOMENT),
    ),
    rows=_clients,
    paged=True,
)
STAFF_COLUMNS = (
    Column(_("Carer"), lambda row: row.name),
    Column(_("Carer's number"), lambda row: row.code),
    Column(_("Trained for"), lambda row: row.kinds),
    Column(_("Certificate until"), lambda row: row.certificate),
)
TASK_COLUMNS = (
    Column(_("Case number"), lambda row: row.number),
    Column(_("Matter"), lambda row: row.title),
    Column(_("Person"), lambda row: row.person),
    Column(_("Due"), lambda row: row.due),
)


def _client(asked: Asked) -> clients.ClientCard:
    if not asked.viewer.institutions:
        raise NotFound(NO_PERSON)
    return clients.client(viewer=asked.viewer, person_id=asked.parts["person"])


CLIENT_TASKS = Listing("tasks", _("Waits for us"), TASK_COLUMNS, rows=lambda asked: _client(asked).tasks)
CLIENT_OTHERS = Listing("others", _("On its way"), TASK_COLUMNS, rows=lambda asked: _client(asked).others)
HOUSE_TASKS = Listing(
    "tasks",
    _("Waits for us"),
    TASK_COLUMNS,
    rows=lambda asked: [task for house in clients.house(viewer=asked.viewer) for task in house.tasks],
    illustrative=lambda _asked: (*months.assumed(), *objections.periods()),
)
HOUSE_STAFF = Listing(
    "carers",
    _("Carers and their certificates"),
    STAFF_COLUMNS,
    rows=lambda asked: [one for house in clients.house(viewer=asked.viewer) for one in house.staff],
)
DESK_CARERS = Listing(
    "carers",
    _("Our carers"),
    (
        Column(_("Carer"), lambda row: row.name),
        Column(_("Carer's number"), lambda row: row.code),
        Column(_("Login name"), lambda row: row.username),
        Column(_("Open"), lambda row: row.open),
        Column(_("Last day"), lambda row: row.left_on),
    ),
    rows=lambda asked: desk.carers(viewer=asked.viewer),
)


def _recipients(asked: Asked) -> Iterable[Any]:
    form = RecipientFilter(asked.request.GET)
    return recipients.recipients(viewer=asked.viewer, narrowed=form.narrowed, page=ALL).sheet.rows


def _institutions(asked: Asked) -> Iterable[Any]:
    form = InstitutionFilter(asked.request.GET)
    return institutions.institutions(viewer=asked.viewer, text=form.wanted, page=ALL).rows


RECIPIENTS = Listing(
    "recipients",
    _("Recipients"),
    (
        Column(_("Person"), lambda row: row.name),
        Column(_("ID number"), lambda row: row.masked),
        Column(_("Lives in"), lambda row: row.division),
        Column(_("Grade"), lambda row: row.level, Form.COUNT),
        Column(_("Right until"), lambda row: row.recipient),
        Column(_("Provider"), lambda row: row.provider),
        Column(_("Plans"), lambda row: row.plans),
        Column(_("Last visit"), lambda row: row.last_visit, Form.MOMENT),
    ),
    rows=_recipients,
    paged=True,
)
INSTITUTIONS = Listing(
    "institutions",
    _("Institutions"),
    (
        Column(_("Institution"), lambda row: row.name),
        Column(_("Provider's code"), lambda row: row.code),
        Column(_("Agreement until"), lambda row: row.agreement),
        Column(_("Liability insurance until"), lambda row: row.insurance),
        Column(_("Carers"), lambda row: row.carers, Form.COUNT),
        Column(_("Without a valid certificate"), lambda row: row.uncertified, Form.COUNT),
        Column(_("Measures that run"), lambda row: row.measures),
        Column(_("Audits that found something"), lambda row: row.findings, Form.COUNT),
    ),
    rows=_institutions,
    paged=True,
)


def _fund(row: Any) -> Any:
    return ledger.FUNDS.get(row.fund, row.fund)


def _trial(asked: Asked) -> Iterable[Any]:
    return ledger.trial(viewer=asked.viewer, narrowed=finance.asked(asked.request).sought).rows


def _entries(asked: Asked) -> Iterable[Any]:
    sought = finance.asked(asked.request).sought
    return ledger.entries(viewer=asked.viewer, narrowed=sought, page=ALL).sheet.rows


def _assumed(_asked: Asked) -> Iterable[Value]:
    return months.assumed()


def _of_entry(asked: Asked) -> Iterable[Value]:
    found = ledger.chain(viewer=asked.viewer, entry_id=asked.parts["entry_id"])
    return months.assumed(place=found.entry.place, month=found.entry.month)


BALANCES = Listing(
    "balances",
    _("Trial balance"),
    (
        Column(_("Account"), lambda row: row.account.code),
        Column(_("Name"), lambda row: row.account.words),
        Column(_("Fund"), _fund),
        Column(_("Debits"), lambda row: row.debited, Form.MONEY),
        Column(_("Credits"), lambda row: row.credited, Form.MONEY),
        Column(_("Balance"), lambda row: row.balance, Form.MONEY),
    ),
    rows=_trial,
    illustrative=_assumed,
)
ENTRY_COLUMNS = (
    Column(_("Statement"), lambda row: row.statement),
    Column(_("Entry"), lambda row: row.id, Form.COUNT),
    Column(_("When"), lambda row: row.at, Form.MOMENT),
    Column(_("Debit"), lambda row: row.debit.code),
    Column(_("Credit"), lambda row: row.credit.code),
    Column(_("Amount"), lambda row: row.amount, Form.MONEY),
    Column(_("Fund"), _fund),
    Column(_("Provider"), lambda row: row.provider),
    Column(_("Reverses"), lambda row: row.reverses, Form.COUNT),
    Column(_("Reversed by"), lambda row: row.reversed_by, Form.COUNT),
    Column(_("Who"), lambda row: row.by),
)
ENTRIES = Listing("entries", _("Entries"), ENTRY_COLUMNS, rows=_entries, illustrative=_assumed, paged=True)
ENTRY = Listing(
    "entries",
    _("Entries"),
    ENTRY_COLUMNS,
    rows=lambda asked: ledger.chain(viewer=asked.viewer, entry_id=asked.parts["entry_id"]).all,
    illustrative=_of_entry,
)
MESSAGES = Listing(
    "messages",
    _("Messages"),
    (
        Column(_("Message"), lambda row: row.title),
        Column(_("When"), lambda row: row.at, Form.MOMENT),
        Column(_("Text"), lambda row: row.body),
        Column(_("Person"), lambda row: row.person),
        Column(_("Read"), lambda row: row.read),
    ),
    rows=lambda asked: inbox.messages(viewer=asked.viewer, unread_only="unread" in asked.request.GET, page=ALL).rows,
    paged=True,
)


def _bookings(asked: Asked) -> Iterable[Any]:
    """A family's visits ahead, or the week of a provider's desk, as its page shows them."""
    known, request = asked.viewer, asked.request
    person = person_asked(request)
    if person in known.persons or not known.may("bookings.own"):
        known.require("own.read")
        several = [person] if person is not None else sorted(known.persons)
        today = timezone.localdate()
        return [one for key in several for one in visits.of_person(viewer=known, person_id=key, today=today)]
    monday = monday_asked(request)
    return visits.of_week(viewer=known, monday=monday, carer_code=request.GET.get("carer", ""))


BOOKINGS = Listing(
    "bookings",
    _("Bookings"),
    (
        Column(_("Person"), lambda row: row.person_name),
        Column(_("From"), lambda row: row.starts_at, Form.MOMENT),
        Column(_("Until"), lambda row: row.ends_at, Form.MOMENT),
        Column(_("Care"), lambda row: row.kind),
        Column(_("Items"), lambda row: tuple(item.label for item in row.items)),
        Column(_("Carer"), lambda row: row.carer),
        Column(_("Provider"), lambda row: row.provider),
        Column(_("State"), lambda row: dossier.STATES[row.state]),
        Column(_("Cause"), lambda row: row.cause or ""),
    ),
    rows=_bookings,
)
