"""Every change leaves an event, every look at personal data a line in the read log."""

from collections.abc import Iterable
from typing import Any

from yiyang.services.access import Viewer
from yiyang.services.subjects import About, about
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
    place: str = "",
    person: int | None = None,
) -> None:
    """Write one event in the transaction of the change it tells of; neither version holds an ID number in clear.

    place: where it belongs · person: whom it is about; both follow from the subject where they are not named.
    """
    found = about(subject) if not place or person is None else About()
    whom = found.person if person is None else person
    Event.objects.create(
        by_id=viewer.user_id,
        code=code,
        subject=subject,
        place=place or found.place,
        acting_for=whom if whom in viewer.proxied else None,
        before=before,
        after=after,
    )


def record_all(viewer: Viewer, code: str, told: Iterable[Told], *, place: str = "") -> None:
    """Write many events of one code and place: (subject, before, after) of each."""
    made = [
        Event(by_id=viewer.user_id, code=code, subject=subject, place=place, before=before, after=after)
        for subject, before, after in told
    ]
    Event.objects.bulk_create(made, batch_size=BATCH)


def seen(viewer: Viewer, subject: str, where: str, *, place: str = "") -> None:
    """Note that the viewer has looked at somebody's data; the place follows from the subject where it is not named."""
    ReadLog.objects.create(by_id=viewer.user_id, subject=subject, where=where, place=place or about(subject).place)


def looked_at(viewer: Viewer, person: int, where: str, *, place: str = "") -> None:
    """Note a look at one person's data; `where` says so when the viewer acts for them: "X for Y"."""
    seen(viewer, f"person:{person}", f"{where}.acting" if person in viewer.proxied else where, place=place)


def taken(*, viewer: Viewer, name: str, kind: str) -> None:
    """Note that somebody took a list away as a file."""
    seen(viewer, f"list:{name}", f"export.{kind}")
