"""The desk of an institution is shown what its city and its qualifications know."""

from datetime import date

import pytest

from tests.services.jiangmen import hospital, insurance_desk, staff
from yiyang.services.access import NOBODY
from yiyang.services.providers.business import Business, businesses
from yiyang.store.models import Grant, Institution, Role

pytestmark = pytest.mark.django_db


def test_a_hospital_of_jiangmen_has_patients_and_no_home_care() -> None:
    assert businesses(viewer=insurance_desk(hospital())) == {Business.PATIENTS}


def test_with_home_sickbeds_its_staff_go_to_peoples_homes() -> None:
    one = hospital(qualified=("home-sickbed",))
    assert businesses(viewer=insurance_desk(one)) == {Business.PATIENTS, Business.VISITS}
    Grant.objects.filter(kind="qualification").update(last=date(2021, 1, 1))
    assert businesses(viewer=insurance_desk(one)) == {Business.PATIENTS}


def test_a_house_of_changchun_has_home_care() -> None:
    house = Institution.objects.create(code="P22010200009", name="长春示例养老院", place="220102")
    assert businesses(viewer=insurance_desk(house)) == {Business.HOME_CARE, Business.VISITS}
    anywhere = Institution.objects.create(code="P00000000009", name="示例连锁", place="")
    assert Business.HOME_CARE in businesses(viewer=insurance_desk(anywhere))


def test_whoever_has_no_institution_has_none() -> None:
    assert not businesses(viewer=staff(Role.CLERK)) and not businesses(viewer=NOBODY)
