"""What a changed value would cost: the charge of a document over a loaded month or a generated population.

Only counts and sums leave this module, nothing about any one person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from yiyang.law.days import month_span
from yiyang.law.document import Document
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.services import current, events
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput, NotAllowed, NotFound
from yiyang.services.money.charging import CHARGE, regulating, replayed
from yiyang.simulate import population, run
from yiyang.simulate.assumed import ASSUMED
from yiyang.simulate.changes import amended
from yiyang.simulate.chunk import Chunk, of_lines
from yiyang.simulate.compiled import to_stderr
from yiyang.simulate.refusal import Refused
from yiyang.simulate.report import Report
from yiyang.simulate.run import Say
from yiyang.store.models import Statement

RIGHT = "simulate"
FEW_CODES = 16
"""Line fields with at most so many values are tried one by one to find every value a charge looks at."""


@dataclass(frozen=True)
class Changeable:
    """A whole number that the charge looks at, as it stands, with the article that sets it."""

    value: Value
    article: str


@dataclass(frozen=True)
class LoadedMonth:
    """A month with settled visits, whose people a simulation may run over."""

    place: str
    month: str


def loaded_months(*, viewer: Viewer) -> list[LoadedMonth]:
    """Settled months, newest first. Raises NotAllowed."""
    viewer.require(RIGHT)
    found = Statement.objects.values_list("place", "month").distinct().order_by("-month", "place")
    return [LoadedMonth(place, month) for place, month in found if _may_load(viewer, place)]


def places() -> tuple[str, ...]:
    """Places whose document in the book has a charge to simulate."""
    return tuple(
        document.place for document in current.documents() if CHARGE in document.charges and not document.draft
    )


def changeable(*, viewer: Viewer, place: str, month: str) -> tuple[Changeable, ...]:
    """The whole-number values that the place's charge looks at in a month. Raises NotAllowed, NotRegulated."""
    viewer.require(RIGHT)
    document = regulating(place, month)
    rule, values = document.charges[CHARGE], document.values(month_span(month)[0])
    found: dict[str, Value] = {}
    for line in _kinds_of_line(rule.line, rule.limits, rule.resolved_by):
        found |= {value.name: value for value in rule.values_of(values, line).values()}
    numbers = [value for name, value in values.items() if name in found and isinstance(value.value, int)]
    return tuple(Changeable(value, document.provisions[value.provision].article) for value in numbers)


def _kinds_of_line(line: type[Any], limits: Any, fields: Iterable[str]) -> list[Any]:
    """A line for each value of the few-valued fields that settle the rates; all other fields are 0."""
    found = [line(*(0 for _ in line._fields))]
    for field in fields:
        if getattr(limits, field) < FEW_CODES:
            found = [one._replace(**{field: code}) for one in found for code in range(getattr(limits, field) + 1)]
    return found


def simulate(
    *,
    viewer: Viewer,
    place: str,
    month: str,
    changes: Mapping[str, str],
    people: int | None = None,
    seed: int = 1,
    say: Say = to_stderr,
) -> Report:
    """Fund spend before and after `changes` (name → text, in the document's own units) from the month's first day on.

    Over the loaded month when `people` is None, else over so many generated people. Raises NotAllowed, NotRegulated,
    BadInput naming a change that cannot be read, NotFound when the month has no visits.
    """
    viewer.require(RIGHT)
    document = regulating(place, month)
    _check(document, changes, month)
    if people is None:
        if not _may_load(viewer, place):
            raise NotAllowed
        events.seen(viewer, f"month:{place}:{month}", "simulation")
        source: Iterable[Chunk] = [loaded(document, place, month)]
    else:
        source = population.stream(document, people=people, month=month, seed=seed)
    return run.simulate(
        document,
        CHARGE,
        source,
        month=month,
        changes=changes,
        assumptions=ASSUMED if people else (),
        folder=settings.DATA_DIR / "cache",  # the compiled loop stays with the installation
        say=say,
    )


def _may_load(viewer: Viewer, place: str) -> bool:
    """A policy maker has no place and sees sums of all; whoever holds the right for some places sees those alone."""
    return viewer.may(RIGHT, place=place) or not viewer.places_with(RIGHT)


def loaded(document: Document, place: str, month: str) -> Chunk:
    """The month's visits as lines, with the earlier ones that use up its caps. Raises NotFound when there are none."""
    first, _ = month_span(month)
    found = list(replayed(document, place, month))
    counted = [one.filed.reported.check_in.date() >= first for one in found]
    if not any(counted):
        raise NotFound(Text(f"{place} 在 {month} 没有已载入的服务", f"no visits of {month} are loaded for {place}"))
    chunk, _ = of_lines(
        document.charges[CHARGE],
        [one.line for one in found],
        [one.line.kind for one in found],
        persons=[one.filed.person for one in found],
        counted=counted,
    )
    return chunk


def _check(document: Document, changes: Mapping[str, str], month: str) -> None:
    first, _ = month_span(month)
    for name, text in changes.items():
        try:
            amended(document, {name: text}, since=first)
        except Refused as refused:
            raise BadInput(field=name, value=text, text=refused.text) from None
