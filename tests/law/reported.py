"""From the readable facts of a case to a reported visit: what was on file that day, as `services.facts` finds it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.law.tables import Case
from yiyang.law import charge
from yiyang.law.charge import ChargeRule, Explained
from yiyang.law.days import overlap_seconds, within
from yiyang.law.document import Document
from yiyang.law.questions.home_care import HomeVisit, PlannedItem

FACTS = {
    "visit_id", "kind", "at", "lasts", "items", "photos", "identity_checked", "limb_assessed", "risk_read",
    "confirmed", "covered", "residence_division", "level", "assessed_on", "valid_to", "agreement_from",
    "agreement_to", "carer_employed", "carer_kinds", "certificate_to", "stays",
}  # fmt: skip


def visits_of(case: Case) -> list[HomeVisit]:
    """The visit a case is about, then the others of the same person; an other says only what differs from it."""
    given = {**case.given}
    others = given.pop("others", [])
    told = [entry if isinstance(entry, Mapping) else {"on": entry} for entry in others]
    rest = [home_visit(entry["on"], _differing(given, entry, place)) for place, entry in enumerate(told)]
    return [home_visit(case.on, given), *rest]


def _differing(given: Mapping[str, Any], entry: Mapping[str, Any], place: int) -> dict[str, Any]:
    return {**given, "visit_id": f"other-{place:02d}", **{key: value for key, value in entry.items() if key != "on"}}


def home_visit(day: date, facts: Mapping[str, Any]) -> HomeVisit:
    """A visit that begins on `day`. Raises ValueError for a fact too many or too few."""
    if set(facts) != FACTS:
        raise ValueError(f"facts of a visit: {sorted(set(facts) ^ FACTS)}")
    begin = datetime.combine(day, time.fromisoformat(facts["at"]))
    end = begin + _lasting(facts["lasts"]) if facts["lasts"] else None
    cover = next((c for c in facts["covered"] if within(c["from"], day, c.get("to"))), None)
    return HomeVisit(
        visit_id=facts["visit_id"],
        kind=facts["kind"],
        check_in=begin,
        check_out=end,
        items=tuple(_items(facts["items"])),
        photos=facts["photos"],
        identity_checked=facts["identity_checked"],
        limb_assessed=facts["limb_assessed"],
        risk_read=facts["risk_read"],
        confirmed=facts["confirmed"],
        scheme=cover["scheme"] if cover else "none",
        insured_division=cover["division"] if cover else "",
        residence_division=facts["residence_division"],
        level=facts["level"] if within(facts["assessed_on"], day, facts["valid_to"]) else None,
        stay_seconds=overlap_seconds(begin, end, [(stay["from"], stay["to"]) for stay in facts["stays"]]),
        agreement=within(facts["agreement_from"], day, facts["agreement_to"]),
        carer_employed=facts["carer_employed"],
        carer_trained=facts["kind"] in facts["carer_kinds"],
        carer_certified=within(date.min, day, facts["certificate_to"]),
    )


def _lasting(said: str) -> timedelta:
    minutes, seconds = said.split(":")
    return timedelta(minutes=int(minutes), seconds=int(seconds))


def _items(said: Mapping[str, int] | Sequence[Mapping[str, int]]) -> Iterator[PlannedItem]:
    for part in [said] if isinstance(said, Mapping) else said:
        for code, minutes in part.items():
            yield PlannedItem(code, minutes)


def settled(document: Document, rule: ChargeRule, visits: Sequence[HomeVisit]) -> dict[str, Explained]:
    """Every visit of one person by its id, charged in order with the others of its key and explained."""
    found: dict[str, Explained] = {}
    for key in {rule.order(visit)[:-2] for visit in visits}:
        own = sorted((visit for visit in visits if rule.order(visit)[:-2] == key), key=rule.order)
        values = [document.values(visit.check_in.date()) for visit in own]
        lines = [rule.measure(visit, known) for visit, known in zip(own, values, strict=True)]
        told = charge.explain(rule, lines, values)
        found.update({visit.visit_id: one for visit, one in zip(own, told, strict=True)})
    if len(found) < len(visits):
        raise ValueError("visit ids repeat")
    return found
