"""Every change leaves an event, every look at personal data a line in the read log."""

from collections.abc import Iterable
from typing import Any

from yiyang.services.access import Viewer
from yiyang.store.models import Event, ReadLog

Told = tuple[str, dict[str, Any] | None, dict[str, Any] | None]
BATCH = 1000


def record(
    viewer: Viewer,
    code: str,
    subject: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write one event in the transaction of the change it tells of; neither version holds an ID number in clear."""
    record_all(viewer, code, [(subject, before, after)])


def record_all(viewer: Viewer, code: str, told: Iterable[Told]) -> None:
    """Write many events of one code: (subject, before, after) of each."""
    made = [Event(by_id=viewer.user_id, code=code, subject=s, before=before, after=after) for s, before, after in told]
    Event.objects.bulk_create(made, batch_size=BATCH)


def seen(viewer: Viewer, subject: str, where: str) -> None:
    """Note that the viewer has looked at somebody's data."""
    ReadLog.objects.create(by_id=viewer.user_id, subject=subject, where=where)


def looked_at(viewer: Viewer, person: int, where: str) -> None:
    """Note a look at one person's data; `where` says so when the viewer acts for them: "X for Y"."""
    seen(viewer, f"person:{person}", f"{where}.acting" if person in viewer.proxied else where)
