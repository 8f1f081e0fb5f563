"""The start page: what Yiyang is for a visitor, and what waits today for somebody who has signed in."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from yiyang.law.book import BOOK
from yiyang.law.values import Value
from yiyang.services import presenting, today
from yiyang.services.access import Viewer
from yiyang.services.accounts import claims
from yiyang.services.bureau import department, institutions, recipients
from yiyang.services.cases import forms, worklist
from yiyang.services.cases import reading as cases
from yiyang.services.cases.reading import Row
from yiyang.services.money import ledger, months, objections
from yiyang.services.people import clients, families, households
from yiyang.services.places import place_name
from yiyang.services.providers.business import Business, businesses
from yiyang.services.supervision import watch
from yiyang.web.navigation import roles
from yiyang.web.templatetags.yiyang_desk import month_name
from yiyang.web.templatetags.yiyang_text import day, say, yuan
from yiyang.web.viewer import viewer

NEXT = 5
"""How many of the next deadlines the start page lists."""


class Card(NamedTuple):
    """One thing to do: a figure, what it counts, a sentence, and where to do it; `tone` waiting when it is due."""

    url: str
    title: str
    figure: str
    note: str
    tone: str = ""


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The public page, or the day's work by the viewer's rights."""
    known = viewer(request)
    if not known.name:
        return render(request, "home/public.html", {"documents": BOOK})
    due = _next_due(known)
    used = {value.name: value for value in (*_marked(known), *forms.assumed(*forms.declared_of(due)))}
    found = {
        "cards": [*_cards(known)],
        "due": due,
        "name": known.name,
        "role": roles(known),
        "illustrative": tuple(used.values()),
    }
    return render(request, "home/today.html", found)


def _marked(known: Viewer) -> tuple[Value, ...]:
    """What no document states, where cards count settled lines or days to object and to answer."""
    return (*months.assumed(), *objections.periods()) if Business.HOME_CARE in businesses(viewer=known) else ()


def _cards(known: Viewer) -> Iterator[Card]:
    if not known.roles:
        yield _linking(known)
    for right, cards in WORK:
        if known.may(right):
            yield from cards(known)


def _linking(known: Viewer) -> Card:
    """Whoever has just opened an account: what their link waits for, or that they need one."""
    count = len(claims.filed(viewer=known))
    note = _("An agency compares your papers; then you see the records and can file")
    if not count:
        note = _("Link yourself or a relative first; then you see the records and can file")
    return Card(reverse("links"), _("Links that wait for the agency"), str(count), note, _due(count))


def _agency(known: Viewer) -> Iterator[Card]:
    for work in today.latest_months(viewer=known):
        where = f"{say(place_name(work.place))} {month_name(work.month)}"
        url = reverse("month", args=[work.place, work.month])
        if known.may("statement.sign", place=work.place):
            tone = "waiting" if work.unsigned else ""
            yield Card(f"{url}#statements", _("Statements to sign"), str(work.unsigned), where, tone)
            tone = "waiting" if work.signed else ""
            yield Card(f"{url}#statements", _("Statements to release"), str(work.signed), where, tone)
        else:
            yield Card(f"{url}#statements", _("Statements not yet signed"), str(work.unsigned), where)
        yield Card(f"{url}?status=held#lines", _("Lines that wait for something"), str(work.held), where)


def _work(known: Viewer) -> Iterator[Card]:
    counts = worklist.counts(viewer=known)
    url = reverse("worklist")
    if counts.overdue:
        note = ngettext("%(n)s is overdue", "%(n)s are overdue", counts.overdue) % {"n": counts.overdue}
    elif counts.today:
        note = ngettext("%(n)s due today", "%(n)s due today", counts.today) % {"n": counts.today}
    else:
        note = _("none is overdue")
    yield Card(f"{url}?scope=group&state=open", _("My group's cases"), str(counts.group), note, _due(counts.group))
    if counts.mine:
        yield Card(f"{url}?scope=mine&state=open", _("Cases I hold"), str(counts.mine), _("until they have gone on"))
    if counts.second:
        title, note = _("To agree to as second person"), _("decisions against the law's proposal")
        yield Card(f"{url}?scope=group&state=second", title, str(counts.second), note, "waiting")


def _due(count: int) -> str:
    return "waiting" if count else ""


def _own_cases(known: Viewer) -> Iterator[Card]:
    found = [one for one in cases.mine(viewer=known) if one.decided_at is None]
    asked = sum(one.waits_for_papers for one in found)
    note = _("%(n)s of them wait for papers") % {"n": asked} if asked else _("with the step each has reached")
    yield Card(reverse("cases"), _("Applications under way"), str(len(found)), note, _due(asked))


def _next_due(known: Viewer) -> tuple[Row, ...]:
    """The next deadlines of whoever works through lists."""
    if not known.may("worklist"):
        return ()
    found = worklist.worklist(viewer=known, wanted=worklist.Filter())
    return tuple(one for one in found.rows if one.due)[:NEXT]


def _to_answer(known: Viewer) -> Iterator[Card]:
    if Business.HOME_CARE in businesses(viewer=known):
        yield _objections(known, reverse("objections"), _("Objections to answer"))


def _objections(known: Viewer, url: str, title: str) -> Card:
    work = today.objections(viewer=known)
    if work.overdue:
        note = ngettext("%(n)s is overdue", "%(n)s are overdue", work.overdue) % {"n": work.overdue}
    else:
        note = _("next answer due %(day)s") % {"day": day(work.next_due)} if work.next_due else _("none waits")
    return Card(url, title, str(work.open), note, "waiting" if work.open else "")


def _provider(known: Viewer) -> Iterator[Card]:
    if presenting.institutions(viewer=known):
        patients = str(len(presenting.patients(viewer=known)))
        yield Card(reverse("present"), _("A patient shows a voucher"), patients, _("patients you may file for"))
    if Business.HOME_CARE in businesses(viewer=known):
        yield from _home_care(known)


def _home_care(known: Viewer) -> Iterator[Card]:
    """What a provider of home care looks at first; a hospital of a city without home care has none of it."""
    (count, ready), work = clients.counts(viewer=known), today.provider(viewer=known)
    said = ngettext("%(n)s of them not ready for visits", "%(n)s of them not ready for visits", count - ready) % {
        "n": count - ready
    }
    yield Card(reverse("own_provider"), _("Our clients"), str(count), said, "waiting" if count > ready else "")
    url = reverse("own_statements")
    yield Card(url, _("Our statements"), str(work.statements), _("with every line and its reasons"))
    note = _("not paid, in statements still open to objection")
    yield Card(url, _("Lines one may object to"), str(work.unpaid), note, "waiting" if work.unpaid else "")
    yield _objections(known, reverse("own_objections"), _("Our open objections"))


def _family(known: Viewer) -> Iterator[Card]:
    waiting = households.waiting(viewer=known)
    note = _("to confirm, to sign or to bring") if waiting else _("visits, rights, what the fund paid and what is left")
    yield Card(reverse("people"), _("Waits for you and your family"), str(waiting), note, "waiting" if waiting else "")
    for one in families.people(viewer=known):
        if one.months:
            url = reverse("person_month", args=[one.id, one.months[0]])
            note = _("visits, what the fund paid and what is left")
            yield Card(url, one.name, month_name(one.months[0]), note)


def _carer(known: Viewer) -> Iterator[Card]:
    count = str(today.carer_visits(viewer=known))
    yield Card(reverse("own_visits"), _("My visits"), count, _("with what is still missing"))


def _supervisor(known: Viewer) -> Iterator[Card]:
    for place in sorted(known.places_with("act.supervisor")):
        found = watch.counts(viewer=known, place=place)
        url, where = reverse("watch", args=[place]), say(place_name(place))
        for part, title, count in (
            ("measures", _("Measures that run"), found.measures),
            ("contacts", _("Without an answer"), found.contacts),
            ("problems", _("Open problems"), found.problems),
        ):
            yield Card(f"{url}#{part}", title, str(count), where, "waiting" if count else "")


def _finance(known: Viewer) -> Iterator[Card]:
    debited, off = ledger.posted(viewer=known)
    note = _("the books do not balance") if off else _("the books balance")
    yield Card(reverse("ledger"), _("Posted in all, yuan"), yuan(debited), note, "waiting" if off else "")


def _civil_affairs(known: Viewer) -> Iterator[Card]:
    found = recipients.recipients(viewer=known, narrowed=recipients.Narrowed())
    url = reverse("bureau_recipients")
    yield Card(
        f"{url}?state=running", _("Recipients"), str(found.counts["running"]), _("with their links to elder care")
    )
    count = found.counts["unlinked"]
    tone = "waiting" if count else ""
    yield Card(f"{url}?state=unlinked", _("Without a provider"), str(count), _("recipients nobody serves yet"), tone)


def _health(known: Viewer) -> Iterator[Card]:
    count = str(institutions.count(viewer=known))
    yield Card(reverse("bureau_institutions"), _("Institutions"), count, _("with staff and findings"))


def _department(known: Viewer) -> Iterator[Card]:
    for place in department.places(viewer=known):
        settled = department.months(viewer=known, place=place)
        if settled:
            url = reverse("overview", args=[place, settled[0]])
            yield Card(url, say(place_name(place)), month_name(settled[0]), _("counts without names"))


def _assessor(known: Viewer) -> Iterator[Card]:
    if Business.HOME_CARE not in businesses(viewer=known):
        return
    over, soon = today.expired_assessments(viewer=known)
    note = ngettext("%(n)s more ends within 30 days", "%(n)s more end within 30 days", soon) % {"n": soon}
    yield Card(reverse("assessments"), _("Assessments that are over"), str(over), note, "waiting" if over else "")


def _policy(_known: Viewer) -> Iterator[Card]:
    values = sum(len(document.series) for document in BOOK if document.charges)
    yield Card(reverse("what_if"), _("What would a change cost?"), str(values), _("values of documents one may change"))


def _administrator(known: Viewer) -> Iterator[Card]:
    yield Card(reverse("users"), _("Accounts"), str(today.users(viewer=known)), _("with their roles and for whom"))


def _loads(known: Viewer) -> Iterator[Card]:
    rows = today.faulty_rows(viewer=known)
    if rows is not None:
        yield Card(
            reverse("loads"), _("Rows that did not come in"), str(rows), _("last load"), "waiting" if rows else ""
        )


WORK: tuple[tuple[str, Callable[[Viewer], Iterator[Card]]], ...] = (
    ("worklist", _work),
    ("month.read", _agency),
    ("objection.read", _to_answer),
    ("statement.read_own", _provider),
    ("own.read", _family),
    ("case.own", _own_cases),
    ("visits.read_own", _carer),
    ("assessments.read", _assessor),
    ("act.supervisor", _supervisor),
    ("ledger.read", _finance),
    ("recipients.read", _civil_affairs),
    ("institutions.read", _health),
    ("department.read", _department),
    ("simulate", _policy),
    ("users.read", _administrator),
    ("load.read", _loads),
)
"""The cards of each right, in the order they stand on the page."""
