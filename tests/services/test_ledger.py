"""The ledger as finance reads it: balances that sum to nought, held against the entries, reversals, no action."""

import pytest
from django.db.models import Sum

from tests.story import MONTH, PLACE, someone
from yiyang.services import demo
from yiyang.services.access import OPERATOR, RIGHTS, Viewer
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.money import ledger, payments, settlement
from yiyang.services.money.ledger import PERSONS, Sought
from yiyang.store.models import Entry, Institution, Person, ReadLog, Role, Statement, Visit

ALL = Sought()


@pytest.fixture
def finance(settled: None) -> Viewer:
    return demo.viewer("finance")


def test_the_books_balance_account_by_account(finance: Viewer) -> None:
    found = ledger.trial(viewer=finance, narrowed=ALL)
    entries = list(Entry.objects.all())
    assert entries and found.debited == found.credited == sum(one.amount for one in entries) and found.off == 0
    for row in found.rows:
        code = row.account.code

        def own(account: str, code: str = code) -> bool:
            return account.startswith(code) if code == PERSONS else account == code

        mine = [one for one in entries if one.fund == row.fund]
        assert row.debited == sum(one.amount for one in mine if own(one.debit))
        assert row.credited == sum(one.amount for one in mine if own(one.credit))
        if code.startswith("provider:"):
            assert row.balance == payments.balance(code, row.fund)


def test_every_filter_finds_its_entries_and_no_other(finance: Viewer) -> None:
    number = Entry.objects.values_list("statement__number", flat=True)[0]
    for narrowed, rows in (
        (Sought(fund="own"), Entry.objects.filter(fund="own")),
        (Sought(month=MONTH), Entry.objects.all()),
        (Sought(month="2031-01"), Entry.objects.none()),
        (Sought(statement=number), Entry.objects.filter(statement__number=number)),
        (Sought(account=PERSONS), Entry.objects.filter(debit__startswith=PERSONS)),
        (Sought(account="fund:employee", fund="employee"), Entry.objects.filter(debit="fund:employee")),
        (Sought(account="fund:nobody"), Entry.objects.none()),
    ):
        found = ledger.entries(viewer=finance, narrowed=narrowed)
        assert found.sheet.count == rows.count()
        assert found.amount == (rows.aggregate(s=Sum("amount"))["s"] or 0)


def test_insured_persons_have_a_number_and_no_name(finance: Viewer) -> None:
    told = [*ledger.accounts(viewer=finance)]
    told += [side for one in _every(finance) for side in (one.debit, one.credit)]
    names = set(Person.objects.values_list("name", flat=True))
    assert any(one.code.startswith(PERSONS) for one in told)
    assert not [one for one in told if any(name in one.words.zh for name in names)]
    provider = next(one for one in told if one.code.startswith("provider:"))
    assert Institution.objects.get(code=provider.code.partition(":")[2]).name in provider.words.zh


def _every(viewer: Viewer) -> list[ledger.Posting]:
    first = ledger.entries(viewer=viewer, narrowed=ALL)
    pages = range(1, first.sheet.pages + 1)
    return [row for page in pages for row in ledger.entries(viewer=viewer, narrowed=ALL, page=page).sheet.rows]


def test_a_correction_is_a_chain_of_posting_reversal_and_posting(finance: Viewer) -> None:
    entry = Entry.objects.filter(fund="employee", line__isnull=False).order_by("pk")[0]
    assert entry.line is not None
    visit = entry.line.visit
    Visit.objects.filter(pk=visit.pk).update(check_out=None, version=2)
    settlement.settle(viewer=OPERATOR, place=PLACE, month=MONTH)
    second = Statement.objects.get(institution=entry.line.institution, round=2)
    payments.sign(viewer=demo.viewer("reviewer"), statement_id=second.pk)
    payments.release(viewer=demo.viewer("reviewer"), statement_id=second.pk)
    found = ledger.chain(viewer=finance, entry_id=entry.pk)
    back = Entry.objects.get(reverses=entry)
    assert found.entry.reversed_by == back.pk and found.ground is not None and not found.ground.latest
    assert [one.id for one in found.all] == sorted(one.id for one in found.all)
    assert {entry.pk, back.pk} <= {one.id for one in found.all}
    turned = next(one for one in found.all if one.id == back.pk)
    assert (turned.reverses, turned.amount) == (entry.pk, entry.amount)
    assert (turned.debit, turned.credit) == (found.entry.credit, found.entry.debit)
    assert ledger.trial(viewer=finance, narrowed=ALL).off == 0
    assert ledger.entries(viewer=finance, narrowed=Sought(statement=second.number)).reversals > 0


def test_a_payment_stands_with_the_payments_of_its_statement(finance: Viewer) -> None:
    paid = Entry.objects.filter(line__isnull=True)
    found = ledger.chain(viewer=finance, entry_id=paid[0].pk)
    assert found.ground is None
    assert {one.id for one in found.all} == set(paid.filter(statement=paid[0].statement).values_list("pk", flat=True))


def test_the_right_is_needed_and_ends_at_the_place(settled: None) -> None:
    entry = Entry.objects.earliest("pk").pk
    for role in set(RIGHTS) - {Role.FINANCE}:
        other = someone(role, place=PLACE)
        for ask in (
            lambda: ledger.entries(viewer=other, narrowed=ALL),  # noqa: B023 -- asked at once
            lambda: ledger.trial(viewer=other, narrowed=ALL),  # noqa: B023
            lambda: ledger.chain(viewer=other, entry_id=entry),  # noqa: B023
        ):
            with pytest.raises(NotAllowed):
                ask()
    elsewhere = someone(Role.FINANCE, place="440700")
    assert ledger.entries(viewer=elsewhere, narrowed=ALL).sheet.count == 0
    assert ledger.trial(viewer=elsewhere, narrowed=ALL).rows == ()
    with pytest.raises(NotFound):
        ledger.chain(viewer=elsewhere, entry_id=entry)
    nothing: tuple[object, ...] = ()
    for told in (
        ledger.months(viewer=elsewhere),
        ledger.statements(viewer=elsewhere),
        ledger.accounts(viewer=elsewhere),
    ):
        assert told == nothing


def test_finance_may_do_nothing_else(finance: Viewer) -> None:
    assert RIGHTS[Role.FINANCE] & {"month.settle", "statement.sign", "objection.decide", "case.second"} == frozenset()
    for statement in Statement.objects.all():
        for act in (payments.sign, payments.release):
            with pytest.raises(NotAllowed):
                act(viewer=finance, statement_id=statement.pk)


def test_every_look_is_logged(finance: Viewer) -> None:
    ledger.trial(viewer=finance, narrowed=ALL)
    ledger.chain(viewer=finance, entry_id=Entry.objects.earliest("pk").pk)
    assert ReadLog.objects.filter(by=finance.user_id, where="ledger", place=PLACE).count() == 2
