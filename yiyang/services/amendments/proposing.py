"""Bringing in a file of changes: all of it or nothing; it waits for a second person before anything answers by it."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiyang.intake import amendment as intake
from yiyang.intake.amendment import ChangeRow
from yiyang.law.document import Document
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.amendments import effect, rights, words
from yiyang.services.amendments.agreement import PROCEDURE
from yiyang.services.amendments.checking import check
from yiyang.services.amendments.faults import RowFault, Terms
from yiyang.services.errors import BadInput, Missing
from yiyang.store.models import Amendment, Grant

LONGEST_BASIS, LONGEST_REASON, NAMED = 300, 2000, 50
MOST_BYTES = 5 << 20


class BadFile(BadInput):
    """A file that holds something it cannot hold: every fault of it; nothing of it was brought in."""

    def __init__(self, name: str, faults: Sequence[RowFault]) -> None:
        """Keep all faults."""
        missing = [
            Missing(
                f"{one.line}:{one.column}",
                Text(f"第{one.line}行 {one.column}", f"row {one.line}, {one.column}"),
                _said(one),
                one.provision or "",
            )
            for one in faults
        ]
        super().__init__(field="file", value=name, text=words.BAD_ROWS.filled(count=len(faults)), missing=missing)
        self.faults = tuple(faults)


def _said(one: RowFault) -> Text:
    return Text(f"“{one.value}”：{one.reason.zh}", f"{one.value!r}: {one.reason.en}")


def propose(*, viewer: Viewer, document: str, path: Path, name: str = "", basis: str = "", reason: str = "") -> int:
    """Bring in a file (CSV in UTF-8 or GBK, XLSX) of changes to a document's values; its key.

    Raises NotAllowed, NotFound, BadFile naming every bad row, BadInput where nothing differs.
    """
    own = rights.to_propose(viewer=viewer, code=document)
    rows, faults = intake.read(path)
    if faults:
        found = [RowFault(one.line, one.column, one.value, one.reason, one.provision) for one in faults]
        _, more = check(own, rows, _terms(basis, reason))
        raise BadFile(name or path.name, sorted((*found, *more)))
    return _proposed(viewer, own, rows, name or path.name, _terms(basis, reason))


def propose_content(
    *, viewer: Viewer, document: str, name: str, content: bytes, basis: str = "", reason: str = ""
) -> int:
    """The same for a file that was sent: its name tells a workbook from a CSV. Raises as `propose`; for its size."""
    if len(content) > MOST_BYTES:
        raise BadInput(field="file", value=name[:60], text=words.TOO_BIG.filled(most=MOST_BYTES >> 20))
    with TemporaryDirectory() as folder:
        path = Path(folder) / ("file.xlsx" if name.lower().endswith(".xlsx") else "file.csv")
        path.write_bytes(content)
        return propose(viewer=viewer, document=document, path=path, name=name, basis=basis, reason=reason)


def propose_agreed(*, viewer: Viewer, document: str, reason: str = "") -> int:
    """Bring in what both departments agreed to and is not in force yet (CC-11.1), as a file would; its key.

    Raises NotAllowed, NotFound, BadFile, BadInput where everything agreed to is in force.
    """
    own = rights.to_propose(viewer=viewer, code=document)
    found = Grant.objects.filter(kind="value", case__document=document).select_related("case").order_by("first", "pk")
    latest = {(one.facts["name"], one.first): one for one in found}
    rows = [_row(number, grant, own) for number, grant in enumerate(latest.values(), start=2)]
    numbers = "、".join(sorted({str(grant.case.number) for grant in latest.values() if grant.case}))
    name = f"{PROCEDURE} {numbers}"[:200]
    return _proposed(viewer, own, rows, name, _terms(numbers[:LONGEST_BASIS], reason))


def _row(line: int, grant: Grant, document: Document) -> ChangeRow:
    """An agreement as a row; a value that both departments set rests on their agreement."""
    facts = grant.facts
    stated = facts["name"] in document.series
    return ChangeRow(line, facts["name"], grant.first, facts["value"], "", "", Text("", ""), False if stated else None)


def _terms(basis: str, reason: str) -> Terms:
    for field, text, most in (("basis", basis, LONGEST_BASIS), ("reason", reason, LONGEST_REASON)):
        if len(text) > most:
            raise BadInput(field=field, value=text[:60], text=words.TOO_LONG)
    return Terms(timezone.localdate(), basis.strip(), reason.strip())


def _proposed(viewer: Viewer, own: Document, rows: Sequence[ChangeRow], name: str, terms: Terms) -> int:
    entries, faults = check(own, rows, terms)
    if faults:
        raise BadFile(name, faults)
    if not entries:
        raise BadInput(field="file", value=name, text=words.NO_DIFFERENCE)
    row = Amendment(
        document=own.code,
        name=name[:200],
        sha256=digest(entries),
        entries=entries,
        basis=terms.basis,
        reason=terms.reason,
        effect=effect.preview(viewer, own, effect.laid_over(own, entries), entries),
        proposed_at=timezone.now(),
        proposed_by_id=viewer.user_id,
    )
    return _kept(viewer, own, row)


@transaction.atomic
def _kept(viewer: Viewer, own: Document, row: Amendment) -> int:
    row.save()
    names = sorted({str(one["name"]) for one in row.entries})
    after = {"document": own.code, "names": names[:NAMED], "sha256": row.sha256}
    events.record(viewer, "values.proposed", f"amendment:{row.pk}", after=after, place=own.place)
    return row.pk


def digest(entries: Sequence[dict[str, Any]]) -> str:
    """What a signature covers: every entry, in its order."""
    return hashlib.sha256(json.dumps(entries, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def reaches_back(entries: Sequence[dict[str, Any]], today: date) -> bool:
    """True when a change begins before today."""
    return any(date.fromisoformat(one["from"]) < today for one in entries)
