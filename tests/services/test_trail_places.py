"""Events, looks and loads belong to a place: supervisors see those of their own, administrators all."""

import pytest
from django.db.models import Q

from tests.kin import WANG, person_with
from tests.story import MONTH, PLACE, someone, standing
from yiyang.services import demo
from yiyang.services.access import viewer_of
from yiyang.services.money import lines, months
from yiyang.services.people import families
from yiyang.services.subjects import about, place_over
from yiyang.services.supervision import trails
from yiyang.services.supervision.trails import Sought
from yiyang.store.models import Event, Load, Membership, ReadLog, Role, Statement

ELSEWHERE = "440700"


def test_what_the_month_left_belongs_to_its_city(settled: None) -> None:
    for code in ("month.loaded", "month.settled", "statement.signed", "statement.released"):
        assert set(Event.objects.filter(code=code).values_list("place", flat=True)) == {PLACE}, code
    assert set(Load.objects.values_list("place", flat=True)) == {PLACE}


def test_looks_belong_to_the_place_of_what_was_looked_at(settled: None) -> None:
    families.month(viewer=demo.viewer("daughter"), person_id=person_with(WANG).pk, month=MONTH)
    lines.card(viewer=demo.viewer("clerk"), line_id=standing()[0].pk)
    months.month_lines(viewer=demo.viewer("clerk"), place=PLACE, month=MONTH, narrowed=months.Filter())
    months.statement_lines(
        viewer=demo.viewer("clerk"), statement_id=Statement.objects.earliest("pk").pk, narrowed=months.Filter()
    )
    assert set(ReadLog.objects.values_list("place", flat=True)) == {PLACE}


def test_a_supervisor_sees_their_own_city_alone(settled: None) -> None:
    own, other, admin = demo.viewer("supervisor"), someone(Role.SUPERVISOR, place=ELSEWHERE), demo.viewer("admin")
    Event.objects.create(code="month.settled", subject="month:440700:2022-05", place=ELSEWHERE)
    Event.objects.create(code="user.added", subject="user:1")
    ReadLog.objects.create(subject="person:1", where="line", place=ELSEWHERE)
    ReadLog.objects.create(subject="users", where="accounts")
    seen = {name: trails.changes(viewer=viewer, sought=Sought()).count for name, viewer in
            {"own": own, "other": other, "admin": admin}.items()}  # fmt: skip
    assert seen == {
        "own": Event.objects.filter(place=PLACE).count(), "other": 1, "admin": Event.objects.count(),
    }  # fmt: skip
    assert trails.codes(viewer=other) == ("month.settled",) and "user.added" not in trails.codes(viewer=own)
    assert [row.subject for row in trails.looks(viewer=other, sought=Sought()).rows] == ["person:1"]
    assert trails.places_looked(viewer=other) == ("line",)
    assert trails.looks(viewer=own, sought=Sought()).count == ReadLog.objects.filter(place=PLACE).count()
    assert trails.looks(viewer=admin, sought=Sought()).count == ReadLog.objects.count()


def test_a_citys_supervisor_sees_what_its_counties_did_and_a_countys_not_the_others(db: None) -> None:
    city, county = someone(Role.SUPERVISOR, place=ELSEWHERE), someone(Role.SUPERVISOR, place="440703")
    for place in (ELSEWHERE, "440703", "440705", PLACE):
        Event.objects.create(code="case.filed", subject=f"case:{place}", place=place)
        ReadLog.objects.create(subject="person:1", where="case", place=place)
    seen = {row.subject for row in trails.changes(viewer=city, sought=Sought()).rows}
    assert {f"case:{place}" for place in (ELSEWHERE, "440703", "440705")} <= seen and f"case:{PLACE}" not in seen
    assert [row.subject for row in trails.changes(viewer=county, sought=Sought(code="case.filed")).rows] == [
        "case:440703"
    ]
    assert (trails.looks(viewer=city, sought=Sought()).count, trails.looks(viewer=county, sought=Sought()).count) == (
        3,
        1,
    )


def test_a_clerk_sees_the_loads_of_their_own_city_alone(settled: None) -> None:
    other = someone(Role.CLERK, place=ELSEWHERE)
    assert trails.loads(viewer=other).count == 0
    assert trails.loads(viewer=demo.viewer("clerk")).count == trails.loads(viewer=demo.viewer("admin")).count == 1


def test_a_supervisor_who_is_administrator_too_sees_all(settled: None) -> None:
    viewer = someone(Role.ADMINISTRATOR)
    Membership.objects.create(user_id=viewer.user_id or 0, role=Role.SUPERVISOR, place=ELSEWHERE)
    both = viewer_of(viewer.user_id)
    assert both.bounds("events.read") is None and both.bounds("month.read") == frozenset({ELSEWHERE})
    assert trails.changes(viewer=both, sought=Sought()).count == Event.objects.count()


@pytest.mark.parametrize(
    ("division", "place"),
    [("220105", "220100"), ("220100", "220100"), ("520102", "520000"), ("440704", "440700"), ("", ""), ("22", "")],
)
def test_a_division_lies_in_a_place(division: str, place: str) -> None:
    assert place_over(division) == place


def test_a_subject_tells_its_place_and_person(settled: None) -> None:
    person, line = person_with(WANG), standing()[0]
    link = Membership.objects.get(user__username="daughter")
    clerk = Membership.objects.get(user__username="clerk")
    assert about(f"person:{person.pk}") == (PLACE, person.pk)
    assert about(f"membership:{link.pk}") == (PLACE, link.person_id)
    assert about(f"membership:{clerk.pk}").place == PLACE
    assert about(f"user:{clerk.user_id}") == (PLACE, None)
    assert about(f"visit:{line.visit.visit_id}") == (PLACE, line.person_id)
    assert about(f"statement:{line.statement.number}").place == PLACE
    case = Event.objects.filter(Q(subject__startswith="case:")).earliest("pk")
    assert about(case.subject).place == PLACE
    for nothing in ("users", "month:2022-05", "person:x", "case:0", "calendar:2026", "grant:no", "membership:x", ""):
        assert about(nothing).place == "", nothing
