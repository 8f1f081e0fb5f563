"""ID numbers at rest: sealed, found through a blind index, shown only masked."""

from base64 import b64decode

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from yiyang.services.secrets import index_of, seal, unseal

NUMBER = "11010519491231002X"


@given(number=st.text(alphabet="0123456789X", min_size=1, max_size=18))
def test_what_is_sealed_opens_again(number: str) -> None:
    assert unseal(seal(number)) == number


def test_the_same_number_is_never_sealed_alike() -> None:
    sealed = {seal(NUMBER) for _ in range(20)}
    assert len(sealed) == 20
    assert all(NUMBER.encode() not in b64decode(one.partition(":")[2]) for one in sealed)


def test_the_index_is_one_for_both_ways_of_writing_x() -> None:
    assert index_of(NUMBER) == index_of(NUMBER.lower())
    assert index_of(NUMBER) != index_of("110105194912310021")
    assert (len(index_of(NUMBER)), int(index_of(NUMBER), 16) > 0) == (64, True)


def test_the_index_depends_on_its_key(settings: Settings) -> None:
    before = index_of(NUMBER)
    settings.INDEX_KEYS = (b"k" * 32,)
    assert index_of(NUMBER) != before


def test_the_newest_key_seals_and_every_key_opens(settings: Settings) -> None:
    settings.FIELD_KEYS = {"k1": b"a" * 32}
    old = seal(NUMBER)
    settings.FIELD_KEYS = {"k2": b"b" * 32, "k1": b"a" * 32}
    assert (old[:3], seal(NUMBER)[:3]) == ("k1:", "k2:")
    assert unseal(old) == unseal(seal(NUMBER)) == NUMBER
    settings.FIELD_KEYS = {"k2": b"b" * 32}
    with pytest.raises(KeyError, match="k1"):
        unseal(old)


def test_a_changed_text_or_a_wrong_key_does_not_open(settings: Settings) -> None:
    sealed = seal(NUMBER)
    at = len(sealed) // 2
    with pytest.raises(InvalidTag):
        unseal(sealed[:at] + ("A" if sealed[at] != "A" else "B") + sealed[at + 1 :])
    settings.FIELD_KEYS = dict.fromkeys(settings.FIELD_KEYS, b"z" * 32)
    with pytest.raises(InvalidTag):
        unseal(sealed)
