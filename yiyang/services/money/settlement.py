"""Settling a month: one line a visit, each explained; a rerun changes nothing, a correction posts its difference."""

import hashlib
import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from yiyang.law.charge import ChargeRule
from yiyang.law.days import month_span
from yiyang.law.document import Document
from yiyang.law.questions.home_care import Scheme
from yiyang.services import current, events, locks
from yiyang.services.access import Viewer
from yiyang.services.errors import NotRegulated
from yiyang.services.money import deadlines, statements
from yiyang.services.money.charging import CHARGE, Charged, charged, regulating
from yiyang.store.models import Line, Run, Visit

BATCH = 2000
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Settled:
    """What a settlement did: visits of the month, and lines added (none on a rerun)."""

    visits: int
    added: int


@dataclass(frozen=True)
class _Job:
    """Whose settlement of which month under which document."""

    viewer: Viewer
    document: Document
    place: str
    month: str
    whole: bool

    @property
    def rule(self) -> ChargeRule:
        return self.document.charges[CHARGE]


@transaction.atomic
def settle(
    *, viewer: Viewer, place: str, month: str, persons: Iterable[int] | None = None, progress: Progress | None = None
) -> Settled:
    """Write a line for every visit whose result is new or has changed. Raises NotAllowed, NotRegulated, ValueError."""
    viewer.require("month.settle", place=place)
    locks.money(place)
    current.refresh()  # whoever signs a change of values holds the same lock: a run is made with all or nothing of it
    job = _Job(viewer, regulating(place, month), place, month, persons is None)
    deadlines.catch_up()
    found = list(charged(job.document, place, month, persons))
    added = _post(job, found, progress or _quiet)
    if found and not added and job.whole and _with_other_values(job):
        _run(job, {one.rates: one.line for one in found}, 0)  # settled anew with other values, and no line differs
    return Settled(len(found), added + _follow(job))


def _post(job: _Job, found: Sequence[Charged], progress: Progress) -> int:
    stored = statements.standing_lines(job.place, job.month)
    changed = [one for one in found if not _same(stored.get(one.filed.visit), one, job.rule)]
    if changed:
        _write(job, changed, stored, progress)
    return len(changed)


def _with_other_values(job: _Job) -> bool:
    """True when the whole month was last settled with another version of the values."""
    last = last_run(job.place, job.month, whole=True)
    return last is not None and last.values_version != job.document.values(month_span(job.month)[1]).version


def last_run(place: str, month: str, **only: bool) -> Run | None:
    """The latest computation of a month; with whole=True the latest of all its people."""
    return Run.objects.filter(place=place, month=month, **only).order_by("-pk").first()


def _follow(job: _Job) -> int:
    """Settle visits corrected into another month there, so that no month keeps paying for a visit it has lost.

    Where no document regulates that month, this month's own refuses them: before the pilot's start.
    """
    added = 0
    for month, visits in sorted(statements.moved(job.place, job.month).items()):
        try:
            there = replace(job, month=month, document=regulating(job.place, month), whole=False)
        except NotRegulated:
            there = replace(job, month=month, whole=False)
        persons = Visit.objects.filter(pk__in=visits).values_list("person_id", flat=True)
        found = [one for one in charged(there.document, job.place, month, persons) if one.filed.visit in visits]
        added += _post(there, found, _quiet)
    return added


def _quiet(_done: int, _total: int) -> None:
    """Nobody watches."""


def _same(line: Line | None, one: Charged, rule: ChargeRule) -> bool:
    if line is None:
        return False
    new = _columns(one, rule)
    return all(getattr(line, name) == new[name] for name in COMPARED)


COMPARED = (
    "check_in", "status", "reasons", "minutes", "gross", "fund", "own", "scheme", "institution_id", "person_id", "kind",
)  # fmt: skip
"""A line is new only when one of these differs: when it was, what is paid, why, from which fund, to whom, for whom."""


def _columns(one: Charged, rule: ChargeRule) -> dict[str, Any]:
    result = one.result
    return {
        "check_in": one.filed.check_in,
        "status": rule.status_of(result),
        "reasons": int(result.reasons),
        "provisions": ";".join(rule.provisions_of(result.reasons)),
        "minutes": result.minutes,
        "gross": result.gross,
        "fund": result.fund,
        "own": result.own,
        "scheme": Scheme(one.line.scheme).name.lower(),
        "institution_id": one.filed.institution,
        "person_id": one.filed.person,
        "kind": one.filed.reported.kind,
    }


def _write(job: _Job, changed: list[Charged], stored: dict[int, Line], progress: Progress) -> None:
    sample = {one.rates: one.line for one in changed}
    made = _run(job, sample, len(changed))
    where = {row: number for number, row in enumerate(sample)}
    opened = statements.open_for(job.place, job.month, {one.filed.institution for one in changed})
    for start in range(0, len(changed), BATCH):
        batch = changed[start : start + BATCH]
        lines = [_line(one, job.rule, stored.get(one.filed.visit)) for one in batch]
        for line, one in zip(lines, batch, strict=True):
            line.run, line.rates_index, line.statement_id = made, where[one.rates], opened[one.filed.institution]
        Line.objects.bulk_create(lines)
        progress(start + len(batch), len(changed))


def _line(one: Charged, rule: ChargeRule, before: Line | None) -> Line:
    return Line(
        visit_id=one.filed.visit,
        visit_version=one.filed.version,
        facts=[*one.line, *one.used],
        supersedes=before,
        **_columns(one, rule),
    )


def _run(job: _Job, sample: dict[Any, Any], added: int) -> Run:
    values = job.document.values(month_span(job.month)[1])
    before = last_run(job.place, job.month)
    used = {value for line in sample.values() for value in job.rule.values_of(values, line).values()}
    made = Run.objects.create(
        place=job.place,
        month=job.month,
        document=job.document.code,
        charge=CHARGE,
        values_version=values.version,
        rule_version=rule_version(job.rule),
        rates=[list(row) for row in sample],
        illustrative=sorted(value.name for value in used if value.illustrative),
        lines_added=added,
        whole=job.whole,
        by_id=job.viewer.user_id,
    )
    after = {"run": made.pk, "lines": added, "values": made.values_version, "rule": made.rule_version}
    then = {"run": before.pk, "values": before.values_version, "rule": before.rule_version} if before else None
    events.record(job.viewer, "month.settled", f"month:{job.place}:{job.month}", before=then, after=after)
    return made


def rule_version(rule: ChargeRule) -> str:
    """Twelve hex digits of the charge rule's own source: changes whenever the rule does."""
    module = inspect.getmodule(rule.charge)
    return hashlib.sha256(inspect.getsource(module).encode()).hexdigest()[:12] if module else ""
