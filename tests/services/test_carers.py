"""A carer sees their own visits, what they lack, and nothing about money."""

from dataclasses import fields

import pytest

from tests.kin import carer_viewer
from tests.story import MONTH
from yiyang.services import demo
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.people import carers
from yiyang.store.models import Carer, Visit


def test_own_visits_by_day_and_nobody_elses(settled: None) -> None:
    for carer in Carer.objects.all():
        month = carers.month(viewer=carer_viewer(carer), month=MONTH)
        assert {one.id for one in month.visits} == set(Visit.objects.filter(carer=carer).values_list("pk", flat=True))
        assert [day for day, _ in month.days] == sorted({one.check_in.date() for one in month.visits})


def test_what_is_missing_is_what_a_carer_can_mend(settled: None) -> None:
    missing = set()
    for carer in Carer.objects.all():
        month = carers.month(viewer=carer_viewer(carer), month=MONTH)
        for one in month.visits:
            assert bool(one.missing) or one.status != "held"
            missing |= {reason.provision for reason in one.missing}
    assert {"CC-7.1", "CC-7.3", "CC-7.5", "CC-8.5"} <= missing <= {"CC-7.1", "CC-7.2", "CC-7.3", "CC-7.5", "CC-8.5"}


def test_no_amount_and_no_id_number_is_told() -> None:
    told = {field.name for field in fields(carers.CarerVisit)}
    assert told.isdisjoint({"fund", "own", "gross", "masked", "id_number", "satisfaction"})


def test_another_carers_visit_does_not_exist(settled: None) -> None:
    viewer = demo.viewer("carer")
    other = Visit.objects.exclude(carer__in=viewer.carers).earliest("pk")
    with pytest.raises(NotFound):
        carers.visit(viewer=viewer, visit_id=other.pk)
    with pytest.raises(NotFound):
        carers.month(viewer=viewer, month="2022-00")
    with pytest.raises(NotAllowed):
        carers.months(viewer=demo.viewer("daughter"))
