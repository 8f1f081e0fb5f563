"""Officials change values, lists and readings: two to sign, two to take back, and every answer follows at once."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.services.changing import (
    JM,
    LATER,
    TODAY,
    Clock,
    proposed,
    reviewer,
    signed,
    values,
    written,
)
from tests.services.jiangmen import CITY, staff
from tests.story import PLACE, someone
from yiyang.services import current
from yiyang.services.access import OPERATOR
from yiyang.services.amendments import choosing, proposing, signing
from yiyang.services.amendments import reading as amendments
from yiyang.services.documents import reading
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound
from yiyang.store.models import Amendment, Event, Role


@pytest.fixture
def office(empty: None, clock: Clock) -> None:
    clock(datetime(2026, 9, 7, 9))  # noqa: DTZ001 -- the clock fixture sets the zone


def test_a_signed_change_counts_from_its_day_and_not_before_the_second_signature(office: None, tmp_path: Path) -> None:
    pk = proposed(tmp_path, "special.renewal.before_days,2027-01-01,45")
    before = values(LATER).version
    assert values(LATER)["special.renewal.before_days"].number == 30
    signed(pk)
    assert values(LATER)["special.renewal.before_days"].number == 45
    assert values(date(2026, 12, 31))["special.renewal.before_days"].number == 30
    assert values(LATER).version != before
    codes = list(Event.objects.filter(subject=f"amendment:{pk}").order_by("pk").values_list("code", "place"))
    assert codes == [("values.proposed", CITY), ("values.signed", CITY)]


def test_taking_back_restores_the_very_version_and_needs_two(office: None, tmp_path: Path) -> None:
    before = {day: values(day).version for day in (TODAY, LATER)}
    pk = signed(proposed(tmp_path, "special.renewal.before_days,2027-01-01,45", "reading.A-JM-13,2026-10-01,other"))
    asks = reviewer()
    signing.ask_back(viewer=asks, pk=pk, why="文号有误")
    assert values(LATER)["special.renewal.before_days"].number == 45
    with pytest.raises(NotAllowed):
        signing.take_back(viewer=asks, pk=pk, agree=True)
    signing.take_back(viewer=reviewer(), pk=pk, agree=False)
    assert amendments.one(viewer=asks, pk=pk).state == "signed"
    signing.ask_back(viewer=asks, pk=pk, why="文号有误")
    signing.take_back(viewer=reviewer(), pk=pk, agree=True)
    assert {day: values(day).version for day in before} == before
    told = Event.objects.filter(subject=f"amendment:{pk}").order_by("pk").values_list("code", flat=True)
    assert list(told) == [
        "values.proposed", "values.signed", "values.reversal_asked", "values.reversal_declined",
        "values.reversal_asked", "values.reversed",
    ]  # fmt: skip
    with pytest.raises(Conflict):
        signing.ask_back(viewer=asks, pk=pk, why="再来")


def test_two_people_and_the_right_place(office: None, tmp_path: Path) -> None:
    own = reviewer()
    path = written(tmp_path, "special.renewal.before_days,2027-01-01,45")
    pk = proposing.propose(viewer=own, document=JM, path=path, basis="文")
    sha = Amendment.objects.get(pk=pk).sha256
    for viewer in (own, reviewer("440703"), staff(Role.CLERK, CITY), someone(Role.POLICY), OPERATOR):
        with pytest.raises(NotAllowed):
            signing.sign(viewer=viewer, pk=pk, sha256=sha)
    for viewer in (reviewer("440703"), reviewer(PLACE), staff(Role.CLERK, CITY), staff(Role.SUPERVISOR, CITY)):
        with pytest.raises(NotAllowed):
            proposing.propose(viewer=viewer, document=JM, path=path)
    with pytest.raises(Conflict):
        signing.sign(viewer=reviewer(), pk=pk, sha256="0" * 64)
    signing.sign(viewer=reviewer(), pk=pk, sha256=sha)
    with pytest.raises(Conflict):
        signing.sign(viewer=reviewer(), pk=pk, sha256=sha)
    for code in ("guizhou_draft", "nothing"):
        with pytest.raises(NotFound):
            proposing.propose(viewer=someone(Role.POLICY), document=code, path=path)


def test_a_change_is_sent_back_with_a_reason_or_withdrawn(office: None, tmp_path: Path) -> None:
    pk = proposed(tmp_path, "special.renewal.before_days,2027-01-01,45")
    with pytest.raises(BadInput):
        signing.reject(viewer=reviewer(), pk=pk, why=" ")
    with pytest.raises(NotAllowed):
        signing.reject(viewer=someone(Role.POLICY), pk=pk, why="不是我提的")
    signing.reject(viewer=reviewer(), pk=pk, why="依据不清")
    with pytest.raises(Conflict):
        signed(pk)
    told = amendments.one(viewer=reviewer(), pk=pk)
    assert (told.state, told.why, told.may) == ("rejected", "依据不清", frozenset())


def test_a_new_disease_joins_the_catalogue_and_leaves_it(office: None, tmp_path: Path) -> None:
    row = "special.disease.M09999,2026-10-01,long,class,JM-15.1,示例新病种,A new disease,no"
    like = current.document(JM).series["special.disease.M00201"]
    signed(proposed(tmp_path, row.replace(",class,", f",{like.unit},")))
    field = next(f for f in current.document(JM).procedures["special-disease"].every_field if f.name == "disease")
    then = field.on(values(date(2026, 10, 1)))
    assert then and ("M09999", ("示例新病种", "A new disease")) in then.choices
    assert not values(date(2026, 10, 1))["special.disease.M09999"].illustrative
    first = signed(proposed(tmp_path, "special.disease.M09999,2027-01-01,ended"))
    assert "special.disease.M09999" in values(date(2026, 12, 31))
    assert "special.disease.M09999" not in values(LATER)
    with pytest.raises(Conflict):  # its end rests on its beginning
        signing.ask_back(viewer=reviewer(), pk=first - 1, why="撤销")
    last = proposed(tmp_path, "special.disease.M09999,2027-03-01,long")
    signed(last)
    assert "special.disease.M09999" not in values(date(2027, 2, 28))
    assert "special.disease.M09999" in values(date(2027, 3, 1))


def test_a_reading_is_chosen_and_says_by_whom(office: None, tmp_path: Path) -> None:
    assert not values(LATER).other_reading("A-JM-13")
    signed(proposed(tmp_path, "reading.A-JM-13,2027-01-01,other"))
    assert values(LATER).other_reading("A-JM-13") and not values(TODAY).other_reading("A-JM-13")
    told = choosing.choices(JM)["A-JM-13"].choices
    assert [(one.since, one.other) for one in told] == [(date(2024, 4, 1), False), (LATER, True)]
    assert told[0].by is None
    assert told[1].by and told[1].by.proposed_by.startswith("policy") and told[1].by.signed_by == "reviewer"
    shown = [one for entry in reading.entries(JM) for one in entry.readings if one.reading.id == "A-JM-13"]
    assert shown and shown[0].choices == told


def test_a_later_value_stays_when_an_earlier_one_is_inserted(office: None, tmp_path: Path) -> None:
    name = "special.renewal.before_days"
    signed(proposed(tmp_path, f"{name},2028-01-01,60"))
    signed(proposed(tmp_path, f"{name},2027-01-01,45"))
    days = (date(2026, 12, 31), LATER, date(2027, 12, 31), date(2028, 1, 1))
    assert [values(day)[name].number for day in days] == [30, 45, 45, 60]
    told = amendments.history(JM, name)
    assert [(one.since.year, one.value.text if one.value else "", one.by is None) for one in told.steps] == [
        (2024, "30", True), (2027, "45", False), (2028, "60", False),
    ]  # fmt: skip


def test_what_was_overtaken_is_not_signed(office: None, tmp_path: Path, clock: Clock) -> None:
    first = proposed(tmp_path, "special.days.decide,2026-10-01,7,,,,,")
    second = proposed(tmp_path, "special.days.decide,2026-10-01,9,,,,,")
    third = proposed(tmp_path, "special.renewal.before_days,2026-09-08,40,,,,,")
    signed(first)
    with pytest.raises(Conflict):
        signed(second)
    clock(datetime(2026, 9, 9, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    with pytest.raises(Conflict, match="before today"):
        signed(third)


def test_the_question_sees_a_change_at_once_and_once_a_request(
    office: None, tmp_path: Path, django_assert_num_queries: Callable[[int], object]
) -> None:
    signed(proposed(tmp_path, "special.days.decide,2026-09-07,7,,,,,"))
    values(TODAY)
    with django_assert_num_queries(1), current.scope():  # type: ignore[attr-defined]
        for _ in range(3):
            assert values(TODAY)["special.days.decide"].number == 7
            current.at(CITY, TODAY)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        values(TODAY)


def test_who_may_look(office: None, tmp_path: Path) -> None:
    pk = proposed(tmp_path, "special.days.decide,2027-01-01,7")
    for role in (Role.CLERK, Role.REVIEWER, Role.SUPERVISOR):
        assert [one.id for one in amendments.listing(viewer=staff(role, CITY))] == [pk]
    for role in (Role.FINANCE, Role.EXPERT):
        with pytest.raises(NotAllowed):
            amendments.one(viewer=staff(role, CITY), pk=pk)
    with pytest.raises(NotFound):
        amendments.one(viewer=reviewer(), pk=pk + 1)
    with pytest.raises(NotFound):
        amendments.history(JM, "no.such")
    assert [one.id for one in amendments.history(JM, "special.days.decide").other] == [pk]
