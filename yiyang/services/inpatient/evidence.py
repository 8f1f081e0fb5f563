"""The evidence of a transfer for fraud as one file to hand over: every paper as it came, and a list of them (JM-05)."""

import io
import zipfile
from collections.abc import Iterable, Iterator

from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.cases import rights, veil
from yiyang.services.cases.declared import of
from yiyang.services.errors import NotFound
from yiyang.services.inpatient.stays import TRANSFER
from yiyang.services.inpatient.verifying import bundle
from yiyang.services.letters.forms import told_of
from yiyang.services.printing import Paper
from yiyang.services.uploads import files
from yiyang.store.models import Case, Upload

NONE_SUCH = Text("没有移交材料，或者您不能查看", "There is no evidence bundle, or not for you to see")
SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""The time noted for every part, so that the same evidence is the same file to the byte."""


def archive(*, viewer: Viewer, case_id: int) -> Paper:
    """The bundle of a transfer, for the agencies concerned; the look is logged. Raises NotFound."""
    case = rights.found(viewer, case_id)
    if case.procedure != TRANSFER or case.about is None or not veil.inside(viewer, case):
        raise NotFound(NONE_SUCH)
    if case.person_id:
        events.looked_at(viewer, case.person_id, "evidence", place=case.place)
    held = [row for row in bundle(case.about) if row.held]
    return Paper(f"{case.number}.zip", "application/zip", _zip(viewer, case, held))


def _zip(viewer: Viewer, case: Case, held: Iterable[Upload]) -> bytes:
    packed, rows = io.BytesIO(), list(held)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive_:
        _put(archive_, "list.txt", "\n".join(_list(viewer, case, rows)).encode())
        for row in rows:
            _put(archive_, _named(row), files.read(row.sha256))
    return packed.getvalue()


def _put(archive_: zipfile.ZipFile, name: str, content: bytes) -> None:
    part = zipfile.ZipInfo(name, SAME_TIME)
    part.compress_type = zipfile.ZIP_DEFLATED
    archive_.writestr(part, content)


def _named(row: Upload) -> str:
    return f"{row.pk}-{row.name}"


def _list(viewer: Viewer, case: Case, rows: Iterable[Upload]) -> list[str]:
    """What is in it: the case, what is suspected, what was registered and found, and every paper with when it came and
    its SHA-256."""
    papers = (f"{_named(row)}\t{row.received_at:%Y-%m-%dT%H:%MZ}\t{row.sha256}" for row in rows)
    head = [f"涉嫌骗保移交 Transfer {case.number}", f"涉嫌 Suspected: {case.filing.get('grounds', '')}", ""]
    return [*head, *_recorded(viewer, case.about), "材料 Papers:", *papers, ""]


def _recorded(viewer: Viewer, case: Case | None) -> Iterator[str]:
    """The admission and its verification as they were filled in, field by field, the first of them first."""
    if case is None:
        return
    yield from _recorded(viewer, case.about)
    title = of(case).procedure.title
    yield f"{title.zh} {title.en} {case.number}"
    for one in told_of(viewer, case):
        papers = ", ".join(paper.name for paper in one.uploads)
        yield f"  {one.field.label.zh} {one.field.label.en}: {papers or one.text.zh}"
    yield ""
