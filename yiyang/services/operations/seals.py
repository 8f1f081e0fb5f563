"""Which keys the stored ID numbers are under, and whether this installation's keys open them."""

from typing import Any

from cryptography.exceptions import InvalidTag
from django.conf import settings

from yiyang.law.words import Text
from yiyang.services.operations.databases import Ask
from yiyang.services.secrets import indexes_of, key_of, unseal

PERSONS = "store_person"
NO_KEY = Text(
    "身份证号由密钥 {key} 加密，本机没有该密钥", "ID numbers are sealed under key {key}, which is not set here"
)
WRONG_KEY = Text("密钥 {key} 打不开身份证号", "key {key} does not open the ID numbers")
WRONG_INDEX = Text("检索密钥不对：按身份证号将查不到人", "the index key is another: nobody would be found by ID number")


def problems(ask: Ask) -> tuple[Text, ...]:
    """What is wrong with the keys for a database: one number of each key is opened and found again."""
    found: list[Text] = []
    for key, (cipher, index) in sorted(_samples(ask).items()):
        try:
            number = unseal(cipher)
        except KeyError:
            found.append(NO_KEY.filled(key=key))
        except (InvalidTag, ValueError):
            found.append(WRONG_KEY.filled(key=key))
        else:
            found += [WRONG_INDEX] if index not in indexes_of(number) else []
    return tuple(dict.fromkeys(found))


def _samples(ask: Ask) -> dict[str, tuple[Any, ...]]:
    """By key: the oldest and the newest row, one of each key we have, and one of a key we do not have."""
    keys = [str(key) for key in settings.FIELD_KEYS]
    strange = " AND ".join(f"id_cipher NOT LIKE '{key}:%'" for key in keys)
    known = [f"id_cipher LIKE '{key}:%'" for key in keys]
    wheres = ["TRUE ORDER BY id", "TRUE ORDER BY id DESC", *known, strange]
    rows = [row for where in wheres for row in ask(f"SELECT id_cipher, id_index FROM {PERSONS} WHERE {where} LIMIT 1")]  # noqa: S608 -- key ids hold letters, digits and hyphens
    return {key_of(row[0]) or "?": row for row in rows}
