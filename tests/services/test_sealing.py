"""ID numbers in filings: encrypted first, refused without being repeated, shown masked."""

from yiyang.law import book
from yiyang.services.cases import sealing
from yiyang.services.secrets import unseal

NUMBER = "220102194801206971"
CORRECTION = book.document("changchun_2021").procedures["id-correction"]


def test_a_number_is_encrypted_once_and_opens_again() -> None:
    once = sealing.sealed(CORRECTION, {"new_number": f" {NUMBER} ", "proof": "3"})
    assert NUMBER not in once["new_number"] and unseal(once["new_number"]) == NUMBER and once["proof"] == "3"
    assert sealing.sealed(CORRECTION, once) == once
    assert CORRECTION.missing({"new_number": once["new_number"]}) == []
    assert sealing.shown(once["new_number"]) == "220102********6971"


def test_what_is_no_number_becomes_a_text_the_checklist_refuses() -> None:
    for wrong in ("220102194801206972", "1", "22010219480120697", "k1:AAAA"):
        filing = sealing.sealed(CORRECTION, {"new_number": wrong})
        assert filing["new_number"] == sealing.UNSOUND
        assert [(field.name, said.en) for field, said in CORRECTION.missing(filing)] == [
            (
                "new_number",
                "is no sound ID number: check its length, the day of birth (not after today) and the last character",
            )
        ]
    assert [said.en for _, said in CORRECTION.missing(sealing.sealed(CORRECTION, {"new_number": ""}))] == ["is missing"]


def test_a_sealed_text_of_an_unknown_key_opens_nothing() -> None:
    strange = f"other:{'A' * 60}"
    assert sealing.number_of(strange) is None and sealing.number_of(None) is None
    assert sealing.shown(strange) == sealing.UNSOUND
    broken = sealing.sealed(CORRECTION, {"new_number": NUMBER})["new_number"]
    key, _, text = broken.partition(":")
    assert sealing.number_of(f"{key}:{'A' * len(text.rstrip('='))}{'=' * text.count('=')}") is None
