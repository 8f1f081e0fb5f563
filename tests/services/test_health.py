"""What `doctor` finds: each thing in order, and each thing out of order with what to do about it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from tests.story import load_month, visit
from yiyang.papers import fonts
from yiyang.services import health
from yiyang.services.health import Finding


def found(what: str) -> Finding:
    return {finding.what: finding for finding in health.examine()}[what]


def test_a_sound_installation(settled: None, clock: Callable[[datetime], None]) -> None:
    clock(datetime(2026, 11, 21, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    findings = health.examine()
    assert [finding.what for finding in findings] == ["fonts", "database", "calendar", "keys", "clock"]
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
    assert (found("calendar").good, found("calendar").found) == (False, "working days of 2027 are missing")
    assert "yiyang calendar import" in found("calendar").remedy


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
        settings.INDEX_KEY = b"i" * 32
    else:
        settings.FIELD_KEYS = {"other" if lost == "field" else next(iter(settings.FIELD_KEYS)): b"f" * 32}
    assert (found("keys").good, "YIYANG_FIELD_KEYS" in found("keys").remedy) == (False, True)
