"""Postings balance by construction, a reversal leaves nothing, a negative balance is carried over."""

from hypothesis import given
from hypothesis import strategies as st

from yiyang.law.ledger import Transfer, balance, payable_now, reversal

ACCOUNTS = ("fund", "payable:H1", "payable:H2", "paid:H1")
ROWS = st.builds(
    Transfer,
    debit=st.sampled_from(ACCOUNTS),
    credit=st.sampled_from(ACCOUNTS),
    amount=st.integers(1, 10**9),
    fund=st.sampled_from(("employee", "resident")),
    line=st.integers(1, 100),
).filter(lambda row: row.debit != row.credit)


def test_credit_adds_and_debit_takes_away() -> None:
    rows = [Transfer("fund", "payable:H1", 6400, "employee", 1), Transfer("payable:H1", "paid:H1", 400, "employee", 2)]
    assert [balance(rows, account) for account in ("payable:H1", "fund", "paid:H1", "none")] == [6000, -6400, 400, 0]


@given(st.lists(ROWS, max_size=30))
def test_all_accounts_together_are_zero(rows: list[Transfer]) -> None:
    assert sum(balance(rows, account) for account in ACCOUNTS) == 0


@given(st.lists(ROWS, max_size=30), st.lists(ROWS, max_size=30))
def test_a_reversal_leaves_what_was_there_before(kept: list[Transfer], undone: list[Transfer]) -> None:
    turned = [reversal(row, row=number, line=500) for number, row in enumerate(undone)]
    for account in ACCOUNTS:
        assert balance([*kept, *undone, *turned], account) == balance(kept, account)
    for number, (row, back) in enumerate(zip(undone, turned, strict=True)):
        assert (back.reverses, back.line, back.amount, back.fund) == (number, 500, row.amount, row.fund)
        assert (back.debit, back.credit) == (row.credit, row.debit)


def test_a_negative_balance_is_carried_over() -> None:
    assert [payable_now(owed) for owed in (-1, 0, 1, 123)] == [0, 0, 1, 123]
