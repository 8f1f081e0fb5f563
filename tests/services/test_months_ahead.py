"""Months of one person, made by hand: their edges, visits not settled yet, and when the next visit can be paid."""

from datetime import date
from pathlib import Path

import pytest

from tests.kin import WANG, carer_viewer, person_with, viewer_for
from tests.story import load_month, settle, visit
from yiyang.services.access import OPERATOR
from yiyang.services.errors import NotFound
from yiyang.services.money import corrections, outlooks
from yiyang.services.people import carers, families
from yiyang.store.models import Carer, Person, ReadLog, Visit


def test_an_empty_month_knows_its_neighbours(tmp_path: Path, db: None) -> None:
    load_month(tmp_path, [visit(1, "2022-04-05T09:00"), visit(2, "2022-06-07T09:00")])
    person = person_with(WANG)
    month = families.month(viewer=viewer_for(person), person_id=person.pk, month="2022-05")
    assert (month.visits, month.meters, month.fund) == ((), (), 0)
    assert (month.months.earlier, month.months.later) == ("2022-04", "2022-06")


def test_a_month_begins_and_ends_in_shanghai(tmp_path: Path, db: None) -> None:
    late = visit(1, "2022-05-31T23:30", check_out="2022-06-01T00:30:00")
    load_month(tmp_path, [visit(2, "2022-05-01T00:10"), late])
    person = person_with(WANG)
    viewer = viewer_for(person)
    assert families.person(viewer=viewer, person_id=person.pk).months == ("2022-05",)
    assert len(families.month(viewer=viewer, person_id=person.pk, month="2022-05").visits) == 2


def test_a_visit_is_open_until_settled_and_marked_when_corrected_since(tmp_path: Path, db: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00", confirmed_by="")])
    person = person_with(WANG)
    viewer = viewer_for(person)

    def only() -> families.FamilyVisit:
        (found,) = families.month(viewer=viewer, person_id=person.pk, month="2022-05").visits
        return found

    assert (only().status, only().line, only().why) == ("open", None, ())
    settle("2022-05")
    assert (only().status, only().corrected) == ("held", False)
    corrections.correct_visit(
        viewer=OPERATOR, visit_id=Visit.objects.get().pk, facts={"confirmed_by": "guardian"}, cause="paper"
    )
    assert (only().status, only().corrected) == ("held", True)
    settle("2022-05")
    assert (only().status, only().corrected) == ("payable", False)


def _ahead(person: Person, today: date) -> dict[str, tuple[date | None, list[str]]]:
    found = outlooks.ahead(viewer=viewer_for(person), person_id=person.pk, today=today)
    assert found is not None
    return {one.kind.en: (one.day, [r.provision for r in one.decision.failing]) for one in found.kinds}


def test_the_next_paid_visit_is_when_the_week_turns(tmp_path: Path, db: None) -> None:
    """Two living visits of the week of 16 May are used; nursing is free at once."""
    load_month(tmp_path, [visit(1, "2022-05-16T09:00"), visit(2, "2022-05-17T09:00")])
    assert _ahead(person_with(WANG), date(2022, 5, 18)) == {
        "living care": (date(2022, 5, 23), []),
        "nursing": (date(2022, 5, 18), []),
    }


def test_the_next_paid_visit_waits_for_the_month_to_turn(tmp_path: Path, db: None) -> None:
    days = (2, 4, 9, 11, 16, 18, 23, 25)
    load_month(tmp_path, [visit(day, f"2022-05-{day:02d}T09:00") for day in days])
    assert _ahead(person_with(WANG), date(2022, 5, 26))["living care"] == (date(2022, 6, 1), [])


def test_an_open_stay_stops_every_visit_and_says_so(tmp_path: Path, db: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")])
    assert _ahead(person_with(WANG), date(2022, 5, 20))["nursing"][0] == date(2022, 5, 20)
    person_with(WANG).stays.create(kind="hospital", first="2022-05-19T14:00:00+08:00", last=None)
    assert _ahead(person_with(WANG), date(2022, 5, 20)) == {
        "living care": (None, ["CC-3.2"]),
        "nursing": (None, ["CC-3.2"]),
    }


def test_without_visits_or_a_document_there_is_nothing_ahead(tmp_path: Path, db: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")])
    person = person_with(WANG)
    viewer = viewer_for(person)
    assert outlooks.ahead(viewer=viewer, person_id=person.pk, today=date(2019, 1, 1)) is None
    Visit.objects.all().delete()
    assert outlooks.ahead(viewer=viewer, person_id=person.pk, today=date(2022, 5, 20)) is None
    with pytest.raises(NotFound):
        outlooks.ahead(viewer=viewer, person_id=person.pk + 1, today=date(2022, 5, 20))


def test_the_record_shows_what_was_left_out(tmp_path: Path, db: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00", photos="0", risk_read="no")])
    viewer = carer_viewer(Carer.objects.get())
    before = carers.visit(viewer=viewer, visit_id=Visit.objects.get().pk)
    assert (before.status, before.missing) == ("open", ())
    settle("2022-05")
    found = carers.visit(viewer=viewer, visit_id=Visit.objects.get().pk)
    assert (found.status, found.photos, found.risk_read, found.confirmed) == ("held", 0, False, True)
    assert [reason.provision for reason in found.missing] == ["CC-7.5", "CC-7.3"]
    assert ReadLog.objects.filter(where="carer_visit", by_id=viewer.user_id).count() == 2
