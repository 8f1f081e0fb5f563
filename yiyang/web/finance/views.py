"""The ledger: balances that sum to nought, entries, and what was put right by reversal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiyang.services.money import ledger, months
from yiyang.web.finance.forms import EntryFilter
from yiyang.web.settled.filters import page_number, pager
from yiyang.web.viewer import signed_in, viewer


@signed_in
@require_safe
def balances(request: HttpRequest) -> HttpResponse:
    """The trial balance: every account, and that the books balance."""
    known = viewer(request)
    form = asked(request)
    found = ledger.trial(viewer=known, narrowed=form.sought)
    given = {"form": form, "trial": found, "funds": ledger.FUNDS, "illustrative": months.assumed()}
    return render(request, "finance/balances.html", given)


@signed_in
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """Entries, the newest first, narrowed by the address."""
    known = viewer(request)
    form = asked(request)
    found = ledger.entries(viewer=known, narrowed=form.sought, page=page_number(request))
    given = {
        "form": form,
        "found": found,
        "page": pager(found.sheet),
        "funds": ledger.FUNDS,
        "crumbs": [(reverse("ledger"), _("Ledger")), ("", _("Entries"))],
        "illustrative": months.assumed(),
    }
    return render(request, "finance/entries.html", given)


@signed_in
@require_safe
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry, what it was posted for, and all that was posted for the same visit."""
    found = ledger.chain(viewer=viewer(request), entry_id=entry_id)
    above = [(reverse("ledger"), _("Ledger")), (reverse("ledger_entries"), _("Entries"))]
    given = {
        "chain": found,
        "funds": ledger.FUNDS,
        "crumbs": [*above, ("", str(found.entry.id))],
        "illustrative": months.assumed(place=found.entry.place, month=found.entry.month),
    }
    return render(request, "finance/entry.html", given)


def asked(request: HttpRequest) -> EntryFilter:
    """The filter that the address asks for, offering what the books hold."""
    known = viewer(request)
    return EntryFilter(
        request.GET,
        accounts=ledger.accounts(viewer=known),
        months=ledger.months(viewer=known),
        statements=ledger.statements(viewer=known),
    )
