"""A voucher shown at a hospital lets it file for the person, and nobody else's desk."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.services.jiangmen import grant, hospital, id_number, insurance_desk, insured
from yiyang.services import presenting
from yiyang.services.access import Viewer
from yiyang.services.cases.about import is_client as may_file_for
from yiyang.services.errors import BadInput, NotAllowed
from yiyang.store.models import Event, Grant, Institution, Person, ReadLog

BORN = date(1946, 3, 9)


@pytest.fixture
def here(db: None) -> Institution:
    return hospital()


@pytest.fixture
def desk(here: Institution) -> Viewer:
    return insurance_desk(here)


@pytest.fixture
def patient(db: None) -> Person:
    return insured(born=BORN)


def show(desk: Viewer, **told: str) -> int:
    number = id_number(BORN, number=100)
    facts = {"institution": "H44070300001", "id_number": number, "name": "陈秀珍", "voucher": "id_card"}
    return presenting.present(viewer=desk, **{**facts, **told})


def test_whoever_shows_a_voucher_can_be_filed_for(desk: Viewer, patient: Person) -> None:
    assert not may_file_for(desk, patient)
    assert show(desk) == patient.pk
    assert show(desk, voucher="e_voucher") == patient.pk  # coming again is one right, the latest voucher
    shown = Grant.objects.get(kind="presented")
    assert shown.facts == {"voucher": "e_voucher"}
    assert may_file_for(desk, patient)
    assert not may_file_for(insurance_desk(hospital("H2")), patient)
    assert Event.objects.filter(code="voucher.shown").count() == 2
    assert ReadLog.objects.filter(where="voucher").count() == 2
    Grant.objects.filter(pk=shown.pk).update(
        first=timezone.localdate() - timedelta(days=400), last=timezone.localdate() - timedelta(days=1)
    )
    assert not may_file_for(desk, patient)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name": "陈秀"}, "id_number"),
        ({"id_number": "440703194603099999"}, "id_number"),
        ({"id_number": ""}, "id_number"),
        ({"voucher": "library_card"}, "voucher"),
    ],
)
def test_what_does_not_fit_names_field_and_article(
    desk: Viewer, patient: Person, told: dict[str, str], field: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        show(desk, **told)
    assert (refusal.value.field, refusal.value.provision) == (field, "JM-03.1")
    assert "440703194603099999" not in refusal.value.text.zh
    assert Grant.objects.filter(kind="presented").count() == 0


def test_only_a_designated_institution_of_ones_own(desk: Viewer, here: Institution, patient: Person) -> None:
    with pytest.raises(NotAllowed):
        show(desk, institution="H2")
    Grant.objects.filter(kind="designation").update(last=timezone.localdate() - timedelta(days=1))
    assert presenting.institutions(viewer=desk) == []
    with pytest.raises(BadInput, match="designated"):
        show(desk)
    grant(here, "designation", {"level": 3})
    assert presenting.institutions(viewer=desk) == [(here.code, here.name)]
