"""The numbers of one home visit as the words its steps use."""

from collections.abc import Mapping
from datetime import date, timedelta

from yiyang.law.days import EPOCH, day_of
from yiyang.law.documents.changchun_2021.home_care.charge import kind_name, turned
from yiyang.law.money import in_yuan
from yiyang.law.questions.home_care import KINDS, SCHEMES, CareCharge, CareLine, CareRates, CareUsed, Scheme
from yiyang.law.words import Text

NO_LEVEL = Text("当日没有有效的失能评定", "No assessment was valid that day")
LEVEL = Text("当日有效评定为 {level} 级", "Assessed at grade {level}")


def words(line: CareLine, used: CareUsed, rates: CareRates, result: CareCharge) -> Mapping[str, object]:
    """Every name a step may use, said in figures or in both languages; `used` as it was before the line."""
    return {
        **line._asdict(),
        **_limits(line, rates),
        **_counts(turned(line, used), rates),
        **_amounts(line, rates, result),
        "kind": KINDS[kind_name(line.kind)],
        "scheme": SCHEMES[Scheme(line.scheme).name.lower()],
        "level_found": LEVEL.filled(level=line.level) if line.assessed else NO_LEVEL,
        "stay": -(-line.stay_seconds // 60),
    }


def _limits(line: CareLine, rates: CareRates) -> dict[str, object]:
    monday = EPOCH + timedelta(days=line.week * 7 - 3)
    return {
        "longest": rates.longest,
        "severe_from": rates.severe_from,
        "pilot_start": day_of(rates.pilot_start),
        "next_day": day_of(line.day + 1),
        "next_week": monday + timedelta(days=7),
        "next_month": date((line.month + 1) // 12, (line.month + 1) % 12 + 1, 1),
    }


def _counts(used: CareUsed, rates: CareRates) -> dict[str, object]:
    return {
        "used_day": used.in_day,
        "used_week": used.in_week,
        "used_month": used.in_month,
        "cap_day": rates.cap_day,
        "cap_week": rates.cap_week,
        "cap_month": rates.cap_month,
    }


def _amounts(line: CareLine, rates: CareRates, result: CareCharge) -> dict[str, object]:
    share = rates.share_employee if line.scheme == Scheme.EMPLOYEE else rates.share_resident
    return {
        "elapsed": line.seconds // 60,
        "minutes": result.minutes,
        "price": in_yuan(rates.price),
        "share": f"{share / 100:g}%",
        "gross": in_yuan(result.gross),
        "fund": in_yuan(result.fund),
        "own": in_yuan(result.own),
    }
