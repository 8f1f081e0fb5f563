"""Backup, restore and drill: everything comes back, nothing half, and what is wrong with an archive is said before."""

import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.intake.month_files import SAMPLE
from tests.processes.installation import KEYS, Installation, Maker
from yiyang.services.operations import archive

PHOTO = b"\xff\xd8 a photo of a visit"
NAME = hashlib.sha256(PHOTO).hexdigest()
UPLOAD = """
INSERT INTO store_upload (field, name, media_type, size, sha256, shown_sha256, exif, received_at, held)
VALUES ('photo', 'photo.jpg', 'image/jpeg', SIZE, 'NAME', '', '{}', '2022-05-03 01:00:00+00:00', FALSE)
""".replace("SIZE", str(len(PHOTO))).replace("NAME", NAME)
ORDERS = """
import django; django.setup()
from django.utils import timezone
from yiyang.law import workdays
from yiyang.services import current
at = timezone.now()
days = [f"{year}-01-01" for year in range(at.year, at.year + 3)]
entry = {"name": workdays.OFF, "from": days[0], "value": " ".join(days), "kind": "codes", "unit": "dates",
         "provision": "", "label": ["", ""], "illustrative": False, "before": "", "was": False, "new": True}
for one in current.documents():
    told = {"document": one.code, "entries": [entry], "proposed_at": at, "signed_at": at}
    current.Amendment.objects.create(**told)
"""
"""The working days of this year and the next, whatever year it is when the tests run, and though it end meanwhile."""
OTHER_KEYS = {"YIYANG_FIELD_KEYS": f"k1:{'77' * 32}", "YIYANG_INDEX_KEY": "88" * 32}


@pytest.fixture
def lived(make: Maker, settled: Installation) -> Installation:
    """A settled month, a photo, somebody signed in, and the working days of the year."""
    lived = make.copy(settled)
    photo = lived.folder / "media" / NAME[:2] / NAME
    photo.parent.mkdir(parents=True)
    photo.write_bytes(PHOTO)
    lived.write(UPLOAD)
    lived.run(ORDERS, module="tests.processes.program")
    lived.write("INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('a', 'b', '2030-01-01')")
    return lived


def files(installation: Installation) -> set[str]:
    """What lies in the file store."""
    root = installation.folder / "media"
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def content(installation: Installation) -> dict[str, object]:
    """Rows by table and what some of them say, without what a backup or restore itself writes."""
    lines = installation.ask("SELECT visit_id, status, fund, own, provisions FROM store_line ORDER BY id")
    people = installation.ask("SELECT id_index, id_cipher, name FROM store_person ORDER BY id")
    events = installation.ask("SELECT code, subject FROM store_event WHERE code NOT LIKE 'backup.%' ORDER BY id")
    rows = {table: count for table, count in installation.rows().items() if table != "store_event"}
    return {"rows": rows, "lines": lines, "people": people, "events": events, "files": files(installation)}


def test_everything_comes_back(make: Maker, lived: Installation, tmp_path: Path) -> None:
    before = content(lived)
    made = lived.run("backup", tmp_path / "a.zip", "--json").json
    assert (made["files"], made["missing"], made["keys"]) == (1, [], False)
    assert (tmp_path / "a.zip").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
    lived.run("backup", tmp_path / "a.zip", code=1)  # not overwritten

    lived.write("DELETE FROM store_stay")
    lived.write("UPDATE store_visit SET photos = 9")
    (lived.folder / "media" / NAME[:2] / NAME).unlink()
    (lived.folder / "media" / "later").write_bytes(b"sent in after the backup")
    refused = lived.run("restore", tmp_path / "a.zip", code=1)
    assert "--force" in refused.err
    assert files(lived) == {"later"}
    lived.run("restore", tmp_path / "a.zip", "--force")
    assert content(lived) == before
    assert lived.ask("SELECT count(*) FROM django_session") == [(0,)]
    assert lived.ask("SELECT code FROM store_event ORDER BY id")[-1] == ("backup.restored",)
    for refused_by_a_guard in ("DELETE FROM store_line", "UPDATE store_event SET code = 'x'"):
        with pytest.raises(Exception, match="append-only"):
            lived.write(refused_by_a_guard)
    assert lived.run("settle", "--month", "2022-05", "--json").json["lines_added"] == 0

    elsewhere = make.empty()
    told = elsewhere.run("restore", tmp_path / "a.zip", "--json").json
    assert told["keys"] == []
    assert content(elsewhere) == before
    assert elsewhere.run("load", SAMPLE, "--json").json["rows"]["people"] == {"added": 0, "changed": 0, "same": 12}


def test_the_keys_are_not_in_it_and_other_keys_are_noticed(make: Maker, lived: Installation, tmp_path: Path) -> None:
    lived.run("backup", tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as bundle:
        names = bundle.namelist()
        inside = b"".join(bundle.read(name) for name in names)
    assert not [name for name in names if "key" in name]
    assert not [key for key in KEYS.values() if key.rpartition(":")[2].encode() in inside]
    stranger = make.empty().using(**OTHER_KEYS)
    told = stranger.run("restore", tmp_path / "a.zip", "--json", code=3).json
    assert [problem["en"] for problem in told["keys"]] == ["key k1 does not open the ID numbers"]
    third = make.empty().using(YIYANG_FIELD_KEYS=f"k9:{'99' * 32}")
    shown = third.run("drill", tmp_path / "a.zip", code=3)
    assert "sealed under key k1, which is not set here" in shown.err
    assert "✗ keys" in shown.out


def test_the_drill_restores_examines_and_leaves_nothing(lived: Installation, tmp_path: Path) -> None:
    lived.run("backup", tmp_path)
    before = (content(lived), sorted(path.name for path in lived.folder.iterdir()))
    told = lived.run("drill", next(tmp_path.glob("yiyang-*.zip")), "--json").json
    assert told["good"]
    assert told["seconds"]["all"] > 0
    assert {one["what"]: one["good"] for one in told["findings"]} == dict.fromkeys(
        ["fonts", "database", "guards", "values", "calendar", "keys", "files", "clock"], True
    )
    assert told["rows"]["store_line"] == lived.rows()["store_line"] == 242
    assert (content(lived), sorted(path.name for path in lived.folder.iterdir())) == before
    if lived.url:
        assert lived.ask("SELECT datname FROM pg_database WHERE datname LIKE '%drill'") == []


def test_a_missing_file_is_told_and_does_not_stop_the_backup(lived: Installation, tmp_path: Path) -> None:
    (lived.folder / "media" / NAME[:2] / NAME).unlink()
    assert lived.run("backup", tmp_path / "a.zip", "--json", code=3).json["missing"] == [NAME]
    findings = {one["what"]: one["good"] for one in lived.run("doctor", "--json", code=1).json}
    assert not findings["files"]


def _breaking(good: bytes, start: int) -> int:
    """The first byte from `start` on of which a changed bit spoils the archive: some bytes of headers nobody reads, and
    where packed data repeats itself a bit may change and unpack to the same."""
    return next(place for place in range(start, len(good)) if not _reads(_flipped(good, place)))


def _flipped(good: bytes, place: int) -> bytes:
    return good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :]


def _reads(whole: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(whole)) as parts:
            return parts.testzip() is None
    except archive.UNREADABLE:
        return False


DAMAGE = """
import django; django.setup()
import json, sys
from pathlib import Path
from yiyang.services.access import OPERATOR
from yiyang.services.errors import YiyangError
from yiyang.services.operations import restoring
said = {}
for path in sorted(Path(FOLDER).glob("*.zip")):
    try:
        restoring.restore(viewer=OPERATOR, path=path, force=True, progress=lambda done, total: None)
        said[path.name] = "restored"
    except YiyangError as error:
        said[path.name] = error.text.en
print(json.dumps(said))
"""


def test_a_damaged_archive_is_refused_before_anything_is_touched(lived: Installation, tmp_path: Path) -> None:
    lived.run("backup", tmp_path / "good.zip")
    good = (tmp_path / "good.zip").read_bytes()
    before = content(lived)
    folder = tmp_path / "damaged"
    folder.mkdir()
    for start in (200, len(good) // 2, len(good) - 400):
        place = _breaking(good, start)
        (folder / f"byte-{place:06d}.zip").write_bytes(_flipped(good, place))
    (folder / "cut.zip").write_bytes(good[: len(good) // 2])
    (folder / "text.zip").write_bytes(b"not an archive")
    changes: tuple[tuple[str, dict[str, object]], ...] = (
        ("newer-format", {"format": 2}),
        ("newer-migration", {"migrations": ["store.9999_future"]}),
        ("other-database", {"database": "oracle"}),
        ("fewer-rows", {"rows": {"store_person": 11}}),
        ("lost-guard", {"guards": ["store_line_no_reading"]}),
    )
    for name, change in changes:
        _changed(tmp_path / "good.zip", folder / f"{name}.zip", change)
    _with_part(tmp_path / "good.zip", folder / "escaping.zip", "files/../../../outside")
    _with_part(tmp_path / "good.zip", folder / "stowaway.zip", "files/stowaway", listed=False)
    told = lived.run(DAMAGE.replace("FOLDER", repr(str(folder))), module="tests.processes.program").json
    assert len(told) == 12
    assert [name for name, said in told.items() if said == "restored"] == []
    assert "newer version" in told["newer-format.zip"]
    assert "upgrade first" in told["newer-migration.zip"]
    assert "damaged" in told["escaping.zip"]
    assert "stowaway" in told["stowaway.zip"]
    assert content(lived) == before
    assert not (lived.folder.parent / "outside").exists()


def _changed(source: Path, target: Path, change: dict[str, object]) -> None:
    with zipfile.ZipFile(source) as bundle, zipfile.ZipFile(target, "w") as other:
        for name in bundle.namelist():
            data = bundle.read(name)
            if name == "manifest.json":
                data = json.dumps({**json.loads(data), **change}).encode()
            other.writestr(name, data)


def _with_part(source: Path, target: Path, name: str, *, listed: bool = True) -> None:
    data = b"outside"
    with zipfile.ZipFile(source) as bundle:
        manifest = json.loads(bundle.read("manifest.json"))
    part = {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    _changed(source, target, {"parts": [*manifest["parts"], part]} if listed else {})
    with zipfile.ZipFile(target, "a") as bundle:
        bundle.writestr(name, data)


def test_a_killed_restore_leaves_the_old_or_the_new(make: Maker, lived: Installation, tmp_path: Path) -> None:
    """Killed before each file it writes, renames or removes and each program it starts."""
    lived.run("backup", tmp_path / "a.zip")
    new = content(lived)
    lived.write("UPDATE store_visit SET photos = 9")
    lived.write("DELETE FROM store_stay")
    later = lived.folder / "media" / "later"
    later.write_bytes(b"x")
    old = content(lived)
    seen = set()
    for point in range(2, 40, 4):
        one = make.copy(lived)
        done = one.sabotaged(kill_file=point).run("restore", tmp_path / "a.zip", "--force", code=None)
        found = content(one)
        state = "new" if found["rows"] == new["rows"] else "old"
        seen.add((state, done.killed))
        wanted = new if state == "new" else old
        assert {**found, "files": 0} == {**wanted, "files": 0}, f"at {point}"
        assert files(one) >= wanted["files"], f"at {point}"  # type: ignore[operator]  # both are sets
        if not done.killed:
            assert found == new
            break
    assert seen >= {("old", True), ("new", False)}
    one.write("UPDATE store_visit SET photos = 9")
    one.run("restore", tmp_path / "a.zip", "--force")
    assert content(one) == new
