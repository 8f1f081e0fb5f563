"""New keys for what is stored: numbers of people, numbers inside filings, forms kept over an ended session."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from pytest_django import Settings

from tests.story import load_month, visit
from yiyang.services import access, secrets
from yiyang.services.access import OPERATOR
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound
from yiyang.services.operations import keyring, rotation
from yiyang.store.guards import APPEND_ONLY
from yiyang.store.models import Case, Draft, Event, KeptForm, Person, User

OLD, NEW = {"k1": b"1" * 32}, {"k2": b"2" * 32, "k1": b"1" * 32}
NUMBER = "220102194801206971"


def quiet(_done: int, _total: int) -> None:
    """Nobody watches."""


@pytest.fixture
def stored(empty: None, settings: Settings, tmp_path: Path) -> None:
    """One person, a case, a draft and a kept form, all under the old key, between things that only look sealed."""
    settings.FIELD_KEYS = OLD
    settings.INDEX_KEYS = (b"i" * 32,)
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")])
    user = User.objects.create_user(username="he", password=None)
    filing = {"relative": secrets.seal(NUMBER), "note": "k1:not sealed", "other": f"see {secrets.seal(NUMBER)}"}
    changes = [{"person": {"was": secrets.seal(NUMBER)}}, ["k1", 1, None, True]]
    case = {"procedure": "x", "document": "y", "filed_at": "2026-11-01T00:00:00+08:00"}
    Case.objects.create(filing=filing, changes=changes, **case)
    Case.objects.create(filing={"note": "nothing"}, **case)
    Draft.objects.create(user=user, procedure="x", document="y", subject="", key="d", filing=filing)
    KeptForm.objects.create(user=user, path="/x/", sealed=secrets.seal("name=王秀英"))


def everywhere() -> dict[str, set[str]]:
    """The key ids of whatever is sealed in any text or JSON column of any table, by table.column."""
    found: dict[str, set[str]] = {}
    for model in apps.get_app_config("store").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.TextField | models.CharField | models.JSONField):
                for value in model._default_manager.values_list(field.attname, flat=True):
                    keys = set(rotation.keys_in(value))
                    if keys:
                        found.setdefault(f"{model.__name__}.{field.name}", set()).update(keys)
    return found


def test_everything_comes_under_the_newest_key_and_opens(stored: None, settings: Settings) -> None:
    settings.FIELD_KEYS = NEW
    before = everywhere()
    assert set(before) == {"Person.id_cipher", "Case.filing", "Case.changes", "Draft.filing", "KeptForm.sealed"}
    assert rotation.standing(viewer=OPERATOR).rows == {"k2": 0, "k1": 5}
    done = rotation.rotate(viewer=OPERATOR, progress=quiet)
    assert (done.rewritten, done.key) == (5, "k2")
    assert everywhere() == {column: {"k2"} for column in before}
    settings.FIELD_KEYS = {"k2": NEW["k2"]}
    case = Case.objects.order_by("pk")[0]
    assert secrets.unseal(case.filing["relative"]) == NUMBER
    assert secrets.unseal(case.changes[0]["person"]["was"]) == NUMBER
    assert case.filing["note"] == "k1:not sealed"
    assert case.changes[1] == ["k1", 1, None, True]
    assert secrets.unseal(KeptForm.objects.get().sealed) == "name=王秀英"


def test_nothing_of_the_demo_is_sealed_where_a_rotation_does_not_look(settled: None) -> None:
    """An event or a line could not be rewritten at all: the old key would have to be kept for ever."""
    known = {f"{model.__name__}.{column}" for model, column in (*rotation.TEXTS, *rotation.NESTED)}
    assert set(everywhere()) <= known
    for table, column in (*rotation.TEXTS, *rotation.NESTED):
        assert f"store_{table._meta.model_name}" not in APPEND_ONLY, column


def test_a_second_run_touches_nothing_and_events_come_once(stored: None, settings: Settings) -> None:
    settings.FIELD_KEYS = NEW
    rotation.rotate(viewer=OPERATOR, progress=quiet)
    ciphers = list(Person.objects.values_list("id_cipher", flat=True))
    assert rotation.rotate(viewer=OPERATOR, progress=quiet).rewritten == 0
    assert list(Person.objects.values_list("id_cipher", flat=True)) == ciphers
    told = Event.objects.filter(subject="keys:field:k2").values_list("code", flat=True).order_by("pk")
    assert list(told) == ["keys.rotation_started", "keys.rotated"]
    assert not any(
        re.search(r"[0-9a-f]{64}", str(event.after)) for event in Event.objects.filter(code__startswith="keys")
    )


def test_progress_is_told(stored: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 1)
    settings.FIELD_KEYS = NEW
    told: list[tuple[int, int]] = []
    rotation.rotate(viewer=OPERATOR, progress=lambda done, total: told.append((done, total)))
    assert told == [(number, len(told)) for number in range(1, len(told) + 1)]
    assert len(told) >= 5


@pytest.mark.parametrize("keys", [{"k2": b"2" * 32}, {"k2": b"2" * 32, "k1": b"x" * 32}], ids=["no key", "wrong key"])
def test_a_key_that_is_missing_or_wrong_stops_it_before_anything_is_lost(
    stored: None, settings: Settings, keys: dict[str, bytes]
) -> None:
    settings.FIELD_KEYS = keys
    before = list(Person.objects.values_list("id_cipher", flat=True))
    with pytest.raises((BadInput, Conflict), match="k1"):
        rotation.rotate(viewer=OPERATOR, progress=quiet)
    assert list(Person.objects.values_list("id_cipher", flat=True)) == before


def test_the_index_is_written_anew_while_both_keys_find_everybody(stored: None, settings: Settings) -> None:
    person = Person.objects.get()
    number = secrets.unseal(person.id_cipher)
    settings.INDEX_KEYS = (b"n" * 32, b"i" * 32)
    assert rotation.standing(viewer=OPERATOR).behind == 1
    assert Person.objects.filter(id_index__in=secrets.indexes_of(number)).count() == 1
    assert rotation.rotate_index(viewer=OPERATOR, progress=quiet).rewritten == 1
    assert Person.objects.filter(id_index__in=secrets.indexes_of(number)).count() == 1
    settings.INDEX_KEYS = (b"n" * 32,)
    assert Person.objects.get(id_index=secrets.index_of(number)) == person
    assert rotation.rotate_index(viewer=OPERATOR, progress=quiet).rewritten == 0
    assert Event.objects.filter(subject="keys:index").count() == 2


def test_a_person_stored_twice_under_two_index_keys_is_named(stored: None, settings: Settings) -> None:
    first = Person.objects.get()
    number = secrets.unseal(first.id_cipher)
    settings.INDEX_KEYS = (b"n" * 32, b"i" * 32)
    second = Person.objects.create(
        id_index=secrets.index_of(number), id_cipher=secrets.seal(number), name="王", residence_division="220102"
    )
    with pytest.raises(Conflict, match=f"person:{first.pk} and person:{second.pk}"):
        rotation.rotate_index(viewer=OPERATOR, progress=quiet)


def test_a_key_file_gets_a_new_key_in_front_and_loses_the_old_one_when_nothing_needs_it(
    stored: None, settings: Settings, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    settings.FIELD_KEYS = NEW
    (tmp_path / "keys").mkdir()
    file = tmp_path / "keys" / "field_keys"
    assert keyring.new(viewer=OPERATOR, name=keyring.FIELD) is None
    ids = [key.partition(":")[0] for key in file.read_text().strip().split(",")]
    assert (ids, file.stat().st_mode & 0o777) == (["k3", "k2", "k1"], 0o600)
    with pytest.raises(Conflict, match="5 rows"):
        keyring.drop(viewer=OPERATOR, name=keyring.FIELD, key="k1")
    rotation.rotate(viewer=OPERATOR, progress=quiet)
    with pytest.raises(Conflict, match="newest"):
        keyring.drop(viewer=OPERATOR, name=keyring.FIELD, key="k2")
    with pytest.raises(NotFound):
        keyring.drop(viewer=OPERATOR, name=keyring.FIELD, key="k7")
    keyring.drop(viewer=OPERATOR, name=keyring.FIELD, key="k1")
    assert file.read_text().strip() == f"k2:{NEW['k2'].hex()}"
    [kept] = (tmp_path / "keys" / "dropped").iterdir()
    assert (kept.read_text().strip(), kept.stat().st_mode & 0o777) == (f"k1:{NEW['k1'].hex()}", 0o600)


def test_an_index_key_is_rotated_one_at_a_time(stored: None, settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    (tmp_path / "keys").mkdir()
    keyring.new(viewer=OPERATOR, name=keyring.INDEX)
    new, old = (bytes.fromhex(key) for key in (tmp_path / "keys" / "index_key").read_text().strip().split(","))
    assert old == b"i" * 32
    settings.INDEX_KEYS = (new, old)
    with pytest.raises(Conflict):
        keyring.new(viewer=OPERATOR, name=keyring.INDEX)
    with pytest.raises(Conflict, match="1 rows"):
        keyring.drop(viewer=OPERATOR, name=keyring.INDEX, key="")
    rotation.rotate_index(viewer=OPERATOR, progress=quiet)
    keyring.drop(viewer=OPERATOR, name=keyring.INDEX, key="")
    assert (tmp_path / "keys" / "index_key").read_text().strip() == new.hex()


def test_only_the_operator_may(stored: None) -> None:
    for login in access.RIGHTS:
        viewer = access.Viewer(0, login, rights=access.RIGHTS[login])
        with pytest.raises(NotAllowed):
            rotation.rotate(viewer=viewer, progress=quiet)
        with pytest.raises(NotAllowed):
            keyring.new(viewer=viewer, name=keyring.FIELD)
