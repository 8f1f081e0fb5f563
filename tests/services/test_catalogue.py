"""The public catalogue: every declared procedure is there, found by words, and says what its declaration says."""

from dataclasses import replace

import pytest
from django.utils import timezone

from tests.services.invented import CODE, GARDEN, registered
from yiyang.law.book import BOOK
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Sheet, Way
from yiyang.law.words import Text
from yiyang.services.documents import catalogue
from yiyang.services.documents.catalogue import SITUATED, SITUATIONS, services
from yiyang.services.errors import NotFound

PHOTO = Field("photo", Text("照片", "Photo"), Kind.FILE, "CC-4.0", when=("shade", ("yes",)))
SHEET = Sheet("form-9", Text("游园表", "Garden form"), "CC-6.1")
WAYS = (Way("gate", Text("园门", "the gate"), "family"),)
CODES = sorted(code for one in BOOK for code in one.procedures)
pytestmark = pytest.mark.django_db  # what officials have signed is on file


def test_every_procedure_in_force_is_in_the_catalogue_once() -> None:
    assert sorted(one.procedure.code for one in services()) == CODES and len(set(CODES)) == len(CODES)


def test_no_situation_names_a_procedure_that_is_not_there() -> None:
    assert set(SITUATED) <= set(CODES)
    assert set(SITUATED.values()) <= {one.code for one in SITUATIONS}


@pytest.mark.parametrize("code", CODES)
def test_each_guide_says_what_is_declared(code: str) -> None:
    guide = catalogue.service(code)
    one, values = guide.service.procedure, guide.service.declared.document.values(timezone.localdate())
    assert [step.stage for step in guide.steps] == list(one.stages[1:])
    assert all(step.within == values[step.stage.clock] for step in guide.steps if step.stage.clock)
    assert guide.channels and all(channel.label.zh and channel.label.en for channel in guide.channels)
    assert {way.label for way in one.ways} >= {way for channel in guide.channels for way in channel.ways}
    shown = {asked.field.name for asked in (*guide.papers, *guide.asked)}
    assert shown == {field.name for field in one.asked_at(one.stages[0].name)}
    assert one.provision in {known.id for known in guide.provisions}
    clocks = {step.within.name for step in guide.steps if step.within and step.within.illustrative}
    assert clocks <= {value.name for value in guide.illustrative}
    assert one.purpose.zh and one.purpose.en


def test_a_procedure_nobody_wrote_has_its_page(settled: None) -> None:
    with registered(replace(GARDEN, fields=(*GARDEN.fields, PHOTO), sheets=(SHEET,), ways=WAYS)):
        guide = catalogue.service(CODE)
        assert guide.service.situation.code == "other" and guide.service.online
        assert [(one.code, [way.zh for way in one.ways]) for one in guide.channels] == [
            ("family", ["园门"]),
            ("counter", []),
        ]
        assert [one.field.name for one in guide.papers] == ["photo"]
        assert guide.papers[0].only and guide.papers[0].only.zh == "“需要遮阳”为“是”时才要"
        assert {name for name, _title in guide.questions} == {"garden-visit", "garden-gate"}
        assert [one.id for one in guide.conditions] == ["CC-3.1"]
        assert {"CC-3.1", "CC-4.0", "CC-6.1"} == {one.id for one in guide.provisions}
        assert guide.lasts and guide.lasts.name == "garden.months"
        assert [one.procedure.code for one in services(text="游园表")] == [CODE]
    with pytest.raises(NotFound):
        catalogue.service(CODE)


@pytest.mark.parametrize(
    ("asked", "some", "none"),
    [
        ({"text": "评定"}, "home-care-assessment", "death"),
        ({"text": "ASSESSMENT home"}, "home-care-assessment", "death"),
        ({"text": "CC-6.1"}, "home-care-assessment", "death"),
        ({"place": "220100"}, "death", "claim"),
        ({"place": "440700"}, "claim", "death"),
        ({"situation": "change"}, "death", "complaint"),
        ({"text": "长春 死亡"}, "death", "move"),
    ],
)
def test_words_city_and_situation_narrow(asked: dict[str, str], some: str, none: str) -> None:
    found = {one.procedure.code for one in services(**asked)}
    assert some in found and none not in found


def test_what_is_nowhere_narrows_to_nothing() -> None:
    assert not services(text="没有这样的事") and not services(place="999999") and not services(situation="no-such")
