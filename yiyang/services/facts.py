"""From stored rows to reported visits: what is on file about person, provider and carer on the day of each visit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from yiyang.law.days import month_span, overlap_seconds, same_numbered, within
from yiyang.law.questions.home_care import HomeVisit, PlannedItem
from yiyang.store.models import Carer, Grant, Person, Stay, Visit

SHANGHAI = ZoneInfo("Asia/Shanghai")
FOREVER = date.max
OPEN_END = datetime(9999, 12, 31)  # noqa: DTZ001 -- compared with local times, which carry no zone here


@dataclass(frozen=True)
class Filed:
    """A stored visit: its keys, and the visit as the law sees it."""

    visit: int
    version: int
    person: int
    institution: int
    check_in: datetime
    reported: HomeVisit


def replay_start(month: str) -> date:
    """Where a replay begins: the last month up to `month` that starts on a Monday.

    No week straddles its first day, so every counter is empty there and the month's result needs nothing older.
    """
    first, _ = month_span(month)
    while first.weekday() != 0:
        first = same_numbered(first, months=-1)
    return first


def instant(day: date) -> datetime:
    """The first moment of a day in Shanghai."""
    return datetime.combine(day, datetime.min.time(), SHANGHAI)


def filed(place: str, first: date, last: date, persons: Iterable[int] | None = None) -> Iterator[Filed]:
    """Visits of a place from `first` to `last` (check-in days, both included), with what was on file that day."""
    found = Visit.objects.filter(
        place=place, check_in__gte=instant(first), check_in__lt=instant(last + timedelta(days=1))
    )
    if persons is not None:
        found = found.filter(person__in=list(persons))
    on_file = OnFile(found)
    rows = found.values_list(
        "pk", "version", "person_id", "institution_id", "carer_id", "visit_id", "kind", "check_in", "check_out",
        "items", "photos", "identity_checked", "limb_assessed", "risk_read", "confirmed_by",
    )  # fmt: skip
    for row in rows.iterator(chunk_size=5000):
        yield _filed(row, on_file)


def _filed(row: tuple[Any, ...], on_file: "OnFile") -> Filed:
    pk, version, person, institution, carer, visit_id, kind, check_in, check_out, items, photos, *rest = row
    begin = check_in.astimezone(SHANGHAI).replace(tzinfo=None)
    end = check_out.astimezone(SHANGHAI).replace(tzinfo=None) if check_out else None
    day = begin.date()
    scheme, division = on_file.coverage(person, day)
    employer, kinds, certificate_to, left_on = on_file.carers[carer]
    reported = HomeVisit(
        visit_id,
        kind,
        begin,
        end,
        tuple(PlannedItem(code, minutes) for code, minutes in items),
        photos,
        rest[0],
        rest[1],
        rest[2],
        bool(rest[3]),
        scheme,
        division,
        on_file.residence(person, day),
        on_file.level(person, day),
        on_file.stay_seconds(person, begin, end),
        on_file.agreement(institution, day),
        employer == institution and day <= left_on,
        kind in kinds,
        within(date.min, day, certificate_to),
    )
    return Filed(pk, version, person, institution, check_in, reported)


class OnFile:
    """The rights and stays of everybody who has a visit among `visits`, read in a handful of queries."""

    def __init__(self, visits: "QuerySet[Visit]") -> None:
        """Keep the visits; the tables below are read when first asked for."""
        self._people = visits.values("person_id").distinct()

    @cached_property
    def _persons(self) -> dict[int, tuple[str, date]]:
        rows = Person.objects.filter(pk__in=self._people).values_list("pk", "residence_division", "died_on")
        return {pk: (division, died_on or FOREVER) for pk, division, died_on in rows}

    def residence(self, person: int, day: date) -> str:
        """Division where a person lived on a day: where they live now unless they have moved since."""
        earlier = self._on("residence", person, day)
        return str(earlier["division"]) if earlier else self._persons[person][0]

    @cached_property
    def carers(self) -> dict[int, tuple[int, frozenset[str], date, date]]:
        """Employer, kinds trained for, last day of the certificate and of the employment, by carer."""
        rows = Carer.objects.values_list("pk", "institution_id", "kinds", "certificate_to", "left_on")
        return {
            pk: (employer, frozenset(kinds.split(";")), last or FOREVER, left or FOREVER)
            for pk, employer, kinds, last, left in rows
        }

    @cached_property
    def _grants(self) -> dict[tuple[str, int], list[tuple[date, date, dict[str, Any]]]]:
        found: dict[tuple[str, int], list[tuple[date, date, dict[str, Any]]]] = defaultdict(list)
        for kind in ("coverage", "assessment", "residence"):
            rows = Grant.objects.filter(kind=kind, person_id__in=self._people).order_by("first")
            for person, first, last, facts in rows.values_list("person_id", "first", "last", "facts"):
                found[kind, person].append((first, last or FOREVER, facts))
        of_providers = Grant.objects.filter(kind__in=("agreement", "suspension"))
        for kind, institution, first, last in of_providers.values_list("kind", "institution_id", "first", "last"):
            found[kind, institution].append((first, last or FOREVER, {}))
        return found

    @cached_property
    def _stays(self) -> dict[int, list[tuple[datetime, datetime]]]:
        found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
        rows = Stay.objects.filter(person_id__in=self._people).order_by("first")
        for person, first, last in rows.values_list("person_id", "first", "last"):
            begin = first.astimezone(SHANGHAI).replace(tzinfo=None)
            end = last.astimezone(SHANGHAI).replace(tzinfo=None) if last else OPEN_END
            found[person].append((begin, end))
        return found

    def _on(self, kind: str, owner: int, day: date) -> dict[str, Any] | None:
        own: list[tuple[date, date, dict[str, Any]]] = self._grants.get((kind, owner), [])
        for first, last, facts in own[::-1]:  # the latest, where two meet
            if within(first, day, last):
                return facts
        return None

    def coverage(self, person: int, day: date) -> tuple[Any, str]:
        """Scheme and division of a person's coverage on a day; ("none", "") without one, and after their death."""
        facts = self._on("coverage", person, day) if day <= self._persons[person][1] else None
        return (facts["scheme"], facts["division"]) if facts else ("none", "")

    def level(self, person: int, day: date) -> int | None:
        """Disability grade of the assessment valid on a day, None without one."""
        facts = self._on("assessment", person, day)
        return facts["level"] if facts else None

    def agreement(self, institution: int, day: date) -> bool:
        """True when the provider's agreement is in force on a day and the provider is not suspended (CC-9.4)."""
        suspended = self._on("suspension", institution, day) is not None
        return self._on("agreement", institution, day) is not None and not suspended

    def stay_seconds(self, person: int, begin: datetime, end: datetime | None) -> int:
        """Seconds of [begin, end) that fall into a stay."""
        return overlap_seconds(begin, end, self._stays.get(person, ()))
