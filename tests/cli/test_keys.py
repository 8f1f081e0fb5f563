"""`yiyang keys` as an operator meets it."""

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.cli.conftest import Yiyang
from tests.intake.month_files import SAMPLE
from yiyang.services.operations import keyring


@pytest.fixture
def folder(empty: None, settings: Settings, tmp_path: Path, yiyang: Yiyang) -> Path:
    """The keys of an installation that keeps them in files; twelve people stored under the first."""
    settings.DATA_DIR = tmp_path
    settings.FIELD_KEYS, settings.INDEX_KEYS = {"k1": b"1" * 32}, (b"i" * 32,)
    (tmp_path / "keys").mkdir()
    assert yiyang("load", SAMPLE).exit_code == 0
    return tmp_path / "keys"


def test_from_a_new_key_to_the_old_one_dropped(yiyang: Yiyang, folder: Path, settings: Settings) -> None:
    assert "restart the server" in yiyang("keys", "new").stdout
    told = (folder / "field_keys").read_text().strip().split(",")
    settings.FIELD_KEYS = {name: bytes.fromhex(key) for name, _, key in (one.partition(":") for one in told)}
    assert list(settings.FIELD_KEYS) == ["k2", "k1"]
    assert "k1  12 rows" in yiyang("keys", "status").stdout
    early = yiyang("keys", "drop", "k1")
    assert (early.exit_code, "rotate first" in early.stderr) == (1, True)
    assert "12 rows under k2" in yiyang("keys", "rotate").stdout
    assert json.loads(yiyang("keys", "rotate", "--json").stdout) == {"rewritten": 0, "key": "k2"}
    assert json.loads(yiyang("keys", "status", "--json").stdout)["rows"] == {"k2": 12, "k1": 0}
    assert yiyang("keys", "drop", "k1").exit_code == 0
    assert (folder / "field_keys").read_text().startswith("k2:")
    assert (folder / "dropped" / "field_keys-k1").exists()


def test_where_the_environment_gives_the_keys_the_value_to_set_is_printed(
    yiyang: Yiyang, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "kept", lambda _name: False)
    shown = yiyang("keys", "new", "--index")
    assert "set YIYANG_INDEX_KEY" in shown.stderr
    new, old = shown.stdout.strip().split(",")
    assert (len(new), old) == (64, (b"i" * 32).hex())
    assert list(folder.iterdir()) == []


def test_no_key_is_ever_printed_beside_that(yiyang: Yiyang, folder: Path, settings: Settings) -> None:
    keys = [settings.FIELD_KEYS["k1"].hex(), settings.INDEX_KEYS[0].hex()]
    for arguments in (("status",), ("rotate",), ("rotate-index",), ("drop", "k1"), ("drop", "--index"), ("new",)):
        shown = yiyang("keys", *arguments)
        assert not [key for key in keys if key in shown.stdout + shown.stderr]
