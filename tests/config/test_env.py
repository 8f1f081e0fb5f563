"""The environment is read strictly: a mistake is named, never guessed around."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from yiyang.config import env, keys
from yiyang.config.databases import database

KEY = "ab" * 32


def test_without_variables_the_embedded_defaults_hold() -> None:
    read = env.read({})
    assert read.data_dir == Path.cwd() / "var"
    assert (read.database_url, read.debug, read.https, read.proxies, read.session_hours) == (None, False, False, 0, 8)
    assert read.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")


def test_every_kind_is_read() -> None:
    read = env.read(
        {
            "YIYANG_DATABASE_URL": "postgresql://u:p@db:5432/yiyang",
            "YIYANG_FIELD_KEYS": f"k2:{KEY},k1:{'cd' * 32}",
            "YIYANG_INDEX_KEY": KEY,
            "YIYANG_ALLOWED_HOSTS": "care.example, .example.org",
            "YIYANG_TRUSTED_ORIGINS": "https://care.example",
            "YIYANG_HTTPS": "true",
            "YIYANG_LOG_LEVEL": "DEBUG",
        }
    )
    assert list((read.field_keys or {}).items()) == [("k2", b"\xab" * 32), ("k1", b"\xcd" * 32)]
    assert read.index_key == (b"\xab" * 32,)
    assert read.allowed_hosts == ("care.example", ".example.org")
    assert (read.https, read.log_level) == (True, "DEBUG")


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("YIYANG_HTTPS", "yes", "true or false"),
        ("YIYANG_HTTPS", "True", "true or false"),
        ("YIYANG_PROXIES", "6", "a whole number from 0 to 5"),
        ("YIYANG_SESSION_HOURS", "8h", "a whole number from 1 to 24"),
        ("YIYANG_DATABASE_URL", "mysql://h/db", "sqlite:///PATH or postgresql"),
        ("YIYANG_ALLOWED_HOSTS", "a,,b", "host names"),
        ("YIYANG_TRUSTED_ORIGINS", "https://h/path", "without a path"),
        ("YIYANG_LOG_LEVEL", "info", "one of DEBUG, INFO, WARNING, ERROR"),
        ("YIYANG_INDEX_KEY", "ab", "64 hexadecimal digits"),
        ("YIYANG_INDEX_KEY", f"{KEY},{KEY}", "two of them"),
        ("YIYANG_INDEX_KEY", f"{KEY},{'cd' * 32},{'ef' * 32}", "two of them"),
        ("YIYANG_FIELD_KEYS", f"k1:{KEY},k1:{KEY}", "no ID twice"),
        ("YIYANG_SECRET_KEY", "short", "at least 50 characters"),
    ],
)
def test_an_odd_value_names_variable_and_what_is_allowed(name: str, value: str, allowed: str) -> None:
    with pytest.raises(ImproperlyConfigured) as raised:
        env.read({name: value})
    assert name in str(raised.value)
    assert allowed in str(raised.value)


def test_an_unknown_variable_is_refused_and_all_faults_come_at_once() -> None:
    with pytest.raises(ImproperlyConfigured) as raised:
        env.read({"YIYANG_DATABSE_URL": "x", "YIYANG_DEBUG": "1", "HOME": "/"})
    assert [line.split(" ")[0].rstrip(":") for line in str(raised.value).splitlines()] == [
        "YIYANG_DATABSE_URL",
        "YIYANG_DEBUG",
    ]


def test_a_secret_is_never_printed() -> None:
    with pytest.raises(ImproperlyConfigured) as raised:
        env.read({"YIYANG_SECRET_KEY": "hunter2"})
    assert "hunter2" not in str(raised.value)


def test_keys_are_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    environment = env.read({"YIYANG_DATA_DIR": str(tmp_path)})
    first = keys.of(environment)
    assert keys.of(environment) == first
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "keys").iterdir()} == {0o600}
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert (list(map(len, first.indexes)), [len(key) for key in first.fields.values()]) == ([32], [32])


def test_a_production_database_needs_given_keys(tmp_path: Path) -> None:
    url = {"YIYANG_DATA_DIR": str(tmp_path), "YIYANG_DATABASE_URL": "postgresql://db/yiyang"}
    with pytest.raises(ImproperlyConfigured, match="YIYANG_SECRET_KEY is not set"):
        keys.of(env.read(url))
    given = {"YIYANG_SECRET_KEY": "s" * 50, "YIYANG_FIELD_KEYS": f"k1:{KEY}", "YIYANG_INDEX_KEY": KEY}
    assert keys.of(env.read(url | given)).fields == {"k1": b"\xab" * 32}
    assert list(tmp_path.iterdir()) == []


def test_the_two_databases(tmp_path: Path) -> None:
    assert database(None, data_dir=tmp_path)["NAME"] == str(tmp_path / "yiyang.sqlite3")
    assert database("sqlite:////srv/a.sqlite3", data_dir=tmp_path)["NAME"] == "/srv/a.sqlite3"
    postgresql = database("postgresql://u:p%40@db:5433/care", data_dir=tmp_path)
    assert (postgresql["HOST"], postgresql["PORT"], postgresql["NAME"]) == ("db", 5433, "care")
    assert (postgresql["USER"], postgresql["PASSWORD"]) == ("u", "p@")
