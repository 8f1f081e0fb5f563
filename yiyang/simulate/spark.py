"""The same fold on a cluster: `frame.repartition("person").mapInArrow(mapper(...), schema)`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from yiyang.law import amendment, book
from yiyang.law.amendment import Entry
from yiyang.simulate.table import run_table

Batches = Callable[[Iterable[Any]], Iterator[Any]]


def mapper(document: str, charge: str, entries: Sequence[Entry] = ()) -> Batches:
    """What `mapInArrow` calls on each partition; the document is named by its code, so that only words travel.

    entries: the changes of its values that officials have signed (`services.current.laid_over`), which a worker does
    not know. A partition must hold whole persons (repartition by person first): its batches are read as one table,
    since a person may be split between batches.
    """

    def mapped(batches: Iterable[Any]) -> Iterator[Any]:
        held = list(batches)
        if held:
            amended = amendment.applied(book.document(document), entries)
            yield from run_table(amended, charge, pa.Table.from_batches(held)).to_batches()

    return mapped
