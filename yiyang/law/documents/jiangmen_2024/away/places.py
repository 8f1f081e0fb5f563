"""Where a filing leads: outside the city, and which places it covers."""

from yiyang.law.decision import Reason, condition, not_so
from yiyang.law.words import Text

CITY, PROVINCE = "4407", "44"


def width(place: str) -> int:
    """How many digits of a division code tell it: two for a province, four for a city, six for a county."""
    return 2 if place.endswith("0000") else 4 if place.endswith("00") else 6


def covers(filed: str | None, place: str) -> bool | None:
    """True when a filing for one division covers care in another; None when it was left unsaid what was filed."""
    return None if filed is None else place.startswith(filed[: width(filed)])


def inside(place: str | None) -> bool | None:
    """True for a division of the city itself; None when it was left unsaid."""
    return None if place is None else place.startswith(CITY)


def outside(place: str | None, provision: str) -> Reason:
    """Filing is for care outside the city."""
    return condition(
        provision,
        not_so(inside(place)),
        Text("就医地在江门市外", "The place of care is outside Jiangmen"),
        Text("就医地在江门市内，不需要异地备案", "The place of care is inside Jiangmen, where nothing is filed"),
        change=Text("市内就医直接用医保凭证结算", "Inside the city, settle with the voucher"),
    )


def insured(holds: bool | None) -> Reason:
    """These rules are for people insured in Jiangmen (Art 2)."""
    return condition(
        "JM-02.1",
        holds,
        Text("参加江门基本医疗保险", "Insured in Jiangmen"),
        Text("未参加江门基本医疗保险（第二条）", "Not insured in Jiangmen (Art 2)"),
        change=Text("向参保地申请备案", "File where the insurance is"),
    )
