"""From dated values to the row of rates a home-care line is charged with, before any charge runs."""

from collections.abc import Mapping

from yiyang.law.days import day_number
from yiyang.law.documents.changchun_2021.home_care.charge import NO_CAP, kind_name
from yiyang.law.questions.home_care import CareLine, CareRates
from yiyang.law.values import Value, Values

RESOLVED_BY = ("kind", "insured_division", "residence_division")
"""Line fields that, with the values of its day, settle the row of rates."""


def resolve(values: Values, line: CareLine) -> CareRates:
    """The rates of the line's kind, places and day; `values` are those in force that day."""
    behind = values_of(values, line)
    per_day = behind.get("cap_day")
    return CareRates(
        price=behind["price"].number,
        longest=behind["longest"].number,
        cap_day=per_day.number if per_day else NO_CAP,
        cap_week=behind["cap_week"].number,
        cap_month=behind["cap_month"].number,
        share_employee=behind["share_employee"].number,
        share_resident=behind["share_resident"].number,
        severe_from=behind["severe_from"].number,
        pilot_start=day_number(behind["pilot_start"].day),
        insured_area=int(str(line.insured_division) in behind["insured_area"].codes),
        living_area=int(str(line.residence_division) in behind["living_area"].codes),
    )


def values_of(values: Values, line: CareLine) -> Mapping[str, Value]:
    """The dated value behind each rate field; a field without one (no cap a day for nursing) is left out."""
    kind = kind_name(line.kind)
    names = {
        "price": f"home_care.{kind}.price",
        "longest": f"home_care.{kind}.longest",
        "cap_day": f"home_care.{kind}.per_day",
        "cap_week": f"home_care.{kind}.per_week",
        "cap_month": f"home_care.{kind}.per_month",
        "share_employee": "home_care.fund_share.employee",
        "share_resident": "home_care.fund_share.resident",
        "severe_from": "home_care.severe_from",
        "pilot_start": "home_care.pilot_start",
        "insured_area": "home_care.area.insured",
        "living_area": "home_care.area.living",
    }
    return {field: values[name] for field, name in names.items() if name in values}


def catalogue(values: Values, kind: int) -> dict[str, Value]:
    """Items of this kind of care by code, each with its minimum minutes (CC-A.1 to CC-A.18)."""
    return values.under(f"home_care.{kind_name(kind)}.item")
