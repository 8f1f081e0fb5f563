"""Changes of a document's dated values: what officials sign, laid over the values the document was written with."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from yiyang.law import workdays
from yiyang.law.document import Document
from yiyang.law.values import Plain, Series
from yiyang.law.words import Text


@dataclass(frozen=True)
class Entry:
    """One dated change: `value` from `since` until the next of its name; None ends an entry of a list.

    illustrative: no paper states it · unit, provision, label: of a new entry of a list, else those of the value.
    """

    name: str
    since: date
    value: Plain | None
    unit: str
    provision: str
    label: Text
    illustrative: bool


def applied(document: Document, entries: Iterable[Entry]) -> Document:
    """The document with each change, in the given order; values from a later day stay as they are.

    A name the document has given up since is passed over, a renamed value is changed under its name of today.
    Raises KeyError for a name it has no place for, TypeError and ValueError as `Series.inserted` and `closed`.
    """
    series = dict(document.series)
    for one in entries:
        name = document.renamed.get(one.name, one.name)
        if name:
            series[name] = _changed(document, series.get(name), replace(one, name=name))
    return replace(document, series=series)


def _changed(document: Document, series: Series | None, one: Entry) -> Series:
    if series is None:
        new = one.name in workdays.LABELS or document.list_of(one.name)
        if one.value is None or not new:
            raise KeyError(one.name)
        return Series(one.name, one.unit, one.provision, one.label, ((one.since, one.value),), one.illustrative)
    if one.value is None:
        return series.closed(one.since)
    return series.inserted(one.value, one.since, illustrative=one.illustrative)
