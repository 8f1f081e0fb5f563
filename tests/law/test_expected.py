"""The sample month of Changchun, settled with the law alone, equals the figures expected of it in all 242 rows."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

from tests.law.reported import settled
from yiyang.intake.month import Month, read_month
from yiyang.intake.rows import VisitRow
from yiyang.law import book
from yiyang.law.charge import Explained
from yiyang.law.days import overlap_seconds, within
from yiyang.law.questions.home_care import HomeVisit, PlannedItem

SAMPLE = Path(__file__).parent.parent / "data" / "changchun_2022-05"
DOCUMENT = book.document("changchun_2021")
RULE = DOCUMENT.charges["home-care-visits"]


def test_the_sample_month_comes_out_as_expected() -> None:
    month = read_month(SAMPLE)
    by_person: dict[str, list[HomeVisit]] = defaultdict(list)
    for visit in month.visits:
        by_person[visit.id_number].append(_reported(month, visit))
    found: dict[str, Explained] = {}
    for visits in by_person.values():
        found.update(settled(DOCUMENT, RULE, visits))
    expected = _expected()
    assert len(expected) == 242
    assert {visit: _row(visit, one) for visit, one in found.items()} == expected


def _expected() -> dict[str, dict[str, str]]:
    with (SAMPLE / "expected.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["visit_id"]: row for row in csv.DictReader(file)}


def _row(visit_id: str, one: Explained) -> dict[str, str]:
    amounts = {name: str(getattr(one.result, name)) for name in ("minutes", "gross", "fund", "own")}
    provisions = ";".join(RULE.provisions_of(one.result.reasons))
    return {"visit_id": visit_id, "status": RULE.status_of(one.result), **amounts, "provisions": provisions}


def _reported(month: Month, visit: VisitRow) -> HomeVisit:
    day = visit.check_in.date()
    person = next(row for row in month.people if row.id_number == visit.id_number)
    provider = next(row for row in month.providers if row.code == visit.provider_code)
    carer = next(row for row in month.carers if row.code == visit.carer_code)
    own = [row for row in month.coverage if row.id_number == visit.id_number]
    cover = next((row for row in own if within(row.start, day, row.end)), None)
    stays = [(row.start, row.end) for row in month.stays if row.id_number == visit.id_number]
    return HomeVisit(
        visit_id=visit.visit_id,
        kind=visit.kind,  # type: ignore[arg-type]  # checked on reading
        check_in=visit.check_in,
        check_out=visit.check_out,
        items=tuple(PlannedItem(code, minutes) for code, minutes in visit.items),
        photos=visit.photos,
        identity_checked=visit.identity_checked,
        limb_assessed=visit.limb_assessed,
        risk_read=visit.risk_read,
        confirmed=visit.confirmed_by is not None,
        scheme=cover.scheme if cover else "none",  # type: ignore[arg-type]  # checked on reading
        insured_division=cover.division if cover else "",
        residence_division=person.residence_division,
        level=person.ltc_level if within(person.ltc_assessed_on, day, person.ltc_valid_to) else None,
        stay_seconds=overlap_seconds(visit.check_in, visit.check_out, stays),
        agreement=within(provider.agreement_from, day, provider.agreement_to),
        carer_employed=carer.provider_code == provider.code,
        carer_trained=visit.kind in carer.kinds,
        carer_certified=within(date.min, day, carer.certificate_to),
    )
