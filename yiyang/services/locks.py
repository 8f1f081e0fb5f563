"""Locks by name, held until the transaction ends: what must not happen twice at the same moment.

By name, because a first settlement or load finds no row to hold. SQLite admits one writer at a time anyway.
"""

from django.db import connection


def money(place: str) -> None:
    """Hold a place's money: settling, signing, releasing and objecting come one after the other."""
    _hold(f"money:{place}")


def files() -> None:
    """Hold the registers that files bring up to date: loads come one after the other."""
    _hold("files")


def visits(key: int) -> None:
    """Hold one person's visits, or one carer's (their key negated): what counts against caps comes one by one."""
    _hold(f"visits:{key}")


def filing(code: str, subject: str) -> None:
    """Hold what somebody files for: of two filings of one procedure for one subject the second sees the first."""
    _hold(f"filing:{code}:{subject}")


def _hold(name: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])
