"""An invoice is claimed once: its row is live from the filing until the claim is refused, withdrawn or undone."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from yiyang.law.invoices import Invoice as Listed
from yiyang.law.words import Text
from yiyang.services.errors import Conflict
from yiyang.store.models import Case, Invoice, Person

USED = Text(
    "发票刚刚被另一件报销使用（{which}），请核对后重新提交",
    "an invoice has just been used for another claim ({which}): check and send again",
)


def used(listed: Iterable[Listed], *, but: Case | None = None) -> "QuerySet[Invoice]":
    """Those of these invoices that stand in another live claim."""
    named = reduce(or_, (Q(issuer=one.issuer, number=one.number) for one in listed), Q(pk__in=[]))
    found = Invoice.objects.filter(named, live=True)
    return found.exclude(case=but) if but else found


def which(found: "QuerySet[Invoice]", *, person: Person | None) -> str:
    """The numbers of invoices claimed already; the claim as well where it is the same person's, of others nothing."""
    rows = found.order_by("number", "pk").values_list("number", "case__person", "case__number")
    own = person.pk if person else None
    return "; ".join(f"{number} ({case})" if own and owner == own else number for number, owner, case in rows)


def take(case: Case, listed: Iterable[Listed]) -> None:
    """Make the live invoices of a case those listed. Raises Conflict when another claim was first."""
    wanted = {(one.issuer, one.number): one for one in listed}
    kept = set[tuple[str, str]]()
    for row in Invoice.objects.filter(case=case, live=True).order_by("pk"):
        one = wanted.get((row.issuer, row.number))
        if one and (row.dated, row.amount_fen) == (one.dated, one.fen):
            kept.add((row.issuer, row.number))
        else:
            Invoice.objects.filter(pk=row.pk).update(live=False)
    rows = [
        Invoice(case=case, issuer=one.issuer, number=one.number, dated=one.dated, amount_fen=one.fen)
        for key, one in sorted(wanted.items())  # in one order, so that two claims never wait for each other
        if key not in kept
    ]
    try:
        with transaction.atomic():
            Invoice.objects.bulk_create(rows)
    except IntegrityError:
        taken = which(used(wanted.values(), but=case), person=case.person)
        raise Conflict(USED.filled(which=taken)) from None


def release(case: Case) -> None:
    """The invoices of a case may be claimed anew."""
    Invoice.objects.filter(case=case, live=True).update(live=False)
