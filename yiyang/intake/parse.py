"""Records of text into typed rows: every cell that cannot be read is a fault, and a row with a fault is not loaded."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from yiyang.intake import columns as c
from yiyang.intake.faults import Fault, fault
from yiyang.intake.identity import masked
from yiyang.intake.rows import CarerRow, CoverageRow, PersonRow, ProviderRow, StayRow, VisitRow
from yiyang.intake.tables import Record
from yiyang.law.questions.home_care import KINDS, LIMITS
from yiyang.law.words import Text

Value = TypeVar("Value")
Row = TypeVar("Row")
SOME_DAY, SOME_MOMENT = date(1970, 1, 1), datetime(1970, 1, 1)  # noqa: DTZ001 -- stand-ins of rows that are dropped

CHECK_OUT = Text("签退时间不晚于签到时间", "The check-out is not after the check-in")
TOO_LONG_VISIT = Text("签到至签退超过{most}秒", "More than {most} seconds between check-in and check-out")
BACKWARDS = Text("终止日早于起始日（{start}）", "The end lies before the beginning ({start})")
NOT_AFTER = Text("结束时间不晚于开始时间（{start}）", "The end is not after the beginning ({start})")
NO_BEGINNING = Text("有终止日而没有起始日", "An end without a beginning")


@dataclass
class Cells:
    """One record being read: `take` hands out values and notes what is at fault."""

    file: str
    record: Record
    today: date | None = None
    faults: list[Fault] = field(default_factory=list)

    def take(self, column: str, read: Callable[[str], Value], instead: Value, provision: str | None = None) -> Value:
        """The value of one cell, or `instead` (never loaded) after noting the fault."""
        try:
            return read(self.record.cells[column])
        except c.UnfitError as error:
            self.note(column, error.reason, provision)
            return instead

    def person(self) -> str:
        """The ID number of the row; faults show it masked."""
        return self.take("id_number", lambda text: c.id_number(text, on=self.today), "")

    def note(self, column: str, reason: Text, provision: str | None = None) -> None:
        """Add a fault about one cell."""
        value = self.record.cells[column]
        self.faults.append(
            fault(
                file=self.file,
                line=self.record.line,
                column=column,
                value=masked(value) if column == "id_number" else value,
                reason=reason,
                provision=provision,
            )
        )

    def in_order(self, start: tuple[str, date | None], end: tuple[str, date | None], provision: str) -> None:
        """Note an inclusive interval of days that ends before it begins, or has no beginning."""
        if self._at_fault(start[0], end[0]) or end[1] is None:
            return
        if start[1] is None:
            self.note(end[0], NO_BEGINNING, provision)
        elif end[1] < start[1]:
            self.note(end[0], BACKWARDS.filled(start=start[1].isoformat()), provision)

    def _at_fault(self, *names: str) -> bool:
        return any(found.column in names for found in self.faults)


@dataclass(frozen=True)
class Table(Generic[Row]):
    """One kind of file: its name without suffix, its columns, and how a record becomes a row."""

    name: str
    columns: tuple[str, ...]
    build: Callable[[Cells], Row]


def _person(cells: Cells) -> PersonRow:
    row = PersonRow(
        id_number=cells.person(),
        name=cells.take("name", c.name, ""),
        residence_division=cells.take("residence_division", c.division, "", "CC-13.2"),
        ltc_level=cells.take("ltc_level", c.optional_whole(0, LIMITS.level), None, "CC-3.1"),
        ltc_assessed_on=cells.take("ltc_assessed_on", c.optional_day, None, "CC-3.1"),
        ltc_valid_to=cells.take("ltc_valid_to", c.optional_day, None, "CC-3.1"),
        guardian_name=cells.take("guardian_name", c.optional_name, ""),
    )
    cells.in_order(("ltc_assessed_on", row.ltc_assessed_on), ("ltc_valid_to", row.ltc_valid_to), "CC-3.1")
    return row


def _coverage(cells: Cells) -> CoverageRow:
    row = CoverageRow(
        id_number=cells.person(),
        scheme=cells.take("scheme", c.one_of(*c.SCHEMES), "", "CC-8.4"),
        division=cells.take("division", c.division, "", "CC-13.2"),
        start=cells.take("from", c.day, SOME_DAY, "CC-3.1"),
        end=cells.take("to", c.optional_day, None, "CC-3.1"),
    )
    cells.in_order(("from", row.start), ("to", row.end), "CC-3.1")
    return row


def _provider(cells: Cells) -> ProviderRow:
    row = ProviderRow(
        code=cells.take("code", c.code, ""),
        name=cells.take("name", c.name, ""),
        route=cells.take("route", c.one_of(*c.ROUTES), "", "CC-4.0"),
        agreement_from=cells.take("agreement_from", c.optional_day, None, "CC-4.0"),
        agreement_to=cells.take("agreement_to", c.optional_day, None, "CC-4.0"),
        liability_insurance_to=cells.take("liability_insurance_to", c.optional_day, None, "CC-11.5"),
    )
    cells.in_order(("agreement_from", row.agreement_from), ("agreement_to", row.agreement_to), "CC-4.0")
    return row


def _carer(cells: Cells) -> CarerRow:
    return CarerRow(
        code=cells.take("code", c.code, ""),
        name=cells.take("name", c.name, ""),
        provider_code=cells.take("provider_code", c.code, "", "CC-7.2"),
        kinds=cells.take("kinds", c.kinds, (), "CC-7.2"),
        certificate_to=cells.take("certificate_to", c.optional_day, None, "CC-7.2"),
    )


def _stay(cells: Cells) -> StayRow:
    row = StayRow(
        id_number=cells.person(),
        kind=cells.take("kind", c.one_of(*c.STAYS), "", "CC-3.2"),
        start=cells.take("from", c.moment, SOME_MOMENT, "CC-3.2"),
        end=cells.take("to", c.optional_moment, None, "CC-3.2"),
    )
    if not cells.faults and row.end is not None and row.end <= row.start:
        cells.note("to", NOT_AFTER.filled(start=row.start.isoformat()), "CC-3.2")
    return row


_visit_kind = c.one_of(*KINDS)
_photos = c.optional_whole(0, LIMITS.photos)
_stars = c.optional_whole(1, 5)
_confirmer = c.optional_one_of(*c.CONFIRMERS)


def _visit(cells: Cells) -> VisitRow:
    take = cells.take
    row = VisitRow(
        visit_id=take("visit_id", c.code, ""),
        id_number=cells.person(),
        provider_code=take("provider_code", c.code, "", "CC-4.0"),
        carer_code=take("carer_code", c.code, "", "CC-7.2"),
        kind=take("kind", _visit_kind, "", "CC-5.0"),
        check_in=take("check_in", c.moment, SOME_MOMENT, "CC-7.5"),
        check_out=take("check_out", c.optional_moment, None, "CC-7.5"),
        items=take("items", c.items, (), "CC-5.0"),
        photos=take("photos", _photos, None, "CC-7.5") or 0,
        identity_checked=take("identity_checked", c.ticked, False),
        limb_assessed=take("limb_assessed", c.ticked, False),
        risk_read=take("risk_read", c.ticked, False),
        confirmed_by=take("confirmed_by", _confirmer, None, "CC-8.5"),
        satisfaction=take("satisfaction", _stars, None, "CC-7.4"),
    )
    if row.check_out is not None and row.check_in is not SOME_MOMENT:
        _check_out(cells, row.check_in, row.check_out)
    return row


def _check_out(cells: Cells, check_in: datetime, check_out: datetime) -> None:
    if check_out <= check_in:
        cells.note("check_out", CHECK_OUT, "CC-7.5")
    elif (check_out - check_in).total_seconds() > LIMITS.seconds:
        cells.note("check_out", TOO_LONG_VISIT.filled(most=LIMITS.seconds), "CC-7.5")


PEOPLE = Table("people", tuple(PersonRow.__slots__), _person)
COVERAGE = Table("coverage", ("id_number", "scheme", "division", "from", "to"), _coverage)
PROVIDERS = Table("providers", tuple(ProviderRow.__slots__), _provider)
CARERS = Table("carers", tuple(CarerRow.__slots__), _carer)
STAYS = Table("stays", ("id_number", "kind", "from", "to"), _stay)
VISITS = Table("visits", tuple(VisitRow.__slots__), _visit)
TABLES: tuple[Table[Any], ...] = (PEOPLE, COVERAGE, PROVIDERS, CARERS, STAYS, VISITS)


def parse(
    table: Table[Row], file: str, records: Iterator[Record | Fault], *, today: date | None = None
) -> Iterator[tuple[int, Row] | Fault]:
    """Each good row with its line, each fault where it occurs; with `today`, nobody may be born after that day."""
    for record in records:
        if isinstance(record, Fault):
            yield record
            continue
        cells = Cells(file, record, today)
        row = table.build(cells)
        if cells.faults:
            yield from cells.faults
        else:
            yield record.line, row
