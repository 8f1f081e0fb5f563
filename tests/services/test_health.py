"""What `doctor` finds: each thing in order, and each thing out of order with what to do about it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.services.changing import CC, JM, ordered
from tests.story import load_month, visit
from yiyang.law import book
from yiyang.law.document import Document
from yiyang.papers import fonts
from yiyang.services import current, health
from yiyang.services.errors import OutOfOrder
from yiyang.services.health import Finding
from yiyang.services.operations import room
from yiyang.services.secrets import seal
from yiyang.store.models import Amendment, Event, Person, Upload


def found(what: str) -> Finding:
    return {finding.what: finding for finding in health.examine()}[what]


def test_a_sound_installation(settled: None, clock: Callable[[datetime], None]) -> None:
    clock(datetime(2026, 11, 21, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    Event.objects.bulk_create([Event(code="backup.made", subject="backup:a.zip")])
    findings = health.examine()
    assert [finding.what for finding in findings] == [
        "fonts", "database", "guards", "values", "calendar", "keys", "files", "disk", "backup", "clock",
    ]  # fmt: skip
    assert [finding.what for finding in findings if not finding.good] == []
    assert found("database").found == f"{connection.vendor}, 0 migrations to apply"
    assert found("clock").found == "2026-11-21T09:00:00+08:00"


def test_a_missing_font_is_named(empty: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "paper_font", _no_font)
    assert (found("fonts").good, "fonts-noto-cjk" in found("fonts").remedy) == (False, True)


def _no_font() -> None:
    raise fonts.MissingFontError


def test_a_year_without_calendar_is_named(empty: None, clock: Callable[[datetime], None]) -> None:
    clock(datetime(2027, 3, 1, 9))  # noqa: DTZ001
    missing = "missing for jiangmen_2024, changchun_2021, weifang_2022"
    assert not found("calendar").good
    assert found("calendar").found == f"working days of 2027 {missing}; 2028 {missing}"
    for step in ("yiyang values export", "calendar.off", "calendar.work", "yiyang values import", "/values/"):
        assert step in found("calendar").remedy


def test_the_coming_year_is_wanted_from_december_on_city_by_city(
    empty: None, clock: Callable[[datetime], None]
) -> None:
    clock(datetime(2026, 11, 30, 9))  # noqa: DTZ001
    missing = "jiangmen_2024, changchun_2021, weifang_2022"
    assert (found("calendar").good, found("calendar").found) == (
        True, f"working days of 2026 known; 2027 missing for {missing}",
    )  # fmt: skip
    clock(datetime(2026, 12, 1, 9))  # noqa: DTZ001
    assert not found("calendar").good
    ordered("2027-01-01", document=JM)
    assert found("calendar").found == "working days of 2026 known; 2027 missing for changchun_2021, weifang_2022"
    for code in (CC, "weifang_2022"):
        ordered("2027-01-01", document=code)
    assert (found("calendar").good, found("calendar").found) == (True, "working days of 2026 known; 2027 known")


PRICE = "home_care.living.price"


@pytest.fixture
def renamed(empty: None, clock: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch) -> Amendment:
    """A price that two people have changed, and a version of the program that calls it something else."""
    clock(datetime(2026, 11, 22, 9))  # noqa: DTZ001
    told = {"kind": "number", "unit": "fen_per_hour", "provision": "CC-8.2", "label": ["价", "price"]}
    entry = {"name": PRICE, "from": "2027-01-01", "value": "4400", "illustrative": False, "new": False, **told}
    changed = Amendment.objects.create(
        document=CC, entries=[entry], proposed_at=timezone.now(), signed_at=timezone.now(), sha256="0" * 64
    )
    assert current.document(CC).values(date(2027, 1, 1))[PRICE].number == 4400
    monkeypatch.setattr(book, "BOOK", tuple(_calling_it_otherwise(one) for one in book.BOOK))
    return changed


def _calling_it_otherwise(one: Document) -> Document:
    if one.code != CC:
        return one
    series = {name: known for name, known in one.series.items() if name != PRICE}
    return replace(one, series={**series, "home_care.hour": replace(one.series[PRICE], name="home_care.hour")})


def test_a_signed_change_of_a_value_the_version_does_not_have_is_named(renamed: Amendment) -> None:
    assert not found("values").good
    assert found("values").found == f"not in this version: change {renamed.pk} names {PRICE} of {CC}"
    assert "[renamed]" in found("values").remedy
    assert not found("calendar").good and PRICE in found("calendar").found
    ready = Client().get("/readyz")
    assert (ready.status_code, ready.json()["missing"]) == (503, [f"values of change {renamed.pk}"])
    with pytest.raises(OutOfOrder, match=PRICE):
        current.document("jiangmen_2024")


def test_pages_and_interface_then_say_so_instead_of_answering(renamed: Amendment) -> None:
    page = Client().get(f"/documents/{CC}/")
    assert page.status_code == 503 and PRICE in page.content.decode() and "暂时无法适用规则" in page.content.decode()
    answer = Client().get(f"/api/v1/documents/{CC}/provisions")
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:yiyang:problem:out-of-order")
    assert Client().get("/account/login/").status_code == 200
    assert Client().get("/healthz").status_code == 200


@pytest.mark.parametrize(("now", "price"), [("home_care.hour", 4400), ("", 4000)])
def test_a_version_that_says_what_became_of_the_value_answers_again(
    renamed: Amendment, monkeypatch: pytest.MonkeyPatch, now: str, price: int
) -> None:
    told = tuple(replace(one, renamed={PRICE: now}) if one.code == CC else one for one in book.BOOK)
    monkeypatch.setattr(book, "BOOK", told)
    assert found("values").good
    assert current.document(CC).values(date(2027, 1, 1))["home_care.hour"].number == price


def test_a_change_of_another_kind_or_of_a_document_that_is_gone_is_named(renamed: Amendment) -> None:
    entries = [{**renamed.entries[0], "name": "home_care.hour", "kind": "codes", "value": "a b"}]
    Amendment.objects.filter(pk=renamed.pk).update(entries=entries, sha256="1" * 64)
    assert "home_care.hour" in found("values").found
    Amendment.objects.filter(pk=renamed.pk).update(document="nowhere_1999")
    assert found("values").found == f"not in this version: change {renamed.pk} names * of nowhere_1999"
    assert current.documents()  # nothing is answered by a document that is gone, so nothing is answered wrongly


def test_a_clock_that_lags_is_named(empty: None, clock: Callable[[datetime], None]) -> None:
    clock(datetime(1970, 1, 1, 9))  # noqa: DTZ001
    assert not found("clock").good


@pytest.mark.parametrize("lost", ["field", "index", "replaced"])
def test_keys_that_do_not_open_what_is_stored_are_found(
    tmp_path: Path, empty: None, settings: Settings, lost: str
) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")])
    assert found("keys").good
    if lost == "index":
        settings.INDEX_KEYS = (b"i" * 32,)
    else:
        settings.FIELD_KEYS = {"other" if lost == "field" else next(iter(settings.FIELD_KEYS)): b"f" * 32}
    assert (found("keys").good, "YIYANG_FIELD_KEYS" in found("keys").remedy) == (False, True)


def test_a_number_under_a_key_that_is_gone_is_found_wherever_it_stands(
    settled: None, settings: Settings, tmp_path: Path
) -> None:
    """Neither the oldest nor the newest person: one in the middle, left behind by a rotation that was never ended."""
    middle = Person.objects.order_by("pk")[5]
    old = dict(settings.FIELD_KEYS)
    settings.FIELD_KEYS = {"k0": b"o" * 32}
    Person.objects.filter(pk=middle.pk).update(id_cipher=seal("220102194801206971"))
    settings.FIELD_KEYS = old
    assert not found("keys").good
    assert "sealed under key k0" in found("keys").found


def test_a_table_that_lost_its_guard_is_found(empty: None) -> None:
    assert found("guards").good
    on = " ON store_line" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER store_line_no_update{on}")
    assert (found("guards").good, found("guards").found) == (False, "8 of 9 triggers, no store_line_no_update")


def test_files_that_are_gone_or_cut_short_are_found(empty: None, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    Upload.objects.create(field="photo", name="a.jpg", media_type="image/jpeg", size=4, sha256="ab" * 32)
    assert found("files").found == "0 files; 1 missing or cut short"
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / ("ab" * 32)).write_bytes(b"123")
    assert not found("files").good
    (tmp_path / "ab" / ("ab" * 32)).write_bytes(b"1234")
    assert found("files").good


def test_a_disk_with_little_room_is_found(empty: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "room", lambda: room.Room(room.LOW - 1, 1 << 40))
    assert (found("disk").good, found("disk").found) == (False, "1023 MB free of 1048576 MB")


def test_a_backup_that_was_forgotten_is_found(
    tmp_path: Path, empty: None, settings: Settings, clock: Callable[[datetime], None]
) -> None:
    """Once people are stored, and except in the demo, whose people are made up."""
    settings.DEMO = False
    assert found("backup").good
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")])
    assert (found("backup").good, found("backup").found) == (False, "never made")
    clock(datetime(2026, 11, 1, 3))  # noqa: DTZ001
    Event.objects.create(code="backup.made", subject="backup:a.zip")
    clock(datetime(2026, 11, 8, 3))  # noqa: DTZ001
    assert (found("backup").good, found("backup").found) == (True, "last made 2026-11-01 03:00")
    clock(datetime(2026, 11, 9, 4))  # noqa: DTZ001
    assert not found("backup").good
    settings.DEMO = True
    assert found("backup").good
