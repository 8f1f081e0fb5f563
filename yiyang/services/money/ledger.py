"""The books as finance reads them (CC-11.2): entries, balances that sum to nought, and what was put right by reversal.

Nothing here changes anything. Accounts of insured persons carry a number and no name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

from yiyang.law.questions.home_care import KINDS, SCHEMES
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.errors import NotFound
from yiyang.services.money.payments import OWN
from yiyang.services.sheets import Sheet, cut, sheet
from yiyang.services.told import local
from yiyang.store.models import Entry, Institution, Line, Statement

RIGHT = "ledger.read"
NO_ENTRY = Text("没有这笔分录", "There is no such entry")
PERSONS = "person:"
FUNDS = {**{code: SCHEMES[code] for code in ("employee", "resident")}, OWN: Text("个人自付", "own share")}
"""What the money of an entry belongs to."""
ACCOUNTS = {
    "fund": Text("{whose}基金", "fund, {whose}"),
    "bank": Text("{whose}基金专户", "bank account of the fund, {whose}"),
    "provider": Text("应付{whose}", "due to {whose}"),
    "person": Text("参保人 {whose}", "insured person {whose}"),
}
ALL_PERSONS = Text("全部参保人", "all insured persons")


@dataclass(frozen=True)
class Account:
    """An account in words; a code that ends in a colon ("person:") stands for all that begin so."""

    code: str
    words: Text


@dataclass(frozen=True)
class Posting:
    """One transfer of `amount` fen from debit to credit; `reverses` and `reversed_by` are entries."""

    id: int
    at: datetime
    debit: Account
    credit: Account
    amount: int
    fund: str
    statement: str
    place: str
    month: str
    provider: str
    line: int | None
    reverses: int | None
    reversed_by: int | None
    by: str


@dataclass(frozen=True)
class Sought:
    """What the entries are narrowed to; empty means all. account: a code, or the beginning of codes ("person:")."""

    fund: str = ""
    account: str = ""
    month: str = ""
    statement: str = ""

    def apply(self, entries: "QuerySet[Entry]") -> "QuerySet[Entry]":
        """The entries that match."""
        named = {"fund": self.fund, "statement__month": self.month, "statement__number": self.statement}
        found = entries.filter(**{name: value for name, value in named.items() if value})
        if self.account:
            how = "__startswith" if self.account.endswith(":") else ""
            found = found.filter(Q(**{f"debit{how}": self.account}) | Q(**{f"credit{how}": self.account}))
        return found


@dataclass(frozen=True)
class Balance:
    """What one account was debited and credited in one fund, in fen."""

    account: Account
    fund: str
    debited: int
    credited: int

    @property
    def balance(self) -> int:
        """Credited less debited, in fen."""
        return self.credited - self.debited


@dataclass(frozen=True)
class Trial:
    """Every account's balance; debits and credits are equal in each fund, so all balances sum to nought."""

    rows: tuple[Balance, ...]
    narrowed: Sought

    @property
    def debited(self) -> int:
        """All debits in fen."""
        return sum(row.debited for row in self.rows)

    @property
    def credited(self) -> int:
        """All credits in fen."""
        return sum(row.credited for row in self.rows)

    @property
    def off(self) -> int:
        """What is missing for the books to balance, in fen: nought."""
        return sum(row.balance for row in self.rows)


@dataclass(frozen=True)
class Entries:
    """A page of entries, the newest first; `amount` and `reversals` are of all that match."""

    sheet: Sheet[Posting]
    amount: int
    reversals: int


@dataclass(frozen=True)
class Ground:
    """What an entry was posted for: a settled visit and the shares its line gave, in fen; `latest` when it stands."""

    visit: str
    kind: Text
    check_in: datetime
    status: str
    fund: int
    own: int
    latest: bool


@dataclass(frozen=True)
class Chain:
    """An entry with all that was posted for the same visit, in order: first posting, its reversal, the new posting."""

    entry: Posting
    ground: Ground | None
    all: tuple[Posting, ...]


def entries(*, viewer: Viewer, narrowed: Sought, page: int = 1) -> Entries:
    """Entries of the viewer's places, the newest first; the look is logged. Raises NotAllowed."""
    found = narrowed.apply(_bounded(viewer)).order_by("-pk")
    sums = found.aggregate(amount=Sum("amount"), reversals=Count("reverses"))
    rows, number, pages, count = cut(_whole(found), page)
    return Entries(sheet(_postings(rows), number, pages, count), sums["amount"] or 0, sums["reversals"])


def trial(*, viewer: Viewer, narrowed: Sought) -> Trial:
    """Balances of every account; insured persons are one row a fund. The look is logged. Raises NotAllowed."""
    return _trial(narrowed.apply(_bounded(viewer)), narrowed)


def posted(*, viewer: Viewer) -> tuple[int, int]:
    """All debits in fen and what is missing for the books to balance: the figures of the start page."""
    found = _trial(_bounded(viewer, logged=False), Sought())
    return found.debited, found.off


def _trial(found: "QuerySet[Entry]", narrowed: Sought) -> Trial:
    sums: dict[tuple[str, str], list[int]] = {}
    for place, side in enumerate(("debit", "credit")):
        persons = Q(**{f"{side}__startswith": PERSONS})
        for account, fund, amount in found.exclude(persons).order_by().values_list(side, "fund").annotate(
            Sum("amount")
        ):  # fmt: skip
            sums.setdefault((account, fund), [0, 0])[place] += amount
        for fund, amount in found.filter(persons).order_by().values_list("fund").annotate(Sum("amount")):
            sums.setdefault((PERSONS, fund), [0, 0])[place] += amount
    words = _named(account for account, _ in sums)
    rows = [Balance(words[account], fund, *both) for (account, fund), both in sorted(sums.items(), key=_order)]
    return Trial(tuple(rows), narrowed)


def _order(row: tuple[tuple[str, str], list[int]]) -> tuple[int, str, int]:
    """Funds, their bank accounts, providers, persons; each by fund."""
    (account, fund), _ = row
    kind = account.partition(":")[0]
    kinds, funds = list(ACCOUNTS), list(FUNDS)
    return (kinds.index(kind) if kind in kinds else len(kinds), account, funds.index(fund) if fund in funds else 9)


def chain(*, viewer: Viewer, entry_id: int) -> Chain:
    """One entry with its reversals; the look is logged. Raises NotAllowed, NotFound."""
    row = _whole(_bounded(viewer)).filter(pk=entry_id).first()
    if row is None:
        raise NotFound(NO_ENTRY)
    same = Q(line__visit=row.line.visit_id) if row.line else Q(statement=row.statement, line__isnull=True)
    found = _postings(list(_whole(_bounded(viewer, logged=False)).filter(same).order_by("pk")))
    return Chain(next(one for one in found if one.id == entry_id), _ground(row.line), tuple(found))


def months(*, viewer: Viewer) -> tuple[str, ...]:
    """Months with entries, the newest first. Raises NotAllowed."""
    found = _bounded(viewer, logged=False).order_by().values_list("statement__month", flat=True).distinct()
    return tuple(sorted(found, reverse=True))


def statements(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Released statements as (number, provider), the newest first. Raises NotAllowed."""
    numbers = _bounded(viewer, logged=False).order_by().values("statement").distinct()
    found = Statement.objects.filter(pk__in=numbers).order_by("-month", "number")
    return tuple(found.values_list("number", "institution__name"))


def accounts(*, viewer: Viewer) -> tuple[Account, ...]:
    """Accounts there are, insured persons as one. Raises NotAllowed."""
    found = _bounded(viewer, logged=False).order_by()
    codes: set[str] = set()
    for side in ("debit", "credit"):
        codes |= {
            *found.exclude(**{f"{side}__startswith": PERSONS}).values_list(side, flat=True).distinct(),
            *([PERSONS] if found.filter(**{f"{side}__startswith": PERSONS}).exists() else []),
        }
    words = _named(codes)
    return tuple(words[code] for code in sorted(codes, key=lambda code: _order(((code, ""), []))))


def _bounded(viewer: Viewer, *, logged: bool = True) -> "QuerySet[Entry]":
    """Entries of statements of the viewer's places."""
    viewer.require(RIGHT)
    bounds = viewer.bounds(RIGHT)
    if logged:
        where = ",".join(sorted(bounds or ()))
        events.seen(viewer, f"places:{where}", "ledger", place=where if len(bounds or ()) == 1 else "")
    return Entry.objects.all() if bounds is None else Entry.objects.filter(statement__place__in=bounds)


def _whole(found: "QuerySet[Entry]") -> "QuerySet[Entry]":
    return found.select_related("statement__institution", "by", "reversed_by", "line__visit")


def _postings(rows: list[Entry]) -> list[Posting]:
    words = _named(account for row in rows for account in (row.debit, row.credit))
    return [_posting(row, words) for row in rows]


def _posting(row: Entry, words: dict[str, Account]) -> Posting:
    return Posting(
        id=row.pk,
        at=local(row.at),
        debit=words[row.debit],
        credit=words[row.credit],
        amount=row.amount,
        fund=row.fund,
        statement=row.statement.number,
        place=row.statement.place,
        month=row.statement.month,
        provider=row.statement.institution.name,
        line=row.line_id,
        reverses=row.reverses_id,
        reversed_by=row.reversed_by.pk if hasattr(row, "reversed_by") else None,
        by=row.by.shown_name if row.by else "",
    )


def _named(codes: Iterable[str]) -> dict[str, Account]:
    """Accounts in words: providers by name, persons by number."""
    wanted = set(codes)
    providers = {code.partition(":")[2] for code in wanted if code.startswith("provider:")}
    names = dict(Institution.objects.filter(code__in=providers).values_list("code", "name"))
    return {code: Account(code, _words(code, names)) for code in wanted}


def _words(code: str, names: dict[str, str]) -> Text:
    kind, _, key = code.partition(":")
    if kind not in ACCOUNTS:
        return Text(code, code)
    if not key:
        return ALL_PERSONS if code == PERSONS else Text(code, code)
    name = names.get(key, key)
    return ACCOUNTS[kind].filled(whose=SCHEMES.get(key, Text(name, name)))


def _ground(line: Line | None) -> Ground | None:
    if line is None:
        return None
    later = Line.objects.filter(supersedes=line).exists()
    check_in = local(line.check_in)
    return Ground(line.visit.visit_id, KINDS[line.kind], check_in, line.status, line.fund, line.own, not later)
