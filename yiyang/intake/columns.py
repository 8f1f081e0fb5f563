"""What one cell may hold, column by column: each function turns text into a value or raises `Unfit` with the reason."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import NoReturn

from yiyang.intake import identity
from yiyang.law.days import EPOCH, day_number
from yiyang.law.questions.home_care import KINDS, LIMITS
from yiyang.law.words import Text

SHANGHAI = timezone(timedelta(hours=8))
ROUTES = ("filing", "assessment")
SCHEMES = ("employee", "resident")
STAYS = ("hospital", "institution")
CONFIRMERS = ("recipient", "guardian")
LONGEST_CODE, LONGEST_NAME = 64, 100

_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_MOMENT = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:?\d{2})?", re.ASCII
)
_WHOLE = re.compile(r"\d{1,12}", re.ASCII)
_DIVISION = re.compile(r"[1-9]\d{5}", re.ASCII)
_ITEM = re.compile(r"([0-9A-Za-z_.-]{1,20}):(\d{1,6})", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

REQUIRED = Text("此格不能为空", "This cell must not be blank")
TOO_LONG = Text("超过{most}个字", "Longer than {most} characters")
CONTROL = Text("含有不可见的控制字符", "Holds invisible control characters")
NO_DAY = Text("不是真实存在的日期（格式 2022-05-03）", "Not a date that exists (form 2022-05-03)")
NO_MOMENT = Text(
    "不是真实存在的日期时间（格式 2022-05-03T09:00:00）", "Not a date and time that exists (form 2022-05-03T09:00:00)"
)
OUT_OF_TIME = Text("日期应在{first}至{last}之间", "The date must lie between {first} and {last}")
NOT_WHOLE = Text("不是整数", "Not a whole number")
OUT_OF_RANGE = Text("应在{least}至{most}之间", "Must lie between {least} and {most}")
NO_DIVISION = Text("行政区划代码应为六位数字", "A division code is six digits")
UNKNOWN_WORD = Text("未知的类别，可填：{choices}", "Unknown kind; one of: {choices}")
NO_ITEM = Text("服务项目应写成“代码:分钟”，以“|”分隔", 'Items are written "code:minutes", separated by "|"')
TOO_MANY_ITEMS = Text("服务项目超过{most}项", "More than {most} items")


class UnfitError(ValueError):
    """A cell that cannot be used, with its reason in both languages."""

    def __init__(self, reason: Text) -> None:
        """Keep the reason."""
        super().__init__(reason.en)
        self.reason = reason


def code(text: str) -> str:
    """A code that stands for something: not blank, at most 64 characters, no control characters."""
    return _plain(_given(text), LONGEST_CODE)


def name(text: str) -> str:
    """A name: not blank, at most 100 characters, no control characters."""
    return _plain(_given(text), LONGEST_NAME)


def optional_name(text: str) -> str:
    """A name that may be blank."""
    return _plain(text, LONGEST_NAME)


def plain(text: str, most: int) -> str:
    """Any text that may be blank: at most so many characters, none of them invisible."""
    return _plain(text, most)


def given(text: str, most: int) -> str:
    """Any text that is not blank."""
    return _plain(_given(text), most)


def id_number(text: str, *, on: date | None) -> str:
    """An identity number, upper-case; with `on`, born by that day."""
    number = _given(text).upper()
    problem = _id_problem(number, on)
    if problem is not None:
        raise UnfitError(problem)
    return number


_id_problem: Callable[[str, date | None], Text | None] = lru_cache(maxsize=1 << 16)(
    lambda number, on: identity.problem(number, on=on)
)


def division(text: str) -> str:
    """A six-digit division code."""
    if not _DIVISION.fullmatch(_given(text)):
        raise UnfitError(NO_DIVISION)
    return text


@lru_cache(maxsize=1 << 14)
def day(text: str) -> date:
    """A date that exists; 2022/5/3 and a midnight after it are understood, as spreadsheets write both."""
    found = _DAY.fullmatch(_given(text))
    try:
        return date(*map(int, found.groups())) if found else _refuse(NO_DAY)
    except ValueError:
        return _refuse(NO_DAY)


def optional_day(text: str) -> date | None:
    """A date, or None for a blank cell."""
    return day(text) if text else None


def moment(text: str) -> datetime:
    """A date and time in Asia/Shanghai, to the second, on a day a charge can count; other offsets are converted."""
    found = _MOMENT.fullmatch(_given(text))
    if not found:
        return _refuse(NO_MOMENT)
    try:
        year, month, of_month, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
        value = datetime(year, month, of_month, hour, minute, second)  # noqa: DTZ001 -- Asia/Shanghai, as every row
        if found[7]:
            value = value.replace(tzinfo=_zone(found[7])).astimezone(SHANGHAI).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return _refuse(NO_MOMENT)
    if not 0 <= day_number(value.date()) <= LIMITS.day:
        last = EPOCH + timedelta(days=LIMITS.day)
        raise UnfitError(OUT_OF_TIME.filled(first=EPOCH.isoformat(), last=last.isoformat()))
    return value


def optional_moment(text: str) -> datetime | None:
    """A date and time, or None for a blank cell."""
    return moment(text) if text else None


def whole(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers from `least` to `most`."""

    def read(text: str) -> int:
        if not _WHOLE.fullmatch(_given(text)):
            raise UnfitError(NOT_WHOLE)
        if not least <= int(text) <= most:
            raise UnfitError(OUT_OF_RANGE.filled(least=least, most=most))
        return int(text)

    return read


def optional_whole(least: int, most: int) -> Callable[[str], int | None]:
    """A reader of whole numbers that may be blank."""
    read = whole(least, most)
    return lambda text: read(text) if text else None


def one_of(*choices: str) -> Callable[[str], str]:
    """A reader of one word out of `choices`."""

    def read(text: str) -> str:
        if _given(text) not in choices:
            raise UnfitError(UNKNOWN_WORD.filled(choices=", ".join(choices)))
        return text

    return read


def optional_one_of(*choices: str) -> Callable[[str], str | None]:
    """A reader of one word out of `choices`, or a blank cell."""
    read = one_of(*choices)
    return lambda text: read(text) if text else None


def kinds(text: str) -> tuple[str, ...]:
    """Kinds of care separated by semicolons, each once, in the order given; blank means none."""
    read = one_of(*KINDS)
    return tuple(dict.fromkeys(read(part.strip()) for part in text.split(";"))) if text else ()


def items(text: str) -> tuple[tuple[str, int], ...]:
    """Items as (code, minutes) from "L08:20|L05:20"; whether the catalogue has them is for the law to judge."""
    parts = text.split("|") if text else []
    if len(parts) > LIMITS.items:
        raise UnfitError(TOO_MANY_ITEMS.filled(most=LIMITS.items))
    found = [_ITEM.fullmatch(part.strip()) for part in parts]
    read = tuple((match[1], int(match[2])) for match in found if match)
    if len(read) < len(parts):
        raise UnfitError(NO_ITEM)
    if sum(minutes for _, minutes in read) > LIMITS.item_minutes:
        raise UnfitError(OUT_OF_RANGE.filled(least=0, most=LIMITS.item_minutes))
    return read


def ticked(text: str) -> bool:
    """True for "yes" alone: a tick that says anything else was not made."""
    return text == "yes"


def _given(text: str) -> str:
    return text or _refuse(REQUIRED)


def _plain(text: str, most: int) -> str:
    if len(text) > most:
        raise UnfitError(TOO_LONG.filled(most=most))
    if _CONTROL.search(text):
        raise UnfitError(CONTROL)
    return text


def _zone(text: str) -> timezone:
    if text == "Z":
        return timezone(timedelta(0))
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))


def _refuse(reason: Text) -> NoReturn:
    raise UnfitError(reason)
