"""What a filing is made of: fields that hold text, each read as the day, number, truth or list it stands for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from yiyang.law import invoices
from yiyang.law.values import Values
from yiyang.law.words import Text


class Kind(StrEnum):
    """What a field holds; the form, the endpoint and the check follow from it.

    MOMENT is local time (Asia/Shanghai) · CHOICES are codes joined by ; · ITEMS are `code:minutes` joined by ; ·
    FILE holds upload ids joined by ; · PROVIDER, CARER, STAFF, STAFFS and CASE hold keys that the service looks up ·
    SEALED is an ID number, encrypted before it becomes part of a filing · INVOICES is one invoice a line: issuer,
    number, date, amount in yuan.
    """

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"
    YES = "yes"
    FILE = "file"
    ITEMS = "items"
    DIVISION = "division"
    PROVIDER = "provider"
    CARER = "carer"
    STAFF = "staff"
    STAFFS = "staffs"
    CASE = "case"
    SEALED = "sealed"
    INVOICES = "invoices"


class Since(NamedTuple):
    """What must not come after a day that is filled in: another field, or a fact on file, by its name, and what it is
    called. `strictly`: nor be the same moment."""

    name: str
    what: Text
    strictly: bool = False


LOOKED_UP = frozenset({Kind.PROVIDER, Kind.CARER, Kind.STAFF, Kind.STAFFS, Kind.CASE, Kind.FILE, Kind.ITEMS})
"""Kinds whose values the service must know of; the declaration checks only their form."""


@dataclass(frozen=True)
class Field:
    """One thing asked for; `longest` is the most characters a text may have, `choices` the codes with their words.

    least, most: bounds of a number, or of how many are named · when: asked only while another field holds one of
    these values · confirm: a truth that must be yes (a consent, a tick) · listed: the dated list that must name the
    field for it to be asked at all (a service list of papers) · catalogue: the dated values that are its choices ·
    holds: what whoever is named must hold: a kind of grant for an institution (a qualification with what it is for,
    after a colon), a role for staff · channels: asked only of filings that come in so (what only a counter can see);
    all where none is named · past: a day that cannot be still to come · ahead: a day that cannot be over · since: what
    the day cannot come before. A step refuses a day that no later step could accept · otherwise: the switch under
    whose other reading it is asked, and `when` it is then · among: the field whose people alone it may name.
    """

    name: str
    label: Text
    kind: Kind
    provision: str
    required: bool = True
    longest: int = 2000
    choices: tuple[tuple[str, Text], ...] = ()
    least: int | None = None
    most: int | None = None
    when: tuple[str, tuple[str, ...]] | None = None
    confirm: bool = False
    hint: Text | None = None
    unit: str = ""
    listed: str | None = None
    catalogue: str | None = None
    holds: str = ""
    channels: tuple[str, ...] = ()
    past: bool = False
    ahead: bool = False
    since: Since | None = None
    otherwise: tuple[str, tuple[str, tuple[str, ...]]] | None = None
    among: str = ""

    def on(self, values: Values) -> "Field | None":
        """The field as the dated values of a day complete it; None while their list does not ask for it."""
        if self.listed is not None and self.name not in values[self.listed].codes:
            return None
        if self.otherwise is not None and values.other_reading(self.otherwise[0]):
            return replace(self, when=self.otherwise[1], otherwise=None)
        if self.catalogue is None:
            return self
        return replace(self, choices=tuple((code, one.label) for code, one in values.under(self.catalogue).items()))

    def asked_through(self, channel: str) -> bool:
        """True where filings that come in through a channel are asked it."""
        return not self.channels or channel in self.channels

    def applies(self, filing: Mapping[str, str]) -> bool:
        """True while the field is asked at all, given what else was filled in."""
        return self.when is None or filing.get(self.when[0], "").strip() in self.when[1]


MISSING = Text("未填写", "is missing")
NO_DAY = Text("应为日期（2022-05-03）", "should be a day such as 2022-05-03")
NO_MOMENT = Text("应为时间（2022-05-03T09:00）", "should be a time such as 2022-05-03T09:00")
NO_NUMBER = Text("应为整数", "should be a whole number")
NO_ANSWER = Text("应为是或否", "should be yes or no")
MUST_BE_YES = Text("须确认", "must be confirmed")
NO_KEY = Text("应为编号", "should be a key")
NO_ITEMS = Text("应为“项目:分钟”，用分号隔开", "should be item:minutes, joined by semicolons")
NO_SEALED = Text(
    "身份证件号码有误：请核对位数、出生日期（不能晚于今天）和末位校验码",
    "is no sound ID number: check its length, the day of birth (not after today) and the last character",
)
NO_YEAR = Text("应在 {first} 年至 {last} 年之间", "should lie between the years {first} and {last}")
NO_CONTROL = Text("含有看不见的控制字符，请删去后重新填写", "holds control characters nobody can see; type it anew")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no text of a filing holds: it shows nowhere, and a database may refuse it."""
YEARS = (1900, 2100)
"""The years a day of a filing may lie in: beyond, no period could be reckoned from it."""
NO_DIVISION = Text("应为六位区划代码", "should be a division code of six digits")
FORMS = {
    Kind.DIVISION: (r"[1-9]\d{5}", NO_DIVISION),
    Kind.PROVIDER: (r"\S{1,64}", NO_KEY),
    Kind.CARER: (r"\S{1,64}", NO_KEY),
    Kind.STAFF: (r"\d{1,18}", NO_KEY),
    Kind.STAFFS: (r"\d{1,18}(;\d{1,18})*", NO_KEY),
    Kind.CASE: (r"\d{1,18}", NO_KEY),
    Kind.FILE: (r"\d{1,18}(;\d{1,18})*", NO_KEY),
    Kind.ITEMS: (r"[A-Z]\d{2}:\d{1,4}(;[A-Z]\d{2}:\d{1,4})*", NO_ITEMS),
    Kind.NUMBER: (r"-?\d{1,12}", NO_NUMBER),
    Kind.YES: (r"yes|no", NO_ANSWER),
    Kind.SEALED: (r"[a-z0-9-]{1,16}:[A-Za-z0-9+/]{39,}={0,2}", NO_SEALED),
}
"""The form a text of a kind has, and what to say where it does not."""


def fault(field: Field, given: str) -> Text | None:
    """What is wrong with a text given for a field; None when it fits."""
    if not given:
        return (MUST_BE_YES if field.confirm else MISSING) if field.required else None
    if len(given) > field.longest:
        return Text(f"超过 {field.longest} 字", f"is longer than {field.longest} characters")
    form, said = FORMS.get(field.kind, (r"[\s\S]*", MISSING))
    if not re.fullmatch(form, given, re.ASCII):
        return said
    return next((odd for look in LOOKS if (odd := look(field, given))), None)


def _odd_day(field: Field, given: str) -> Text | None:
    read = {Kind.DATE: (date.fromisoformat, NO_DAY), Kind.MOMENT: (datetime.fromisoformat, NO_MOMENT)}.get(field.kind)
    if read is None:
        return None
    try:
        moment = read[0](given)
    except ValueError:
        return read[1]
    if not YEARS[0] <= moment.year <= YEARS[1]:
        return NO_YEAR.filled(first=YEARS[0], last=YEARS[1])
    return read[1] if isinstance(moment, datetime) and moment.tzinfo else None


def _odd_characters(_field: Field, given: str) -> Text | None:
    return NO_CONTROL if CONTROL.search(given) else None


def _odd_choice(field: Field, given: str) -> Text | None:
    if field.kind not in {Kind.CHOICE, Kind.CHOICES}:
        return None
    codes = given.split(";") if field.kind is Kind.CHOICES else [given]
    strange = [code for code in codes if code not in dict(field.choices)]
    if strange:
        return Text(f"“{strange[0][:40]}”不在可选范围内", f"{strange[0][:40]!r} is not among the choices")
    return None


def _odd_count(field: Field, given: str) -> Text | None:
    if field.kind is Kind.NUMBER:
        count = int(given)
    elif field.kind in {Kind.STAFFS, Kind.FILE, Kind.CHOICES, Kind.ITEMS}:
        count = len(set(given.split(";")))
    else:
        return None
    if field.least is not None and count < field.least:
        return Text(f"不应小于 {field.least}", f"must not be below {field.least}")
    if field.most is not None and count > field.most:
        return Text(f"不应大于 {field.most}", f"must not be above {field.most}")
    return None


def _odd_answer(field: Field, given: str) -> Text | None:
    return MUST_BE_YES if field.kind is Kind.YES and field.confirm and given != "yes" else None


def _odd_invoices(field: Field, given: str) -> Text | None:
    return invoices.fault(given) if field.kind is Kind.INVOICES else None


STILL_AHEAD = Text("{day}还没到：请核对日期", "{day} is still to come: check the date")
OVER = Text("{day}已过：请核对日期", "{day} is over: check the date")
TOO_EARLY = Text("{day}早于{what}（{first}）：请核对日期", "{day} lies before {what}, {first}: check the date")
NOT_LATER = Text("{day}不晚于{what}（{first}）：请核对日期", "{day} is not after {what}, {first}: check the date")


def untimely(field: Field, given: date, *, today: date, first: date | None) -> Text | None:
    """What is wrong with the place of a day or moment in time; `first` is what it is counted from, None unknown."""
    day = _day(given)
    if field.past and day > today:
        return STILL_AHEAD.filled(day=given)
    if field.ahead and day < today:
        return OVER.filled(day=given)
    if field.since is None or first is None:
        return None
    told = {"day": given, "what": field.since.what, "first": first}
    order = _compared(first, given)
    if order > 0:
        return TOO_EARLY.filled(**told)
    return NOT_LATER.filled(**told) if order == 0 and field.since.strictly else None


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _compared(one: date, other: date) -> int:
    """Below, at or above zero as one lies before, with or after the other; to the day where either is a day."""
    if not (isinstance(one, datetime) and isinstance(other, datetime)):
        one, other = _day(one), _day(other)
    return (one > other) - (one < other)


LOOKS = (_odd_characters, _odd_day, _odd_choice, _odd_count, _odd_answer, _odd_invoices)
"""What may be odd about a text that has the form of its kind."""


class ItemMinutes(NamedTuple):
    """One item of a catalogue with its minutes, as rules about plans see it."""

    code: str
    minutes: int


def _item(given: str) -> ItemMinutes:
    code, _, minutes = given.partition(":")
    return ItemMinutes(code, int(minutes))


def value_of(field: Field, given: str) -> Any:
    """A text that fits as what it stands for: date, datetime, int, bool, codes, (code, minutes) pairs, or itself."""
    match field.kind:
        case Kind.DATE:
            return date.fromisoformat(given)
        case Kind.MOMENT:
            return datetime.fromisoformat(given)
        case Kind.NUMBER | Kind.STAFF | Kind.CASE:
            return int(given)
        case Kind.YES:
            return given == "yes"
        case Kind.CHOICES:
            return tuple(given.split(";"))
        case Kind.STAFFS | Kind.FILE:
            return tuple(int(key) for key in given.split(";"))
        case Kind.ITEMS | Kind.INVOICES:
            return tuple(_item(one) for one in given.split(";")) if field.kind is Kind.ITEMS else invoices.read(given)
        case _:
            return given
