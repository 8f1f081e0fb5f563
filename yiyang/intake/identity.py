"""Our own check of 18-character identity numbers (GB 11643): length, mod 11-2, a real birth date.

It also accepts residence permits of Hong Kong, Macao and Taiwan residents (81, 82, 83) and of foreigners (9…),
which are built alike. Public checkers refuse genuine older numbers because they demand an area that still exists;
here the area is never a fault, only a warning.
"""

import re
from datetime import date

from yiyang.law.words import Text

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
_FORM = re.compile(r"[0-9]{17}[0-9X]", re.ASCII)
# Province-level areas that have ever been issued, 71 and 81-83 included; 9 opens a foreigner's number.
AREAS = frozenset(
    str(area)
    for areas in (
        range(11, 16),
        range(21, 24),
        range(31, 38),
        range(41, 47),
        range(50, 55),
        range(61, 66),
        (71, 81, 82, 83),
    )
    for area in areas
)

LENGTH = Text("身份证件号码应为18位，此处为{length}位", "An ID number has 18 characters, this one has {length}")
FORM = Text("身份证件号码应为17位数字加1位数字或X", "An ID number is 17 digits followed by a digit or X")
BIRTH = Text("身份证件号码中的出生日期不存在", "The birth date in the ID number does not exist")
FUTURE = Text("身份证件号码中的出生日期晚于{day}", "The birth date in the ID number lies after {day}")
CHECK = Text("身份证件号码校验码不符", "The ID number's check digit does not match")
AREA = Text("身份证件号码的地区前缀不为人所知，请核对", "The ID number's area prefix is not known; please verify")


def problem(number: str, *, on: date | None = None) -> Text | None:
    """Why `number` is no identity number, or None; with `on`, a birth after that day is a problem too.

    `number` is upper-case. The number itself is never part of the answer.
    """
    if len(number) != 18:
        return LENGTH.filled(length=len(number))
    if not _FORM.fullmatch(number):
        return FORM
    born = birth_date(number)
    if born is None:
        return BIRTH
    if check_character(number) != number[17]:
        return CHECK
    return FUTURE.filled(day=on.isoformat()) if on is not None and born > on else None


def check_character(number: str) -> str:
    """The check character (ISO 7064 mod 11-2) of the first 17 digits."""
    return CHECK_CHARACTERS[sum(int(n) * w for n, w in zip(number, WEIGHTS, strict=False)) % 11]


def birth_date(number: str) -> date | None:
    """The birth date at places 7 to 14, or None when there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def area_known(number: str) -> bool:
    """True when the number's province was ever issued, or the number is a foreigner's; False calls for a look."""
    return number[:1] == "9" or number[:2] in AREAS


def masked(number: str) -> str:
    """The number as screens and papers show it: 220102********6971; shorter texts show less."""
    if len(number) >= 15:
        return f"{number[:6]}{'*' * min(len(number) - 10, 12)}{number[-4:]}"
    ends = len(number) // 4
    return f"{number[:ends]}{'*' * (len(number) - 2 * ends)}{number[len(number) - ends :]}"
