"""A folder of month files, read in two steps: each file alone, then what its rows refer to."""

from collections.abc import Container, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from yiyang.intake.coverage import overlaps
from yiyang.intake.faults import Fault, fault
from yiyang.intake.identity import AREA, area_known, masked
from yiyang.intake.known import NOTHING, Known
from yiyang.intake.parse import CARERS, COVERAGE, PEOPLE, PROVIDERS, STAYS, TABLES, VISITS, Table, parse
from yiyang.intake.rows import CarerRow, CoverageRow, PersonRow, ProviderRow, StayRow, VisitRow
from yiyang.intake.tables import read_table
from yiyang.law.words import Text

Row = TypeVar("Row")

NO_FOLDER = Text("没有此文件夹", "There is no such folder")
NO_FILES = Text("文件夹中没有可读的文件：{names}（.csv 或 .xlsx）", "The folder holds none of {names} (.csv or .xlsx)")
BOTH = Text("同时有 CSV 和 XLSX，不知以哪个为准，均未读入", "Both a CSV and an XLSX are there; neither was read")
UNKNOWN = {
    "id_number": Text("名册中没有此人", "This person is not in the register"),
    "provider_code": Text("名册中没有此机构", "This provider is not in the register"),
    "carer_code": Text("名册中没有此护理人员", "This carer is not in the register"),
}
TWICE = Text(
    "与第{line}行编号相同而内容不同，以先出现者为准", "Same id as line {line} with other content; the first stands"
)
OVERLAP = Text("与自{start}起的参保区间重叠", "Overlaps the coverage that begins on {start}")


@dataclass(frozen=True, slots=True)
class Read(Generic[Row]):
    """A row with the file and line it came from, so that a later check can name them."""

    file: str
    line: int
    row: Row

    def fault(self, column: str, value: str, reason: Text, provision: str | None = None) -> Fault:
        """A fault of this row found after reading."""
        value = masked(value) if column == "id_number" else value
        return fault(file=self.file, line=self.line, column=column, value=value, reason=reason, provision=provision)


@dataclass(frozen=True)
class Files:
    """The rows each file holds by itself, before anything they refer to is looked up."""

    people: tuple[Read[PersonRow], ...]
    coverage: tuple[Read[CoverageRow], ...]
    providers: tuple[Read[ProviderRow], ...]
    carers: tuple[Read[CarerRow], ...]
    stays: tuple[Read[StayRow], ...]
    visits: tuple[Read[VisitRow], ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


@dataclass(frozen=True)
class Month:
    """What can be loaded, and what cannot with the reason. Rows in file order; faults by file and line."""

    people: tuple[PersonRow, ...]
    coverage: tuple[CoverageRow, ...]
    providers: tuple[ProviderRow, ...]
    carers: tuple[CarerRow, ...]
    stays: tuple[StayRow, ...]
    visits: tuple[VisitRow, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def read_month(folder: Path, *, known: Known = NOTHING, today: date | None = None) -> Month:
    """Read the six files of `folder`, whichever are there. Never raises for what they hold: see `Month.faults`.

    `known` are the keys already stored; with `today`, an ID number whose birth lies after that day is a fault.
    """
    return _against(_read_files(folder, today=today), known)


def _read_files(folder: Path, *, today: date | None = None) -> Files:
    """Read each file by itself: cells, intervals, and ids given twice."""
    faults: list[Fault] = list(_folder_faults(folder))
    people = _read(PEOPLE, folder, faults, today, column="id_number")
    coverage = _read(COVERAGE, folder, faults, today)
    providers = _read(PROVIDERS, folder, faults, today, column="code")
    carers = _read(CARERS, folder, faults, today, column="code")
    stays = _stays_once(_read(STAYS, folder, faults, today), faults)
    # Visits given twice are judged after what they refer to: a first row that cannot load must not win.
    visits = _read(VISITS, folder, faults, today)
    return Files(people, coverage, providers, carers, stays, visits, tuple(faults), tuple(_area_warnings(people)))


def _against(files: Files, known: Known) -> Month:
    """Check what the rows refer to: people, providers, carers, and one coverage a day for each person."""
    faults = list(files.faults)
    people = _Either({read.row.id_number for read in files.people}, known.people)
    providers = _Either({read.row.code for read in files.providers}, known.providers)
    carers = _referring(files.carers, faults, {"provider_code": providers})
    employed = _Either({read.row.code for read in carers}, known.carers)
    coverage = _referring(files.coverage, faults, {"id_number": people})
    stays = _referring(files.stays, faults, {"id_number": people})
    visits = _referring(files.visits, faults, {"id_number": people, "provider_code": providers, "carer_code": employed})
    return Month(
        people=_rows(files.people),
        coverage=_rows(_without_overlaps(coverage, faults, known)),
        providers=_rows(files.providers),
        carers=_rows(carers),
        stays=_rows(stays),
        visits=_rows(_once(visits, faults, column="visit_id")),
        faults=tuple(_sorted(faults)),
        warnings=files.warnings,
    )


@dataclass(frozen=True)
class _Either:
    """Keys of this load or of the store."""

    loaded: frozenset[str] | set[str]
    stored: Container[str]

    def __contains__(self, key: str) -> bool:
        return key in self.loaded or key in self.stored


def _area_warnings(people: Iterable[Read[PersonRow]]) -> Iterator[Fault]:
    """People whose number begins with an area never issued: loaded, but worth a look."""
    for read in people:
        if not area_known(read.row.id_number):
            yield read.fault("id_number", read.row.id_number, AREA)


def _folder_faults(folder: Path) -> Iterator[Fault]:
    if not folder.is_dir():
        yield fault(file=folder.name, line=0, column="", value="", reason=NO_FOLDER)
    elif not any(_paths(folder, table.name) for table in TABLES):
        names = ", ".join(table.name for table in TABLES)
        yield fault(file=folder.name, line=0, column="", value="", reason=NO_FILES.filled(names=names))


def _paths(folder: Path, name: str) -> list[Path]:
    return [path for suffix in ("csv", "xlsx") if (path := folder / f"{name}.{suffix}").is_file()]


def _read(
    table: Table[Row], folder: Path, faults: list[Fault], today: date | None, *, column: str | None = None
) -> tuple[Read[Row], ...]:
    """The good rows of one kind; faults are added to `faults`."""
    paths = _paths(folder, table.name)
    if len(paths) > 1:
        faults.append(fault(file=paths[0].name, line=0, column="", value=paths[1].name, reason=BOTH))
    if len(paths) != 1:
        return ()
    reads: list[Read[Row]] = []
    for found in parse(table, paths[0].name, read_table(paths[0], table.columns), today=today):
        if isinstance(found, Fault):
            faults.append(found)
        else:
            reads.append(Read(paths[0].name, *found))
    return _once(reads, faults, column=column) if column else tuple(reads)


def _once(reads: Iterable[Read[Row]], faults: list[Fault], *, column: str) -> tuple[Read[Row], ...]:
    """Each id once: a repeated equal row is the same row, a repeated id with other content a fault."""
    first: dict[str, Read[Row]] = {}
    for read in reads:
        value: str = getattr(read.row, column)
        earlier = first.setdefault(value, read)
        if earlier.row != read.row:
            faults.append(read.fault(column, value, TWICE.filled(line=earlier.line)))
    return tuple(first.values())


def _stays_once(reads: Iterable[Read[StayRow]], faults: list[Fault]) -> tuple[Read[StayRow], ...]:
    """A stay has no id of its own: person, kind and first moment name it."""
    first: dict[Hashable, Read[StayRow]] = {}
    for read in reads:
        earlier = first.setdefault((read.row.id_number, read.row.kind, read.row.start), read)
        if earlier.row != read.row:
            faults.append(read.fault("from", read.row.start.isoformat(), TWICE.filled(line=earlier.line), "CC-3.2"))
    return tuple(first.values())


def _referring(reads: Iterable[Read[Row]], faults: list[Fault], keys: dict[str, _Either]) -> tuple[Read[Row], ...]:
    """Rows whose every reference is known; each unknown one is a fault of its own."""
    good = []
    for read in reads:
        named = {column: getattr(read.row, column) for column in keys}
        unknown = [column for column, value in named.items() if value not in keys[column]]
        faults.extend(read.fault(column, named[column], UNKNOWN[column]) for column in unknown)
        if not unknown:
            good.append(read)
    return tuple(good)


def _without_overlaps(
    reads: tuple[Read[CoverageRow], ...], faults: list[Fault], known: Known
) -> tuple[Read[CoverageRow], ...]:
    """Coverage rows that can stand; equal rows are one row."""
    first: dict[CoverageRow, Read[CoverageRow]] = {}
    for read in reads:
        first.setdefault(read.row, read)
    reads = tuple(first.values())
    met = {found.place: found.other for found in overlaps([read.row for read in reads], known.coverage)}
    for place, other in met.items():
        start = reads[place].row.start.isoformat()
        faults.append(reads[place].fault("from", start, OVERLAP.filled(start=other.start.isoformat()), "CC-8.4"))
    return tuple(read for place, read in enumerate(reads) if place not in met)


def _rows(reads: Iterable[Read[Row]]) -> tuple[Row, ...]:
    return tuple(read.row for read in reads)


def _sorted(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda found: (found.file, found.line, found.column))
