"""How long something is still good for: an assessment, an agreement, a certificate, an insurance."""

from dataclasses import dataclass
from datetime import date

SOON = 30
"""Days before the end from which people are reminded. Ours: no document states it, and nothing is decided by it."""


@dataclass(frozen=True)
class Term:
    """A term seen from a day: `state` missing, future, valid, soon or expired; `days` left, negative once over."""

    state: str
    first: date | None
    last: date | None
    days: int | None


def term(*, last: date | None, on: date, first: date | None = None, known: bool = True) -> Term:
    """The term from `first` to `last` (both included, open when None) on a day; `known` False with nothing on file."""
    days = (last - on).days if last else None
    if not known:
        return Term("missing", first, last, None)
    if first and on < first:
        return Term("future", first, last, days)
    if days is None or days > SOON:
        return Term("valid", first, last, days)
    return Term("soon" if days >= 0 else "expired", first, last, days)
