"""A reviewer signs a statement and releases it: balanced entries, corrected by reversal, a debt carried over."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from yiyang.law.ledger import Transfer, payable_now, reversal
from yiyang.law.words import Text
from yiyang.services import events, locks
from yiyang.services.access import Viewer
from yiyang.services.errors import Conflict, NotFound
from yiyang.services.money import deadlines, months
from yiyang.store.models import Entry, Line, Statement

OWN = "own"
FUNDS = ("employee", "resident")
NEXT = ("superseded_by", "superseded_by__statement")


@transaction.atomic
def sign(*, viewer: Viewer, statement_id: int) -> None:
    """Sign a statement: from now on the provider may object, and corrections go to a next round.

    Raises NotFound, NotAllowed, Conflict when it is signed already.
    """
    one = _locked(viewer, statement_id)
    deadlines.catch_up()
    if one.signed_at:
        raise Conflict(Text("结算单已签发", "the statement is signed already"))
    one.signed_at, one.signed_by_id = timezone.now(), viewer.user_id
    one.object_until = deadlines.to_object(one, signed_on=timezone.localdate()).due
    one.save(update_fields=["signed_at", "signed_by", "object_until"])
    events.record(viewer, "statement.signed", f"statement:{one.number}", after={"object_until": str(one.object_until)})


@transaction.atomic
def release(*, viewer: Viewer, statement_id: int) -> int:
    """Post the entries of a signed statement and pay what each fund then owes the provider; entries written.

    Raises NotFound, NotAllowed, Conflict when it is not signed, released already, or corrects a statement that is
    still to be released: each paper says what its own release posts.
    """
    one = _locked(viewer, statement_id)
    if not one.signed_at:
        raise Conflict(Text("结算单尚未签发", "the statement is not signed yet"))
    if one.released_at:
        raise Conflict(Text("结算单已放款", "the statement is released already"))
    _in_turn(one)
    one.released_at, one.released_by_id = timezone.now(), viewer.user_id
    one.save(update_fields=["released_at", "released_by"])
    posted = _post(viewer, one, _owed(one))
    posted += _post(viewer, one, _payments(one))
    events.record(viewer, "statement.released", f"statement:{one.number}", after={"entries": posted})
    return posted


def _locked(viewer: Viewer, statement_id: int) -> Statement:
    place = Statement.objects.filter(pk=statement_id).values_list("place", flat=True).first()
    if place is None:
        raise NotFound(months.NO_STATEMENT)
    viewer.require("statement.sign", place=place)
    locks.money(place)  # a line may be settled anew, or released in another statement, at the same moment
    return Statement.objects.select_related("institution").get(pk=statement_id)


def _in_turn(one: Statement) -> None:
    for line in months.lines_of(one).filter(supersedes__isnull=False).order_by("pk"):
        earlier = replaced(line)
        if earlier and not earlier.statement.released_at:
            number = earlier.statement.number
            raise Conflict(Text(f"请先对结算单 {number} 放款", f"release statement {number} first"))


def replaced(line: Line) -> Line | None:
    """The nearest earlier line of the visit that counted: one superseded while its statement was open never did."""
    later, earlier = line, line.supersedes
    while earlier is not None and not _stood(earlier, later):
        later, earlier = earlier, earlier.supersedes
    return earlier


def _stood(earlier: Line, later: Line) -> bool:
    signed_at = earlier.statement.signed_at
    return earlier.statement_id != later.statement_id and signed_at is not None and signed_at <= later.run.at


def _post(viewer: Viewer, one: Statement, transfers: Iterable[Transfer]) -> int:
    made = [
        Entry(
            debit=t.debit,
            credit=t.credit,
            amount=t.amount,
            fund=t.fund,
            statement=one,
            line_id=t.line or None,
            reverses_id=t.reverses,
            by_id=viewer.user_id,
        )
        for t in transfers
    ]
    return len(Entry.objects.bulk_create(made, batch_size=2000))


def _owed(one: Statement) -> list[Transfer]:
    """What each line newly owes; a correction first turns round what its predecessor posted, citing both."""
    found: list[Transfer] = []
    for line in months.lines_of(one).select_related("institution", "supersedes", *NEXT).order_by("pk"):
        if _overtaken(line):
            continue
        before = _posted_before(line)
        if before and _unchanged(before[0], line):
            continue
        found += [reversal(_transfer(entry), row=entry.pk, line=line.pk) for old in before for entry in _open(old)]
        found += _line_transfers(line)
    return found


def _overtaken(line: Line) -> bool:
    """True when a later line of the same visit was released first, as a clock set back can make it."""
    later = getattr(line, "superseded_by", None)
    while later is not None and later.statement.released_at is None:
        later = getattr(later, "superseded_by", None)
    return later is not None


def _posted_before(line: Line) -> list[Line]:
    """The nearest earlier line of the same visit that has entries, in a list, or none."""
    earlier = line.supersedes
    while earlier is not None and not _open(earlier):
        earlier = earlier.supersedes
    return [earlier] if earlier else []


def _unchanged(before: Line, line: Line) -> bool:
    same = ("fund", "own", "scheme", "institution_id", "person_id")
    return all(getattr(before, name) == getattr(line, name) for name in same)


def _open(line: Line) -> list[Entry]:
    """Entries of a line that are no reversals and have not been reversed."""
    return list(line.entries.filter(reverses__isnull=True, reversed_by__isnull=True))


def _transfer(entry: Entry) -> Transfer:
    return Transfer(entry.debit, entry.credit, entry.amount, entry.fund, entry.line_id or 0)


def _line_transfers(line: Line) -> list[Transfer]:
    provider = f"provider:{line.institution.code}"
    shares = ((f"fund:{line.scheme}", line.fund, line.scheme), (f"person:{line.person_id}", line.own, OWN))
    return [Transfer(debit, provider, amount, fund, line.pk) for debit, amount, fund in shares if amount]


def _payments(one: Statement) -> list[Transfer]:
    """One payment a fund of all it owes the provider; a negative balance stays on the account for the next month."""
    account = f"provider:{one.institution.code}"
    due = {fund: payable_now(balance(account, fund)) for fund in FUNDS}
    return [Transfer(account, f"bank:{fund}", amount, fund, 0) for fund, amount in due.items() if amount]


def balance(account: str, fund: str, *, before: int | None = None) -> int:
    """What an account was credited less what it was debited in one fund, in fen; up to `before` an entry, if named."""
    rows = Entry.objects.filter(Q(credit=account) | Q(debit=account), fund=fund)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    credited = rows.filter(credit=account).aggregate(s=Sum("amount"))["s"] or 0
    debited = rows.filter(debit=account).aggregate(s=Sum("amount"))["s"] or 0
    return credited - debited
