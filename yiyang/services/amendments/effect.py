"""What a change would do: open cases whose answer differs, rights that stay as granted, a simulated month."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from yiyang.law import amendment, workdays
from yiyang.law.days import Deadline, month_span
from yiyang.law.decision import Decision
from yiyang.law.document import Document
from yiyang.services import current
from yiyang.services.access import OPERATOR, Viewer
from yiyang.services.amendments import words
from yiyang.services.cases import clocks, deciding
from yiyang.services.cases.declared import of
from yiyang.services.cases.rights import SELECTED
from yiyang.services.documents import what_if
from yiyang.services.errors import BadInput
from yiyang.services.money import deadlines
from yiyang.services.money.charging import CHARGE
from yiyang.store.models import Case, Grant, Run

SHOWN = 200
GENERATED = 10_000
"""So many people are generated where no month is loaded."""
SAMPLE_MONTH = "2022-05"

Effect = dict[str, Any]


def preview(viewer: Viewer, now: Document, changed: Document, entries: Sequence[dict[str, Any]]) -> Effect:
    """What would differ once all entries are in force; nothing about anybody but the numbers of cases."""
    today = timezone.localdate()
    names = frozenset(str(one["name"]) for one in entries)
    back = min((day for one in entries if (day := date.fromisoformat(one["from"])) < today), default=None)
    day = _day(now, today, entries)
    asked, differing = _open(now.code, changed, day)
    moved, statements = _moved(now.code, changed) if is_calendar(entries) else ([], 0)
    return {
        "day": day.isoformat(),
        "asked": asked,
        "open": differing[:SHOWN],
        "differing": len(differing),
        "calendar": is_calendar(entries),
        "clocks": moved[:SHOWN],
        "moving": len(moved),
        "statements": statements,
        "grants": _grants(now.code, names, today),
        "decided": _decided(now.code, names, back) if back else [],
        "months": _months(now, back) if back else [],
        "simulation": _simulated(viewer, now, entries),
        "seen_at": timezone.now().isoformat(),
    }


def is_calendar(entries: Sequence[dict[str, Any]]) -> bool:
    """True when the change says which days are worked."""
    return any(one["name"] in workdays.LABELS for one in entries)


def laid_over(document: Document, entries: Sequence[dict[str, Any]]) -> Document:
    """The document with these entries. Raises KeyError, TypeError, ValueError where they no longer fit."""
    return amendment.applied(document, current.entries(entries))


def backwards(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries as taking them back would change the values they replaced."""
    return [{**one, "value": one["before"], "kind": one["kind"] if one["before"] else "ended"} for one in entries]


def _day(document: Document, today: date, entries: Sequence[dict[str, Any]]) -> date:
    """The day on which all of it is in force: today, or the last first day still to come."""
    last = max([today, *(date.fromisoformat(one["from"]) for one in entries)])
    return min(last, document.in_force[1] or last)


def _open(code: str, changed: Document, day: date) -> tuple[int, list[Effect]]:
    """How many open cases were asked about, and those whose answer would be another."""
    asked, found = 0, []
    for case in Case.objects.filter(document=code, decided_at__isnull=True).select_related(*SELECTED).order_by("pk"):
        before = deciding.proposal(OPERATOR, case, on=day)
        try:
            with current.trying(changed):
                after = deciding.proposal(OPERATOR, case, on=day)
        except (KeyError, TypeError, ValueError):
            reason = words.UNANSWERABLE.filled(number=case.number)
            raise BadInput(field="value", value="", text=reason) from None
        asked += before is not None
        if before and after and _told(before) != _told(after):
            found.append(_flip(case, before, after))
    return asked, found


def _moved(code: str, changed: Document) -> tuple[list[Effect], int]:
    """Open cases whose last day would be another, and how many statements one might object to for longer."""
    with current.trying(changed):
        found = [
            {
                "case": case.pk,
                "number": case.number,
                "title": list(of(case).procedure.title),
                "from": _last_day(Deadline(case.due, case.missing_year)),
                "to": _last_day(due),
            }
            for case, due in clocks.moved(code)
        ]
        return found, sum(1 for _ in deadlines.later(code))


def _last_day(known: Deadline) -> str:
    """The day, or the year without a calendar."""
    return known.due.isoformat() if known.due else str(known.missing_year or "")


def _told(decision: Decision) -> tuple[Any, ...]:
    return decision.outcome, dict(decision.amounts), [(one.provision, one.finding) for one in decision.reasons]


def _flip(case: Case, before: Decision, after: Decision) -> Effect:
    differing = {(one.provision, one.finding) for one in before.reasons} ^ {
        (one.provision, one.finding) for one in after.reasons
    }
    return {
        "case": case.pk,
        "number": case.number,
        "title": list(of(case).procedure.title),
        "from": str(before.outcome),
        "to": str(after.outcome),
        "provisions": sorted({provision for provision, _ in differing}),
    }


def _grants(code: str, names: frozenset[str], today: date) -> list[Effect]:
    """Rights in force that rest on a changed value, by kind: they stay as they were granted."""
    running = Grant.objects.filter(case__document=code, first__lte=today).exclude(last__lt=today)
    lasting = _lasting(code, names)
    counted: Counter[str] = Counter()
    for kind, procedure, decision in running.values_list("kind", "case__procedure", "case__decision").iterator():
        if procedure in lasting or names & _named(decision):
            counted[kind] += 1
    return [{"kind": kind, "count": counted[kind]} for kind in sorted(counted)]


def _lasting(code: str, names: frozenset[str]) -> frozenset[str]:
    """Procedures whose rights last as long as one of the values says."""
    known = current.document(code).procedures.values()
    return frozenset(one.code for one in known if one.leaves and one.leaves.lasts in names)


def _named(decision: dict[str, Any] | None) -> set[str]:
    """Names of the values that a stored decision rests on."""
    return {value[0] for reason in (decision or {}).get("reasons", ()) for value in reason["values"]}


def _decided(code: str, names: frozenset[str], since: date) -> list[Effect]:
    """Cases decided since a day on a changed value: they stay as decided, and are only named."""
    start = timezone.make_aware(datetime.combine(since, time.min))
    rows = Case.objects.filter(document=code, decided_at__gte=start).exclude(outcome="withdrawn").order_by("decided_at")
    return [
        {"case": pk, "number": number, "outcome": outcome, "on": timezone.localdate(at).isoformat()}
        for pk, number, outcome, at, decision in rows.values_list("pk", "number", "outcome", "decided_at", "decision")
        if names & _named(decision)
    ][:SHOWN]


def _months(document: Document, since: date) -> list[Effect]:
    """Settled months from a day on: each keeps its values until it is settled anew, and then says so."""
    found = Run.objects.filter(document=document.code, month__gte=f"{since:%Y-%m}").order_by("place", "month")
    return [{"place": place, "month": month} for place, month in found.values_list("place", "month").distinct()]


def _simulated(viewer: Viewer, document: Document, entries: Sequence[dict[str, Any]]) -> Effect | None:
    """One month charged with and without the changes; None where the document's charge looks at none of them."""
    if CHARGE not in document.charges:
        return None
    place, month, people = _month(viewer, document)
    looked_at = {one.value.name for one in what_if.changeable(viewer=viewer, place=place, month=month)}
    changes = dict(_last(entries, looked_at))
    if not changes:
        return None
    report = what_if.simulate(viewer=viewer, place=place, month=month, changes=changes, people=people)
    return {
        "place": place,
        "month": month,
        "people": people,
        **{name: [report.baseline.amounts[name], report.reform.amounts[name]] for name in ("gross", "fund", "own")},
        "gainers": report.persons.gainers,
        "losers": report.persons.losers,
        "illustrative": [one.name for one in report.illustrative],
    }


def _last(entries: Sequence[dict[str, Any]], looked_at: set[str]) -> Iterator[tuple[str, str]]:
    """Each changed value as it is in the end."""
    for one in sorted(entries, key=lambda one: str(one["from"])):
        if one["name"] in looked_at and one["kind"] == "number":
            yield one["name"], one["value"]


def _month(viewer: Viewer, document: Document) -> tuple[str, str, int | None]:
    """The newest loaded month of the place, else a month of generated people."""
    for one in what_if.loaded_months(viewer=viewer):
        if one.place == document.place and document.regulates(month_span(one.month)[1]):
            return one.place, one.month, None
    return document.place, SAMPLE_MONTH, GENERATED
