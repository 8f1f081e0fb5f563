"""Rows of a file against the document as it stands: what they would change, and everything that is wrong with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, NamedTuple

from yiyang.intake.amendment import ChangeRow
from yiyang.law import amendment
from yiyang.law.document import Document
from yiyang.law.values import CHOSEN, OTHER, READING, Plain, Series, Value, as_stated
from yiyang.law.words import Text
from yiyang.services import current
from yiyang.services.amendments import words
from yiyang.services.amendments.agreement import Agreements
from yiyang.simulate.source import LARGEST

NEAR = 5
WHOLE = 10_000
KINDS: dict[type, str] = {int: "number", date: "day", tuple: "codes"}
ENDED = "ended"
ENDS = frozenset({ENDED, "终止"})


class RowFault(NamedTuple):
    """What is wrong with one cell: its row's number in the file (1 is the header), its column, what stands there."""

    line: int
    column: str
    value: str
    reason: Text
    provision: str | None = None


@dataclass(frozen=True)
class Terms:
    """Under which conditions a file is brought in: the day, the paper it rests on, why it reaches back."""

    today: date
    basis: str = ""
    reason: str = ""


class WrongError(Exception):
    """A row that cannot be used: the column at fault, why, and the article that says so."""

    def __init__(self, column: str, reason: Text, provision: str | None = None) -> None:
        """Keep what is wrong."""
        super().__init__(reason.en)
        self.column, self.reason, self.provision = column, reason, provision


def check(document: Document, rows: Sequence[ChangeRow], terms: Terms) -> tuple[list[dict[str, Any]], list[RowFault]]:
    """The entries that differ from the document, and the faults of all rows; rows that change nothing leave neither."""
    one = _Check(document, terms, Agreements(document))
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
    return found, sorted(faults)


class _Check:
    """The document as the rows so far have changed it: a later row may rest on an entry an earlier one brings."""

    def __init__(self, document: Document, terms: Terms, agreed: Agreements) -> None:
        self.document, self.terms, self.agreed = document, terms, agreed

    def take(self, entry: dict[str, Any]) -> None:
        """Lay one more entry over the document."""
        self.document = amendment.applied(self.document, current.entries([entry]))

    def entry(self, row: ChangeRow) -> dict[str, Any] | None:
        """What the row changes, None when nothing. Raises WrongError."""
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

    def _ending(self, row: ChangeRow, series: Series) -> dict[str, Any] | None:
        """The end of an entry of a list; None when it has ended already."""
        if not _catalogue(self.document, row.name):
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
        under = _catalogue(self.document, name)
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
        if row.since < self.terms.today and not self.terms.reason:
            raise WrongError("from", words.BACKWARDS.filled(today=self.terms.today))
        missing = self.agreed.missing(row.name, value, row.since)
        if missing:
            raise WrongError("value", words.NOT_AGREED, missing)


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


def _catalogue(document: Document, name: str) -> str | None:
    """The list a name is an entry of."""
    return next((one for one in document.catalogues if name.startswith(f"{one}.")), None)


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
    under = _catalogue(document, row.name)
    code = row.name.removeprefix(f"{under}.") if under else ""
    like = next((one for name, one in document.series.items() if under and name.startswith(f"{under}.")), None)
    if like is None or "." in code:
        near = get_close_matches(row.name, document.series, n=NEAR, cutoff=0.5)
        raise WrongError("name", words.NO_VALUE.filled(near=", ".join(near) or "–"))
    return like


def _no_reading(document: Document, name: str) -> Text | None:
    """Why a reading cannot be chosen: the rules know one only, or there is no such ambiguity."""
    if not name.startswith(f"{READING}."):
        return None
    known = {one.id for one in document.readings}
    return words.ONE_READING if name.removeprefix(f"{READING}.") in known else words.NO_READING
