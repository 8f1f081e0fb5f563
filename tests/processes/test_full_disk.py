"""A really full disk while loading, settling and backing up: a clear message, nothing half, and then it goes on."""

import random
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.intake.month_files import SAMPLE
from tests.processes.installation import Installation, Maker
from tests.processes.serving import Answer, Browser, served
from tests.processes.small_disk import SmallDisk, on_disk, small_disk
from tools import make_month

MONTH = "2022-05"
FULL = "the disk is full and nothing was written"
LEFT = 64 << 10
ROUNDS = 30


@pytest.fixture
def disk() -> Iterator[SmallDisk]:
    with small_disk() as made:
        yield made


@pytest.fixture
def cramped(make: Maker, disk: SmallDisk, loaded: Installation) -> Iterator[Installation]:
    """The loaded month on a small disk."""
    with on_disk(make, disk, loaded) as made:
        yield made


def test_a_load_and_a_settlement_without_room(cramped: Installation, disk: SmallDisk, tmp_path: Path) -> None:
    make_month.write(tmp_path / "more", make_month.make(visits=3000, month=MONTH, seed=5))
    before = cramped.rows()
    for command in (("load", tmp_path / "more"), ("settle", "--month", MONTH, "--no-papers")):
        assert cramped.rows() == before  # also lets PostgreSQL write what it keeps for new connections
        disk.fill(leave=LEFT)
        done = disk.there(cramped).run(*command, code=1)
        assert FULL in done.err, done.err
        assert "Traceback" not in done.err
        disk.clear()  # PostgreSQL may refuse even a connection that reads while there is no room
        assert cramped.rows() == before
    assert _faults(cramped) == []
    settled = cramped.run("settle", "--month", MONTH, "--no-papers", "--out", tmp_path)
    assert "242 new lines" in settled.out
    assert (tmp_path / "results.csv").read_bytes() == (SAMPLE / "expected.csv").read_bytes()
    cramped.run("load", tmp_path / "more", code=None)
    assert cramped.rows()["store_visit"] > before["store_visit"] + 2000


def _faults(installation: Installation) -> list[object]:
    return [] if installation.url else [row for row in installation.ask("PRAGMA integrity_check") if row != ("ok",)]


def test_a_backup_without_room_leaves_nothing_and_says_so(settled: Installation, disk: SmallDisk, make: Maker) -> None:
    one = make.copy(settled)
    disk.fill(leave=LEFT // 8)
    done = disk.there(one).run("backup", disk.folder / "a.zip", code=1)
    assert FULL in done.err
    assert {path.name for path in disk.folder.iterdir()} <= {".ballast"}
    assert one.ask("SELECT count(*) FROM store_event WHERE code = 'backup.made'") == [(0,)]
    disk.clear()
    one.run("backup", disk.folder / "a.zip")
    if not one.url and disk.real:
        disk.fill(leave=LEFT)
        short = Installation(disk.folder / "new")
        assert "not enough room" in short.run("restore", disk.folder / "a.zip", code=1).err
        assert not (disk.folder / "new" / "yiyang.sqlite3").exists()


def picture() -> bytes:
    """A photo that does not shrink: noise."""
    content = BytesIO()
    Image.frombytes("RGB", (300, 300), random.Random(7).randbytes(300 * 300 * 3)).save(content, "PNG")  # noqa: S311
    return content.getvalue()


def complain(browser: Browser) -> Answer:
    """Send a complaint's form with a photo as evidence; the form is filed on the next page."""
    there = browser.get("/cases/new/complaint/").there
    answers = [("matter", "quality"), ("statement", "护理员迟到了一个小时。"), ("wish", "")]
    return browser.post(there, answers, file=("evidence__new", "photo.png", picture()))


def test_an_upload_without_room_is_told_on_the_form_and_taken_later(
    make: Maker, demo: Installation, disk: SmallDisk
) -> None:
    """The file store alone is full: the form says so beside its field and keeps what was typed."""
    one = make.copy(demo)
    store = one.folder / "media"
    (disk.folder / "media").mkdir()
    store.symlink_to(disk.folder / "media")
    with served(disk.there(one), workers=1) as port:
        browser = Browser(port)
        browser.sign_in("daughter")
        disk.fill(leave=LEFT)
        short = complain(browser)
        if disk.real:
            assert short.status == 422
            assert "存储空间已满" in short.text
            assert "护理员迟到了一个小时。" in short.text
        assert one.ask("SELECT count(*) FROM store_upload") == [(0,)]
        assert [path for path in store.rglob("*") if path.is_file()] == []
        disk.clear()
        assert complain(browser).status == 302
        assert one.ask("SELECT count(*) FROM store_upload") == [(1,)]
        assert [path for path in store.rglob("*") if path.is_file()] != []


def test_a_page_that_cannot_be_written_says_that_the_disk_is_full(
    make: Maker, demo: Installation, disk: SmallDisk
) -> None:
    """The database's own disk is full: pages say so in words, nothing is half done, and then it goes on."""
    with on_disk(make, disk, demo) as made:
        cramped = made.using(**demo.variables)
        before = cramped.rows()
        with served(disk.there(cramped), workers=1) as port:
            browser = Browser(port)
            browser.sign_in("daughter")
            disk.fill(leave=0)
            answers = [drafted(browser) for _ in range(ROUNDS)]
            refused = [one for one in answers if one.status == 507]
            assert refused, [one.status for one in answers]
            assert all("磁盘已满" in one.text and "Traceback" not in one.text for one in refused)
            disk.clear()
            after = cramped.rows()
            assert after["store_case"] == before["store_case"]
            assert after["store_draft"] <= before["store_draft"] + 1
            assert complain(browser).status == 302
        assert _faults(cramped) == []


def drafted(browser: Browser) -> Answer:
    """Send a long form; each sending writes its draft anew."""
    there = browser.get("/cases/new/complaint/").there or "/cases/new/complaint/"
    return browser.post(there, [("matter", "quality"), ("statement", "护" * 1900), ("wish", "")])
