"""Balanced postings: one row is one transfer from a debit to a credit account, amount above zero, one fund.

So every set of rows balances by construction; a mistake is put right by a reversal, never by change or deletion.
"""

from collections.abc import Iterable
from typing import NamedTuple

from yiyang.law.money import Fen


class Transfer(NamedTuple):
    """One movement of `amount` fen (above zero) of one fund; `line` cites its ground, `reverses` what it undoes."""

    debit: str
    credit: str
    amount: Fen
    fund: str
    line: int
    reverses: int | None = None


def reversal(transfer: Transfer, *, row: int, line: int) -> Transfer:
    """The stored transfer turned round: it negates the stored amount and cites the row it undoes and the new line."""
    return transfer._replace(debit=transfer.credit, credit=transfer.debit, line=line, reverses=row)


def balance(transfers: Iterable[Transfer], account: str) -> Fen:
    """What an account was credited less what it was debited, in fen."""
    total = 0
    for transfer in transfers:
        total += transfer.amount * ((transfer.credit == account) - (transfer.debit == account))
    return total


def payable_now(owed: Fen) -> Fen:
    """What is paid out of a balance: all of it, or nothing while it is negative (carried over to the next month)."""
    return max(owed, 0)
