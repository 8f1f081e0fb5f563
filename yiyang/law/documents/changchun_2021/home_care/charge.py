"""The charge rule of home care (CC-3 to CC-8, CC-13, CC-A): exactly one of payable, held, self-pay, refused.

This file is also compiled by numba, so the functions below keep to whole numbers and plain `if`.
"""

from enum import IntEnum

from yiyang.law.money import mul_div
from yiyang.law.questions.home_care import CareCharge, CareLine, CareRates, CareUsed, Kind, Scheme


class Status(IntEnum):
    """What a visit is; the order is that of files and pages."""

    PAYABLE = 0
    HELD = 1
    SELF_PAY = 2
    REFUSED = 3


class Bit(IntEnum):
    """Conditions that failed, one bit each; `steps.py` gives each its article and its words."""

    NOT_COVERED = 1 << 0
    NOT_SEVERE = 1 << 1
    INSURED_ELSEWHERE = 1 << 2
    LIVING_ELSEWHERE = 1 << 3
    BEFORE_PILOT = 1 << 4
    NO_AGREEMENT = 1 << 5
    CARER_NOT_EMPLOYED = 1 << 6
    CARER_NOT_TRAINED = 1 << 7
    CARER_NOT_CERTIFIED = 1 << 8
    IN_STAY = 1 << 9
    FOREIGN_ITEM = 1 << 10
    ITEMS_TOO_LONG = 1 << 11
    NO_ITEMS = 1 << 12
    ITEM_TOO_SHORT = 1 << 13
    NO_CHECK_OUT = 1 << 14
    NO_PHOTO = 1 << 15
    IDENTITY_UNCHECKED = 1 << 16
    LIMBS_UNASSESSED = 1 << 17
    RISK_UNREAD = 1 << 18
    UNCONFIRMED = 1 << 19
    LIVING_DAY = 1 << 20
    LIVING_WEEK = 1 << 21
    LIVING_MONTH = 1 << 22
    NURSING_WEEK = 1 << 23
    NURSING_MONTH = 1 << 24


NO_CAP = 1_000_000
"""Where the document sets no cap: nursing has none by the day."""


def charge(line: CareLine, used: CareUsed, rates: CareRates) -> tuple[CareCharge, CareUsed]:
    """Judge one visit after the caps used so far; amounts in fen. Only a payable visit uses up caps."""
    used = turned(line, used)
    refusals = person_refusals(line, rates) | service_refusals(line, rates)
    gaps = proof_gaps(line)
    if refusals:
        return CareCharge(Status.REFUSED, refusals | gaps, 0, 0, 0, 0), used
    if gaps:
        return CareCharge(Status.HELD, gaps, 0, 0, 0, 0), used
    caps = caps_used_up(line.kind, used, rates)
    if caps:
        return CareCharge(Status.SELF_PAY, caps, 0, 0, 0, 0), used
    minutes = min(line.seconds // 60, rates.longest)
    gross = mul_div(minutes, rates.price, 60)
    share = rates.share_employee if line.scheme == Scheme.EMPLOYEE else rates.share_resident
    fund = mul_div(gross, share, 10_000)
    paid = CareCharge(Status.PAYABLE, 0, minutes, gross, fund, gross - fund)
    return paid, CareUsed(used.day, used.week, used.month, used.in_day + 1, used.in_week + 1, used.in_month + 1)


def turned(line: CareLine, used: CareUsed) -> CareUsed:
    """Counters start anew with each day, Monday-Sunday week and calendar month, each on its own (A-CC-5)."""
    return CareUsed(
        line.day,
        line.week,
        line.month,
        used.in_day if used.day == line.day else 0,
        used.in_week if used.week == line.week else 0,
        used.in_month if used.month == line.month else 0,
    )


def person_refusals(line: CareLine, rates: CareRates) -> int:
    """What keeps the person out that day (CC-3, CC-13); where one is insured is asked of the insured alone."""
    bits = 0
    if line.scheme == Scheme.NONE:
        bits |= Bit.NOT_COVERED
    elif not rates.insured_area:
        bits |= Bit.INSURED_ELSEWHERE
    if not line.assessed or line.level < rates.severe_from:
        bits |= Bit.NOT_SEVERE
    if not rates.living_area:
        bits |= Bit.LIVING_ELSEWHERE
    if line.day < rates.pilot_start:
        bits |= Bit.BEFORE_PILOT
    if line.stay_seconds > 0:
        bits |= Bit.IN_STAY
    return bits


def service_refusals(line: CareLine, rates: CareRates) -> int:
    """What was not the provider's to deliver (CC-4, CC-5.1, CC-7.2)."""
    bits = 0
    if not line.agreement:
        bits |= Bit.NO_AGREEMENT
    if not line.carer_employed:
        bits |= Bit.CARER_NOT_EMPLOYED
    if not line.carer_trained:
        bits |= Bit.CARER_NOT_TRAINED
    if not line.carer_certified:
        bits |= Bit.CARER_NOT_CERTIFIED
    if line.foreign_items > 0:
        bits |= Bit.FOREIGN_ITEM
    if line.item_minutes > rates.longest:
        bits |= Bit.ITEMS_TOO_LONG
    return bits


def proof_gaps(line: CareLine) -> int:
    """What is still missing in the proof of delivery (CC-7, CC-8.5): the line waits for it."""
    bits = 0
    if line.items == 0:
        bits |= Bit.NO_ITEMS
    if line.short_items > 0:
        bits |= Bit.ITEM_TOO_SHORT
    if line.seconds == 0:
        bits |= Bit.NO_CHECK_OUT
    if line.photos == 0:
        bits |= Bit.NO_PHOTO
    if not line.identity_checked:
        bits |= Bit.IDENTITY_UNCHECKED
    if not line.limb_assessed:
        bits |= Bit.LIMBS_UNASSESSED
    if not line.risk_read:
        bits |= Bit.RISK_UNREAD
    if not line.confirmed:
        bits |= Bit.UNCONFIRMED
    return bits


def caps_used_up(kind: int, used: CareUsed, rates: CareRates) -> int:
    """Which caps the earlier payable visits of this kind have used up (CC-5.2 to CC-5.8)."""
    bits = 0
    if used.in_day >= rates.cap_day:
        bits |= Bit.LIVING_DAY  # nursing has no cap by the day: NO_CAP is never reached
    if used.in_week >= rates.cap_week:
        bits |= Bit.LIVING_WEEK if kind == Kind.LIVING else Bit.NURSING_WEEK
    if used.in_month >= rates.cap_month:
        bits |= Bit.LIVING_MONTH if kind == Kind.LIVING else Bit.NURSING_MONTH
    return bits


def kind_name(kind: int) -> str:
    """The name under which values of this kind of care are filed."""
    return "living" if kind == Kind.LIVING else "nursing"
