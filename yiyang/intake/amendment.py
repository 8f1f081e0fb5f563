"""A file of dated changes to a document's values (CSV or XLSX): each row as it is written, each bad cell named."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yiyang.intake import columns as c
from yiyang.intake.faults import Fault
from yiyang.intake.parse import SOME_DAY, Cells
from yiyang.intake.tables import Record, read_table
from yiyang.law import workdays
from yiyang.law.words import Text

REQUIRED = ("name", "from", "value")
OPTIONAL = ("unit", "provision", "label_zh", "label_en", "illustrative")
COLUMNS = (*REQUIRED, *OPTIONAL)
MOST_ROWS = 5000
LONGEST_NAME, LONGEST_VALUE, LONGEST_WORDS = 120, 4000, 200
MARKS = {"": None, "yes": True, "no": False, "是": True, "否": False}

NO_NAME = Text(
    "名称只含字母、数字、点、下划线和连字符", "A name has letters, digits, dots, underscores and hyphens alone"
)
NO_MARK = Text("应为 yes 或 no", "Should be yes or no")
TOO_MANY = Text("超过{most}行", "More than {most} rows")
NOTHING = Text("文件中没有任何一行", "The file has no row")
NO_DAY = Text("“{day}”不是真实存在的日期（格式 2027-10-01）", "“{day}” is not a day that exists (form 2027-10-01)")
_NAME = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*", re.ASCII)
_BETWEEN = re.compile(r"[\s,;，；、]+")


@dataclass(frozen=True)
class ChangeRow:
    """One row as it is written; `illustrative` is None where the cell is blank."""

    line: int
    name: str
    since: date
    value: str
    unit: str
    provision: str
    label: Text
    illustrative: bool | None


def read(path: Path) -> tuple[list[ChangeRow], list[Fault]]:
    """The rows of a file and everything wrong with it; a file with a fault is not to be used at all."""
    rows: list[ChangeRow] = []
    faults: list[Fault] = []
    for found in _rows(path):
        if isinstance(found, Fault):
            faults.append(found)
        else:
            rows.append(found)
        if len(rows) + len(faults) > MOST_ROWS:
            faults.append(_whole(path, TOO_MANY.filled(most=MOST_ROWS)))
            break
    if not rows and not faults:
        faults.append(_whole(path, NOTHING))
    return rows, faults


def _whole(path: Path, reason: Text) -> Fault:
    return Fault(path.name, 0, "", "", reason)


def _rows(path: Path) -> Iterator[ChangeRow | Fault]:
    for record in read_table(path, REQUIRED, optional=OPTIONAL):
        if isinstance(record, Fault):
            yield record
            continue
        cells = Cells(path.name, Record(record.line, {**dict.fromkeys(OPTIONAL, ""), **record.cells}))
        row = _row(cells)
        if cells.faults:
            yield from cells.faults
        else:
            yield row


def _row(cells: Cells) -> ChangeRow:
    take, name = cells.take, cells.take("name", _name, "")
    return ChangeRow(
        line=cells.record.line,
        name=name,
        since=take("from", c.day, SOME_DAY),
        value=take("value", _days if name in workdays.LABELS else _value, ""),
        unit=take("unit", _words, ""),
        provision=take("provision", _words, ""),
        label=Text(take("label_zh", _words, ""), take("label_en", _words, "")),
        illustrative=take("illustrative", _mark, None),
    )


def _name(text: str) -> str:
    if not _NAME.fullmatch(text) or len(text) > LONGEST_NAME:
        raise c.UnfitError(NO_NAME)
    return text


def _mark(text: str) -> bool | None:
    if text.lower() not in MARKS:
        raise c.UnfitError(NO_MARK)
    return MARKS[text.lower()]


def _value(text: str) -> str:
    """What the value would be; a spreadsheet's real date loses the midnight it is stored with."""
    return c.given(text, LONGEST_VALUE).removesuffix("T00:00:00")


def _days(text: str) -> str:
    """A list of working days or days off as ISO days in order, once each; blank where the year has none."""
    told = [one for one in _BETWEEN.split(c.plain(text, LONGEST_VALUE)) if one]
    return " ".join(sorted({_day(one.removesuffix("T00:00:00")) for one in told}))


def _day(text: str) -> str:
    try:
        return c.day(text).isoformat()
    except c.UnfitError:
        raise c.UnfitError(NO_DAY.filled(day=text)) from None


def _words(text: str) -> str:
    return c.plain(text, LONGEST_WORDS)
