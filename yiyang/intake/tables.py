"""One table file as records of text with their line numbers: CSV in UTF-8 (with or without mark) or GBK, or XLSX."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from yiyang.intake.faults import Fault, fault
from yiyang.intake.workbook import UnreadableWorkbookError, sheet_rows
from yiyang.law.words import Text

CHUNK = 1 << 20

EMPTY = Text("文件为空，缺少表头", "The file is empty: no header line")
ENCODING = Text("文件编码无法识别，请存为 UTF-8 或 GBK", "The encoding cannot be read; save the file as UTF-8 or GBK")
UNREADABLE = Text("文件无法读取：{why}", "The file cannot be read: {why}")
MISSING = Text("缺少此列，整个文件未读入", "This column is missing; the file was not read")
DUPLICATE = Text("此列出现多次，整个文件未读入", "This column appears more than once; the file was not read")
EXTRA = Text("不认识此列，未使用", "This column is unknown and was not used")
RAGGED = Text("此行有{found}格，表头有{expected}格", "This line has {found} cells, the header has {expected}")
QUOTES = Text("此行引号不成对", "The quotation marks of this line do not match")


class Record(NamedTuple):
    """One data line: its number in the file (the header is 1) and its cells, stripped, by column name."""

    line: int
    cells: dict[str, str]


Line = tuple[int, list[str] | None]  # None: a line whose quotation marks do not match


def read_table(path: Path, columns: Sequence[str], *, optional: Sequence[str] = ()) -> Iterator[Record | Fault]:
    """The records of one file, faults in between where they occur; never raises for what the file holds.

    Columns that are `optional` may be missing; a record then has no such cell.
    """
    try:
        yield from _records(path.name, _lines(path), columns, optional)
    except UnicodeError:
        yield fault(file=path.name, line=0, column="", value="", reason=ENCODING)
    except (OSError, UnreadableWorkbookError) as error:
        why = error.why if isinstance(error, UnreadableWorkbookError) else (error.strerror or type(error).__name__)
        yield fault(file=path.name, line=0, column="", value="", reason=UNREADABLE.filled(why=why))


def _lines(path: Path) -> Iterator[Line]:
    if path.suffix.lower() == ".xlsx":
        yield from sheet_rows(path)
        return
    with path.open(encoding=_encoding(path), newline="") as text:
        for number, line in enumerate(text, start=1):
            yield number, _cells(line)


def _cells(line: str) -> list[str] | None:
    """The cells of one physical line. No column may hold a line break, so a stray quote spoils its own line only."""
    if '"' not in line:
        return line.rstrip("\r\n").split(",")
    try:
        return next(csv.reader([line.rstrip("\r\n")], strict=True))
    except csv.Error:
        return None


def _encoding(path: Path) -> str:
    """The first of UTF-8 and GB18030 (a superset of GBK) that decodes the whole file. Raises UnicodeError.

    GB18030 finds a meaning for nearly any bytes, so a file that declares itself UTF-8 by its mark is held to it.
    """
    try:
        _decode(path, "utf-8-sig")
    except UnicodeError:
        with path.open("rb") as raw:
            if raw.read(3) == codecs.BOM_UTF8:
                raise
        _decode(path, "gb18030")
        return "gb18030"
    return "utf-8-sig"


def _decode(path: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as raw:
        while chunk := raw.read(CHUNK):
            decoder.decode(chunk)
    decoder.decode(b"", final=True)


def _records(
    file: str, lines: Iterator[Line], columns: Sequence[str], optional: Sequence[str]
) -> Iterator[Record | Fault]:
    number, header = next(((n, cells) for n, cells in lines if cells is None or any(map(str.strip, cells))), (0, []))
    if header is None or not header:
        reason = EMPTY if header is not None else QUOTES
        yield fault(file=file, line=number, column="", value="", reason=reason)
        return
    names = _trimmed([name.strip() for name in header])
    header_faults = list(_header_faults(file, number, names, columns, optional))
    yield from header_faults
    if any(found.reason in {MISSING, DUPLICATE} for found in header_faults):
        return
    for line, cells in lines:
        found = _record(file, line, cells, names)
        if found is not None:
            yield found


def _header_faults(
    file: str, line: int, names: list[str], columns: Sequence[str], optional: Sequence[str]
) -> Iterator[Fault]:
    for column in (*columns, *optional):
        if names.count(column) != 1 and (column in names or column in columns):
            reason = DUPLICATE if column in names else MISSING
            yield fault(file=file, line=line, column=column, value="", reason=reason)
    for name in dict.fromkeys(names):
        if name not in columns and name not in optional:
            yield fault(file=file, line=line, column=name, value=name, reason=EXTRA)


def _record(file: str, line: int, cells: list[str] | None, names: list[str]) -> Record | Fault | None:
    """One line's record, its fault, or None for a line without any content."""
    if cells is None:
        return fault(file=file, line=line, column="", value="", reason=QUOTES)
    stripped = [cell.strip() for cell in cells]
    if not any(stripped):
        return None
    if len(stripped) != len(names):
        stripped = _trimmed(stripped, keep=len(names))
    if len(stripped) != len(names):
        reason = RAGGED.filled(found=len(stripped), expected=len(names))
        return fault(file=file, line=line, column="", value=",".join(stripped), reason=reason)
    return Record(line, dict(zip(names, stripped, strict=True)))


def _trimmed(cells: list[str], *, keep: int = 0) -> list[str]:
    """Without the blank cells a spreadsheet leaves at the right edge."""
    last = max((place for place, cell in enumerate(cells, start=1) if cell), default=0)
    return cells[: max(last, keep)]
