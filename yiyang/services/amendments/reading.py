"""Changes of values as people see them: the list, one with its difference and effect, what became of one value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from yiyang.law import workdays
from yiyang.law.document import Document
from yiyang.law.values import DATES, Series, Value
from yiyang.law.words import Text
from yiyang.services import current, events
from yiyang.services.access import Viewer
from yiyang.services.amendments import rights, words
from yiyang.services.amendments.choosing import SELECTED, Brief, behind, brief, rows, state, told, who
from yiyang.services.documents import reading
from yiyang.services.errors import NotFound
from yiyang.store.models import Amendment


@dataclass(frozen=True)
class Difference:
    """One changed value: as it stands (None: new), as it would be (None: ended), its first day."""

    name: str
    label: Text
    since: date
    before: Value | None
    after: Value | None
    provision: str
    article: str
    new: bool

    @property
    def added(self) -> tuple[date, ...]:
        """Of a list of days: those it has not yet."""
        return self._but(self.after, self.before)

    @property
    def removed(self) -> tuple[date, ...]:
        """Of a list of days: those it has from the first day on and would have no longer."""
        return self._but(self.before, self.after)

    def _but(self, these: Value | None, those: Value | None) -> tuple[date, ...]:
        if these is None or these.unit != DATES:
            return ()
        others = those.codes if those else ()
        found = (date.fromisoformat(code) for code in these.codes if code not in others)
        return tuple(day for day in found if day >= self.since)


@dataclass(frozen=True)
class Amended(Brief):
    """A change whole, with what the viewer may do with it; `effect` as `effect.preview` made it."""

    document: str
    title: Text
    sha256: str
    reason: str
    rejected_by: str
    rejected_at: datetime | None
    reversal_by: str
    reversal_at: datetime | None
    reversed_by: str
    reversed_at: datetime | None
    why: str
    differences: tuple[Difference, ...]
    effect: dict[str, Any]
    may: frozenset[str]

    @property
    def illustrative(self) -> tuple[Value, ...]:
        """New values that no document states."""
        return tuple(one.after for one in self.differences if one.after and one.after.illustrative)


@dataclass(frozen=True)
class Step:
    """One value of a name through time, with who brought it in; None: the project, from the text itself."""

    since: date
    value: Value | None
    by: Brief | None


@dataclass(frozen=True)
class History:
    """What became of one value, newest last; `other` are changes that wait, were sent back or taken back."""

    document: Document
    name: str
    label: Text
    provision: str
    steps: tuple[Step, ...]
    other: tuple[Brief, ...]

    @property
    def days(self) -> bool:
        """True for a list of working days, which has years of its own below what is brought in."""
        return self.name in workdays.LABELS


def listing(*, viewer: Viewer) -> tuple[Amended, ...]:
    """Every change, the latest first. Raises NotAllowed."""
    viewer.require(rights.READ)
    events.seen(viewer, "amendments:all", "values")
    return tuple(_whole(viewer, row) for row in Amendment.objects.select_related(*SELECTED).order_by("-pk"))


def one(*, viewer: Viewer, pk: int) -> Amended:
    """One change. Raises NotAllowed, NotFound."""
    viewer.require(rights.READ)
    row = Amendment.objects.select_related(*SELECTED).filter(pk=pk).first()
    if row is None:
        raise NotFound(words.NO_AMENDMENT)
    events.seen(viewer, f"amendment:{pk}", "values")
    return _whole(viewer, row)


def history(code: str, name: str) -> History:
    """Every value of a name with who brought it in: as public as the document. Raises NotFound."""
    own = reading.document(code)
    found = [row for row in rows(Q(document=code)) if any(one["name"] == name for one in row.entries)]
    series = own.series.get(name) or _not_in_force(own, name, found)
    known = behind(found)
    days = sorted({*(since for since, _ in series.dated), *series.ended})
    steps = tuple(Step(since, series.on(since), known.get((name, since))) for since in days)
    other = tuple(brief(row) for row in found if row.reversed_at or not row.signed_at)
    return History(own, name, series.label, series.provision, steps, other)


def _not_in_force(own: Document, name: str, found: Sequence[Amendment]) -> Series:
    """A name without a value: a list of working days nobody has filled, an entry that is proposed or taken back."""
    if name in workdays.LABELS and not own.draft:
        return workdays.blank(name)
    for one in (one for row in found for one in row.entries if one["name"] == name):
        return Series(name, one["unit"], one["provision"], Text(*one["label"]), ())
    raise NotFound(words.NO_VALUE.filled(near="–"))


def _whole(viewer: Viewer, row: Amendment) -> Amended:
    own = reading.document(row.document)
    return Amended(
        **told(row),
        document=row.document,
        title=own.title,
        sha256=row.sha256,
        reason=row.reason,
        rejected_by=who(row.rejected_by),
        rejected_at=row.rejected_at,
        reversal_by=who(row.reversal_by),
        reversal_at=row.reversal_at,
        reversed_by=who(row.reversed_by),
        reversed_at=row.reversed_at,
        why=row.why,
        differences=tuple(_difference(own, one) for one in row.entries),
        effect=row.effect,
        may=_may(viewer, own, row),
    )


def _difference(own: Document, one: dict[str, Any]) -> Difference:
    label, since = Text(*one["label"]), date.fromisoformat(one["from"])
    entry = current.entries([one])[0]
    kind = one["kind"] if one["kind"] != "ended" else _kind(own, one["name"])
    before = current.entries([{**one, "kind": kind, "value": one["before"]}])[0] if one["before"] else None
    rest = (one["unit"], one["provision"], since)
    return Difference(
        name=one["name"],
        label=label,
        since=since,
        before=Value(one["name"], before.value, *rest, one["was"], label)
        if before and before.value is not None
        else None,
        after=Value(one["name"], entry.value, *rest, one["illustrative"], label) if entry.value is not None else None,
        provision=one["provision"],
        article=own.provisions[one["provision"]].article if one["provision"] in own.provisions else "",
        new=one["new"],
    )


def _kind(own: Document, name: str) -> str:
    """The kind of an ended entry's values; codes where the entry itself is gone."""
    series = own.series.get(name)
    return "number" if series and isinstance(series.dated[-1][1], int) else "codes"


def _may(viewer: Viewer, own: Document, row: Amendment) -> frozenset[str]:
    """What the viewer may do with it now: sign, reject, ask_back, take_back, keep."""
    second, now = rights.may_sign(viewer, own.place), state(row)
    may = {
        "sign": now == "proposed" and second and viewer.user_id != row.proposed_by_id,
        "reject": now == "proposed" and (second or viewer.user_id == row.proposed_by_id),
        "ask_back": now == "signed" and (second or rights.may_propose(viewer, own.place)),
        "take_back": now == "asked_back" and second and viewer.user_id != row.reversal_by_id,
        "keep": now == "asked_back" and (second or viewer.user_id == row.reversal_by_id),
    }
    return frozenset(name for name, allowed in may.items() if allowed)


def as_json(one: Amended) -> dict[str, Any]:
    """A change as the API and the command line give it."""
    return {
        "id": one.id,
        "document": one.document,
        "file": one.name,
        "basis": one.basis,
        "reason": one.reason,
        "state": one.state,
        "sha256": one.sha256,
        "proposed_by": one.proposed_by,
        "proposed_at": one.proposed_at.isoformat(),
        "signed_by": one.signed_by,
        "signed_at": one.signed_at.isoformat() if one.signed_at else None,
        "reversed_by": one.reversed_by,
        "reversed_at": one.reversed_at.isoformat() if one.reversed_at else None,
        "why": one.why,
        "changes": [
            {
                "name": change.name,
                "label": change.label._asdict(),
                "since": change.since.isoformat(),
                "before": change.before.text if change.before else None,
                "after": change.after.text if change.after else None,
                "illustrative": bool(change.after and change.after.illustrative),
                "provision": change.provision,
                "new": change.new,
            }
            for change in one.differences
        ],
        "effect": one.effect,
        "may": sorted(one.may),
    }
