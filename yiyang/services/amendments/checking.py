"""Rows of a file against the document as it stands: what they would change, and everything that is wrong with them."""

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from yiyang.intake.amendment import ChangeRow
from yiyang.law import amendment, workdays
from yiyang.law.document import Document
from yiyang.law.values import CHOSEN, OTHER, READING, Plain, Series, Value, as_stated
from yiyang.law.words import Text
from yiyang.services import current
from yiyang.services.amendments import words, yearly
from yiyang.services.amendments.agreement import Agreements
from yiyang.services.amendments.faults import RowFault, Terms, WrongError
from yiyang.simulate.source import LARGEST

NEAR = 5
WHOLE = 10_000
KINDS: dict[type, str] = {int: "number", date: "day", tuple: "codes"}
ENDED = "ended"
ENDS = frozenset({ENDED, "终止"})


def check(document: Document, rows: Sequence[ChangeRow], terms: Terms) -> tuple[list[dict[str, Any]], list[RowFault]]:
    """The entries that differ from the document, and the faults of all rows; rows that change nothing leave neither."""
    one = _Check(document, terms, Agreements(document), yearly.Periods(document, rows))
    seen: set[tuple[str, date]] = set()
    found: list[dict[str, Any]] = []
    faults: list[RowFault] = []
    for row in sorted(rows, key=lambda row: (row.since, row.line)):
        try:
            if (row.name, row.since) in seen:
                raise WrongError("from", words.TWICE)
            seen.add((row.name, row.since))
            entry = one.entry(row)
            if entry:
                one.take(entry)
                found.append(entry)
        except WrongError as error:
            value = row.since.isoformat() if error.column == "from" else str(getattr(row, error.column, ""))
            faults.append(RowFault(row.line, error.column, value, error.reason, error.provision))
    return found, sorted((*faults, *yearly.contradictions(one.document, found)))


class _Check:
    """The document as the rows so far have changed it: a later row may rest on an entry an earlier one brings."""

    def __init__(self, document: Document, terms: Terms, agreed: Agreements, periods: yearly.Periods) -> None:
        self.document, self.terms, self.agreed, self.periods = document, terms, agreed, periods

    def take(self, entry: dict[str, Any]) -> None:
        """Lay one more entry over the document."""
        self.document = amendment.applied(self.document, current.entries([entry]))

    def entry(self, row: ChangeRow) -> dict[str, Any] | None:
        """What the row changes, None when nothing. Raises WrongError."""
        if row.name in workdays.LABELS:
            return self._days(row)
        series = self.document.series.get(row.name)
        if series is None:
            return self._new(row, _listed(self.document, row))
        _same_words(row, series)
        value = _read(row, series)
        if value is None:
            return self._ending(row, series)
        mark = self._mark(row, series)
        before = series.on(row.since)
        if before is not None and (before.text, before.illustrative) == (written(value), mark):
            return None
        self._allowed(row, value)
        self._known_codes(row.name, value)
        if not series.name.startswith(f"{READING}."):
            self._rests_on(mark)
        return _entry(row, series, value, mark, before)

    def _new(self, row: ChangeRow, like: Series) -> dict[str, Any]:
        """A new entry of a list, of the kind its others are."""
        for column, given in (("unit", row.unit), ("provision", row.provision), ("label_zh", row.label.zh)):
            if not given:
                raise WrongError(column, words.NEW_NEEDS)
        if not row.label.en:
            raise WrongError("label_en", words.NEW_NEEDS)
        if row.provision not in self.document.provisions:
            raise WrongError("provision", words.NO_PROVISION.filled(document=self.document.number))
        if row.unit != like.unit:
            raise WrongError("unit", words.OTHER_UNIT.filled(unit=like.unit))
        value = _read(row, like)
        if value is None:
            raise WrongError("value", words.NOTHING_TO_END)
        mark = row.illustrative is not False
        self._allowed(row, value)
        self._known_codes(row.name, value)
        self._rests_on(mark)
        made = Series(row.name, row.unit, row.provision, row.label, ((row.since, value),), mark)
        return {**_entry(row, made, value, mark, None), "new": True}

    def _days(self, row: ChangeRow) -> dict[str, Any] | None:
        """Working days or days off from a day on; None where these are the days the list has already."""
        known = self.document.series.get(row.name)
        series = known or workdays.blank(row.name)
        _same_words(row, series)
        value = self.periods.days(row)
        if value == self.periods.standing(self.document, row):
            return None
        if row.illustrative or not self.terms.basis:
            raise WrongError("illustrative" if row.illustrative else "value", words.NO_ORDER)
        first = self.document.in_force[0]
        if first and row.since < first:
            raise WrongError("from", words.BEFORE_FORCE.filled(first=first))
        self._not_backwards(row)
        return {**_entry(row, series, value, False, series.on(row.since)), "new": known is None}

    def _ending(self, row: ChangeRow, series: Series) -> dict[str, Any] | None:
        """The end of an entry of a list; None when it has ended already."""
        if not self.document.list_of(row.name):
            raise WrongError("value", words.NO_LIST_ENTRY)
        before = series.on(row.since)
        if before is None and series.dated[0][0] < row.since:
            return None
        if before is None or row.since <= series.dated[0][0]:
            raise WrongError("from", words.ENDS_TOO_EARLY.filled(day=series.dated[0][0]))
        self._allowed(row, None)
        return _entry(row, series, None, before.illustrative, before)

    def _mark(self, row: ChangeRow, series: Series) -> bool:
        """Stated or illustrative; a cell left blank keeps the mark the value has on that day."""
        if series.name.startswith(f"{READING}."):
            return False
        before = series.on(row.since)
        return row.illustrative if row.illustrative is not None else (before or series).illustrative

    def _known_codes(self, name: str, value: Plain | None) -> None:
        """Codes that the rules can follow: papers a form has a field for, what other entries of a list say."""
        if not isinstance(value, tuple) or name.startswith(f"{READING}."):
            return
        fields = {
            field.name for one in self.document.procedures.values() for field in one.every_field if field.listed == name
        }
        under = self.document.list_of(name)
        known = fields or (_codes_under(self.document, under) if under else set(value))
        wrong = [code for code in value if code not in known]
        if wrong:
            raise WrongError("value", words.NO_CODE.filled(codes=" ".join(wrong), known=" ".join(sorted(known))))

    def _rests_on(self, mark: bool) -> None:
        """A value that is not illustrative rests on a paper."""
        if not mark and not self.terms.basis:
            raise WrongError("illustrative", words.NO_BASIS)

    def _allowed(self, row: ChangeRow, value: Plain | None) -> None:
        """Within the document's days, not backwards without a reason, agreed to where the document wants that."""
        first, last = self.document.in_force
        if (first and row.since < first) or (last and row.since > last):
            raise WrongError("from", words.OUT_OF_FORCE.filled(first=first or "…", last=last or "…"))
        self._not_backwards(row)
        missing = self.agreed.missing(row.name, value, row.since)
        if missing:
            raise WrongError("value", words.NOT_AGREED, missing)

    def _not_backwards(self, row: ChangeRow) -> None:
        if row.since < self.terms.today and not self.terms.reason:
            raise WrongError("from", words.BACKWARDS.filled(today=self.terms.today))


def _entry(row: ChangeRow, series: Series, value: Plain | None, mark: bool, before: Value | None) -> dict[str, Any]:
    return {
        "line": row.line,
        "name": series.name,
        "from": row.since.isoformat(),
        "value": written(value),
        "kind": "ended" if value is None else KINDS[type(value)],
        "unit": series.unit,
        "provision": series.provision,
        "label": list(series.label),
        "illustrative": mark,
        "before": before.text if before else "",
        "was": before.illustrative if before else False,
        "new": False,
    }


def written(value: Plain | None) -> str:
    """A value as files write it; a code may itself hold a space, so values are compared as they are written."""
    return " ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _read(row: ChangeRow, series: Series) -> Plain | None:
    """The value of a row in the kind of its series; None for the end of an entry. Raises WrongError."""
    if row.value in ENDS:
        return None
    if series.name.startswith(f"{READING}."):
        if row.value not in {CHOSEN, OTHER}:
            raise WrongError("value", words.READ_HOW)
        return (row.value,)
    like = series.dated[-1][1]
    value = as_stated(row.value, like)
    if value is None:
        raise WrongError("value", words.WANTED[KINDS[type(like)]])
    top = WHOLE if series.unit == "per_10000" else LARGEST
    if isinstance(value, int) and value > top:
        raise WrongError("value", words.TOO_LARGE.filled(most=top))
    return value


def _same_words(row: ChangeRow, series: Series) -> None:
    """Unit, article and label of a value belong to the document: a file may repeat them, not change them."""
    told: Iterable[tuple[str, str, str]] = (
        ("unit", row.unit, series.unit),
        ("provision", row.provision, series.provision),
        ("label_zh", row.label.zh, series.label.zh),
        ("label_en", row.label.en, series.label.en),
    )
    for column, given, own in told:
        if given not in {"", own}:
            raise WrongError(column, words.NOT_ITS_OWN.filled(own=own))


def _codes_under(document: Document, under: str) -> set[str]:
    """Codes that entries of a list hold, and those that values are named by: a class of validity."""
    held = [one.dated for name, one in document.series.items() if name.startswith(f"{under}.")]
    used = {code for dated in held for _, value in dated if isinstance(value, tuple) for code in value}
    beside = {name.rpartition(".")[0] for name in document.series if name.rpartition(".")[2] in used} - {under}
    return used | {name.rpartition(".")[2] for name in document.series if name.rpartition(".")[0] in beside}


def _listed(document: Document, row: ChangeRow) -> Series:
    """An entry of the list that a new name belongs to. Raises WrongError for a name that can be none."""
    refused = _no_reading(document, row.name)
    if refused:
        raise WrongError("name", refused)
    under = document.list_of(row.name)
    code = row.name.removeprefix(f"{under}.") if under else ""
    like = next((one for name, one in document.series.items() if under and name.startswith(f"{under}.")), None)
    if like is None or "." in code:
        raise WrongError("name", _no_value(document, row.name))
    return like


def _no_value(document: Document, name: str) -> Text:
    """The names most like one that there is not: as a whole, else by one of their parts, else what names begin with."""
    known = [*document.series, *(one for one in workdays.LABELS if one not in document.series)]
    parts = {part for one in known for part in one.split(".")}
    like = {near for part in name.split(".") for near in get_close_matches(part, parts, n=NEAR, cutoff=0.6)}
    by_part = [one for one in known if like & set(one.split("."))][:NEAR]
    near = get_close_matches(name, known, n=NEAR, cutoff=0.5) or by_part
    if near:
        return words.NO_VALUE.filled(near=", ".join(near))
    return words.NOTHING_NEAR.filled(heads=", ".join(sorted({one.split(".")[0] for one in known})))


def _no_reading(document: Document, name: str) -> Text | None:
    """Why a reading cannot be chosen: the rules know one only, or there is no such ambiguity."""
    if not name.startswith(f"{READING}."):
        return None
    known = {one.id for one in document.readings}
    return words.ONE_READING if name.removeprefix(f"{READING}.") in known else words.NO_READING
