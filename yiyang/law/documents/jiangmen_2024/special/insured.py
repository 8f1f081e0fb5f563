"""Whom the document speaks for (JM-02.1): people insured in Jiangmen."""

from yiyang.law.decision import Reason, condition, every
from yiyang.law.words import Text

CITY = "4407"
"""The first four digits of Jiangmen's divisions."""


def insured_here(scheme: str | None, division: str | None) -> Reason:
    """Insured in one of Jiangmen's divisions; with no coverage at all it fails."""
    covered = None if scheme is None else scheme != "none"
    return condition(
        "JM-02.1",
        every(covered, None if division is None else division.startswith(CITY)),
        Text("在江门市参加基本医疗保险", "Insured in Jiangmen"),
        Text("不在江门市参保（第二条）", "Not insured in Jiangmen (Art 2)"),
        change=Text("到参保地经办机构办理", "Ask the agency of the place of insurance"),
    )
