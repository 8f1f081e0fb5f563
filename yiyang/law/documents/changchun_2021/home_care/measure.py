"""From a reported visit to its line: only measured here (seconds, counts, minutes), judged by `charge` alone."""

from yiyang.law.days import day_number, month_number, week_number
from yiyang.law.documents.changchun_2021.home_care.rates import catalogue
from yiyang.law.questions.home_care import CareLine, HomeVisit, Kind, Scheme
from yiyang.law.values import Values


def measure(visit: HomeVisit, values: Values) -> CareLine:
    """The visit in whole numbers; day, week and month are those of the check-in."""
    day, kind = visit.check_in.date(), Kind[visit.kind.upper()]
    listed = catalogue(values, kind)
    return CareLine(
        kind=int(kind),
        day=day_number(day),
        week=week_number(day),
        month=month_number(day),
        scheme=int(Scheme[visit.scheme.upper()]),
        insured_division=int(visit.insured_division or 0),
        residence_division=int(visit.residence_division or 0),
        assessed=int(visit.level is not None),
        level=visit.level or 0,
        stay_seconds=visit.stay_seconds,
        agreement=int(visit.agreement),
        carer_employed=int(visit.carer_employed),
        carer_trained=int(visit.carer_trained),
        carer_certified=int(visit.carer_certified),
        items=len(visit.items),
        foreign_items=sum(item.code not in listed for item in visit.items),
        short_items=sum(item.code in listed and item.minutes < listed[item.code].number for item in visit.items),
        item_minutes=sum(item.minutes for item in visit.items),
        seconds=elapsed(visit),
        photos=visit.photos,
        identity_checked=int(visit.identity_checked),
        limb_assessed=int(visit.limb_assessed),
        risk_read=int(visit.risk_read),
        confirmed=int(visit.confirmed),
    )


def elapsed(visit: HomeVisit) -> int:
    """Whole seconds from check-in to check-out, 0 without a check-out."""
    return int((visit.check_out - visit.check_in).total_seconds()) if visit.check_out else 0


def order(visit: HomeVisit) -> tuple[str, object, str]:
    """Visits count in order of check-in, then visit id by code point, per kind of care."""
    return visit.kind, visit.check_in, visit.visit_id
