"""What lines add up to, in one query for any number of groups."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from yiyang.store.models import Line


@dataclass
class Totals:
    """Lines by status, the fund's share by scheme, and the amounts; all in fen."""

    visits: int = 0
    by_status: dict[str, int] = field(default_factory=dict)
    by_scheme: dict[str, int] = field(default_factory=dict)
    gross: int = 0
    fund: int = 0
    own: int = 0

    def add(self, status: str, scheme: str, *, visits: int, gross: int, fund: int, own: int) -> None:
        """Count one row of the grouped query."""
        self.visits += visits
        self.by_status[status] = self.by_status.get(status, 0) + visits
        if fund:
            self.by_scheme[scheme] = self.by_scheme.get(scheme, 0) + fund
        self.gross, self.fund, self.own = self.gross + gross, self.fund + fund, self.own + own


def by_key(lines: "QuerySet[Line]", *keys: str) -> dict[tuple[Any, ...], Totals]:
    """Totals of the lines for each value of `keys`; one query."""
    found: dict[tuple[Any, ...], Totals] = defaultdict(Totals)
    sums = (Count("pk"), Sum("gross"), Sum("fund"), Sum("own"))
    rows = lines.order_by().values_list(*keys, "status", "scheme").annotate(*sums)
    for *key, status, scheme, visits, gross, fund, own in rows:
        found[tuple(key)].add(status, scheme, visits=visits, gross=gross, fund=fund, own=own)
    return found


def of(lines: "QuerySet[Line]") -> Totals:
    """Totals of all the lines; one query."""
    return by_key(lines).get((), Totals())


def settled_before(statements: Iterable[int]) -> dict[int, int]:
    """What the fund paid, in earlier statements, for the visits these statements settle anew: fen by statement."""
    replaced = Line.objects.filter(statement__in=list(statements), supersedes__isnull=False)
    # a line that left its statement before that was signed has paid nothing there, and another provider's was not ours
    stood = replaced.filter(
        supersedes__statement__signed_at__lte=F("run__at"), supersedes__institution=F("institution")
    )
    elsewhere = stood.exclude(supersedes__statement=F("statement")).order_by()
    return {pk: paid or 0 for pk, paid in elsewhere.values_list("statement").annotate(Sum("supersedes__fund"))}
