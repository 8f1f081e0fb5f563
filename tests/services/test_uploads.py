"""Files sent in: known by content, bounded, stripped of what a camera adds, opened by whom they concern, removed."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from tests.services.clients import MONDAY, Clients, aware, clients, told_of
from tests.services.pictures import MAKE, evidence_in, jpeg, picture
from tests.story import PLACE, clock, someone  # noqa: F401 -- clock is a fixture
from yiyang.services.access import NOBODY, OPERATOR
from yiyang.services.errors import BadInput, NotAllowed, NotFound
from yiyang.services.uploads import expiry, files, keeping, opening, pictures
from yiyang.services.visits import reporting
from yiyang.store.models import Event, ReadLog, Role, Upload, Visit

Clock = Callable[[datetime], None]
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def known(empty: None, clock: Clock) -> Clients:  # noqa: F811
    clock(MONDAY)
    return clients()


def kept(known: Clients, content: bytes, name: str = "证明.jpg") -> Upload:
    return Upload.objects.get(pk=keeping.keep(viewer=known.daughter, field="proof", name=name, content=content))


def test_a_photo_keeps_its_evidence_and_loses_it_in_the_copy_shown(known: Clients) -> None:
    row = kept(known, jpeg())
    assert (row.media_type, row.width, row.height, row.name) == ("image/jpeg", 64, 48, "证明.jpg")
    assert (row.exif["Make"], row.exif["latitude"], row.exif["longitude"]) == (MAKE, 43.886806, 125.325)
    assert row.taken_at == aware(datetime.fromisoformat("2026-09-07T09:15"))
    shown = opening.opened(viewer=known.daughter, upload_id=row.pk)
    assert shown.picture and evidence_in(shown.content) == {}
    assert MAKE.encode() not in shown.content
    assert evidence_in(files.read(row.sha256))[271] == MAKE


def test_the_copy_shown_is_upright_small_and_opaque(known: Clients) -> None:
    row = kept(known, jpeg(size=(3200, 1600), orientation=6))
    with Image.open(io.BytesIO(opening.opened(viewer=known.daughter, upload_id=row.pk).content)) as image:
        assert image.size == (800, 1600)
    row = kept(known, picture("PNG", colour=(0, 0, 0, 0)))  # type: ignore[arg-type]
    with Image.open(io.BytesIO(opening.opened(viewer=known.daughter, upload_id=row.pk).content)) as image:
        assert (image.mode, image.getpixel((1, 1))) == ("RGB", (255, 255, 255))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00 not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html></html>",
        picture("GIF"),
        jpeg()[:200],
        b"\xff\xd8\xff" + b"\x00" * 500,
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
        b"%PD",
        PDF + b"\x00" * pictures.MOST_BYTES,
    ],
    ids=["empty", "program", "svg", "html", "gif", "cut", "jpeg by name", "png by name", "pdf by name", "too large"],
)
def test_what_is_not_what_it_says_is_refused_and_leaves_nothing(known: Clients, store: Path, content: bytes) -> None:
    with pytest.raises(BadInput):
        kept(known, content)
    assert Upload.objects.count() == 0
    assert not [path for path in store.rglob("*") if path.is_file()]


def test_too_many_pixels_are_refused_before_they_are_unpacked(known: Clients) -> None:
    bomb = picture("PNG", size=(8000, 6000))
    assert len(bomb) < 1_000_000
    with pytest.raises(BadInput) as caught:
        kept(known, bomb)
    assert "40 million" in caught.value.text.en


def test_a_pdf_is_a_paper_and_not_a_photo(known: Clients) -> None:
    row = kept(known, PDF, name="协议.pdf")
    assert (row.media_type, row.shown_sha256) == ("application/pdf", "")
    assert opening.opened(viewer=known.daughter, upload_id=row.pk).content == PDF
    one = known.book(MONDAY + timedelta(hours=1))
    told = told_of(one, begin=MONDAY)
    known.report(told)
    with pytest.raises(BadInput):
        reporting.add_photo(viewer=known.carer_viewer, key=told.key, name="a.pdf", content=PDF)


def test_names_are_only_names() -> None:
    assert keeping.named("../../etc/passwd") == "passwd"
    assert keeping.named('C:\\照片\\a\r\nb".jpg') == "ab.jpg"
    assert keeping.named("") == "file" and len(keeping.named("a" * 500)) == 200


def test_the_same_bytes_lie_once_and_whole(known: Clients, store: Path) -> None:
    first, second = kept(known, PDF), kept(known, PDF)
    assert first.pk != second.pk and first.sha256 == second.sha256
    (path,) = (path for path in store.rglob("*") if path.is_file())
    assert path == files.path_of(first.sha256) and path.read_bytes() == PDF
    path.write_bytes(b"changed on disk")
    with pytest.raises(ValueError, match="no longer holds"):
        opening.opened(viewer=known.daughter, upload_id=first.pk)


@pytest.mark.parametrize("place", ["write", "replace", "fsync"])
def test_a_full_disk_says_so_and_leaves_no_row_and_no_half_file(
    known: Clients, store: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    import errno
    import os

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if place == "write":
        monkeypatch.setattr("tempfile.mkstemp", full)
    elif place == "replace":
        monkeypatch.setattr(Path, "replace", full)
    else:
        monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadInput) as caught:
        kept(known, PDF)
    assert "full" in caught.value.text.en
    assert Upload.objects.count() == 0
    assert not [path for path in store.rglob("*") if path.is_file()]


def test_only_whom_it_concerns_opens_a_file(known: Clients) -> None:
    paper = kept(known, PDF)
    for viewer in (known.self, known.desk, NOBODY, someone(Role.CLERK, place=PLACE), OPERATOR):
        with pytest.raises(NotFound):
            opening.opened(viewer=viewer, upload_id=paper.pk)
    one = known.book(MONDAY + timedelta(hours=1))
    told = told_of(one, begin=MONDAY)
    known.report(told)
    reporting.add_photo(viewer=known.carer_viewer, key=told.key, name="a.jpg", content=jpeg())
    photo = Upload.objects.get(visit__booking=one)
    clerk = someone(Role.CLERK, place=PLACE)
    for viewer in (known.daughter, known.self, known.carer_viewer, known.desk, clerk):
        assert opening.opened(viewer=viewer, upload_id=photo.pk).media_type == "image/jpeg"
    assert ReadLog.objects.filter(subject=f"person:{known.person.pk}", where__startswith="upload").count() == 5
    for viewer in (known.second_viewer, clients(number=2).daughter, someone(Role.CLERK, place="440700"), NOBODY):
        with pytest.raises(NotFound):
            opening.opened(viewer=viewer, upload_id=photo.pk)
    assert opening.original(viewer=clerk, upload_id=photo.pk).content == jpeg()
    assert opening.evidence(viewer=clerk, upload_id=photo.pk).exif["Make"] == MAKE
    for viewer in (known.daughter, known.desk, known.carer_viewer):
        with pytest.raises(NotFound):
            opening.original(viewer=viewer, upload_id=photo.pk)
        with pytest.raises(NotFound):
            opening.evidence(viewer=viewer, upload_id=photo.pk)


def test_nobody_sends_in_without_signing_in_or_without_end(known: Clients) -> None:
    with pytest.raises(NotAllowed):
        keeping.keep(viewer=NOBODY, field="proof", name="a.pdf", content=PDF)
    for number in range(keeping.WAITING):
        kept(known, PDF + bytes([number]))
    with pytest.raises(BadInput):
        kept(known, PDF)


def test_the_bytes_go_when_the_period_is_over_and_the_row_stays(known: Clients, clock: Clock) -> None:  # noqa: F811
    one = known.book(MONDAY + timedelta(hours=1))
    told = told_of(one, begin=MONDAY)
    known.report(told)
    reporting.add_photo(viewer=known.carer_viewer, key=told.key, name="a.jpg", content=jpeg())
    photo = Upload.objects.get()
    assert str(photo.retain_until) == "2029-09-07"  # 36 months, illustrative
    with pytest.raises(NotAllowed):
        expiry.expire(viewer=known.desk)
    clock(datetime.fromisoformat("2029-09-07T23:59"))
    assert expiry.expire(viewer=OPERATOR).removed == 0
    clock(datetime.fromisoformat("2029-09-08T00:00"))
    assert expiry.expire(viewer=OPERATOR).removed == 1
    assert expiry.expire(viewer=OPERATOR).removed == 0


@pytest.mark.django_db(transaction=True)
def test_expiry_removes_bytes_that_nothing_needs(store: Path, clock: Clock) -> None:  # noqa: F811
    clock(MONDAY)
    known = clients()
    first, second = kept(known, PDF), kept(known, PDF)
    clock(MONDAY + timedelta(days=8))
    Upload.objects.filter(pk=second.pk).update(
        received_at=MONDAY.replace(tzinfo=first.received_at.tzinfo) + timedelta(days=5)
    )
    assert expiry.expire(viewer=OPERATOR).unfiled == 1
    assert files.path_of(first.sha256).exists()  # the other still names the same bytes
    clock(MONDAY + timedelta(days=20))
    assert expiry.expire(viewer=OPERATOR).unfiled == 1
    assert not files.path_of(first.sha256).exists()
    assert Event.objects.filter(code="upload.forgotten").count() == 2
    one = known.book(MONDAY + timedelta(days=21))
    clock(MONDAY + timedelta(days=21, hours=3))
    told = told_of(one)
    known.report(told)
    reporting.add_photo(viewer=known.carer_viewer, key=told.key, name="a.jpg", content=jpeg())
    photo = Upload.objects.get()
    Upload.objects.update(retain_until=MONDAY.date())
    assert expiry.expire(viewer=OPERATOR).removed == 1
    photo.refresh_from_db()
    assert photo.removed_at is not None and photo.exif["Make"] == MAKE
    assert not files.path_of(photo.sha256).exists() and not files.path_of(photo.shown_sha256).exists()
    assert Visit.objects.get().photos == 1
    with pytest.raises(NotFound):
        opening.opened(viewer=known.daughter, upload_id=photo.pk)
