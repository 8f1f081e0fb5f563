"""Numbers of dated values that stand for something else: whom a voucher is for, yes or no, a place."""

from yiyang.law.values import Value
from yiyang.law.words import Text

GROUPS = {
    1: Text("任何人都可用", "for anybody"),
    2: Text("未成年人可用", "for minors"),
    3: Text("未成年人可用，须与监护人身份证同时出示", "for minors, together with the guardian's ID"),
}
"""Whom a kind of voucher is for (JM-03)."""
TRUTHS = {0: Text("否", "no"), 1: Text("是", "yes")}
VALIDITIES, NO_END = "special.validity.", Text("不设期限", "no end")
"""How long certifications run: nought months have no end."""
NUMBERS: dict[str, dict[int, Text]] = {"group": GROUPS, "0 or 1": TRUTHS}


def worded(value: Value) -> Text | None:
    """A number that stands for something else, in words; None where the number itself is meant."""
    plain = value.value
    if not isinstance(plain, int):
        return None
    if value.name.startswith(VALIDITIES) and plain == 0:
        return NO_END
    if value.unit == "division":
        return Text(str(plain), str(plain))
    return NUMBERS.get(value.unit, {}).get(plain)
