"""What a supervisor keeps an eye on, and an audit's sample worked through to its findings."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.services.clients import MONDAY, Clients, clients
from tests.story import MONTH, PLACE, clock, someone  # noqa: F401 -- clock is a fixture
from yiyang.services import demo
from yiyang.services.access import Viewer
from yiyang.services.audits import sheet
from yiyang.services.audits.sheet import Mark
from yiyang.services.cases import deciding, filing
from yiyang.services.cases.about import Named
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound
from yiyang.services.supervision import watch
from yiyang.store.models import Case, Draft, Grant, Institution, ReadLog, Role

Clock = Callable[[datetime], None]


@pytest.fixture
def known(empty: None, clock: Clock) -> Clients:  # noqa: F811
    clock(MONDAY)
    return clients()


@pytest.fixture
def supervisor(known: Clients) -> Viewer:
    return someone(Role.SUPERVISOR, place=PLACE)


def seen(viewer: Viewer) -> watch.Watch:
    return watch.watch(viewer=viewer, place=PLACE)


def test_measures_that_run_today_and_no_others(known: Clients, supervisor: Viewer) -> None:
    spans = {"a": ("2026-09-07", "2026-09-07"), "b": ("2026-08-01", "2026-09-06"), "c": ("2026-09-08", None)}
    for key, (first, last) in spans.items():
        Grant.objects.create(
            kind="suspension", key=key, institution=known.provider,
            first=date.fromisoformat(first), last=last and date.fromisoformat(last),
        )  # fmt: skip
    away = Institution.objects.create(code="J1", name="江门", place="440700")
    Grant.objects.create(kind="warning", key="d", institution=away, first=date(2026, 9, 1))
    found = seen(supervisor).measures
    assert [(one.code, one.provider_code, one.term.last) for one in found] == [
        ("suspension", known.provider.code, date(2026, 9, 7))
    ]


def test_complaints_and_problems_stay_until_they_are_answered(known: Clients, supervisor: Viewer) -> None:
    told = {"matter": "quality", "statement": "服务不到位"}
    complaint = filing.file(viewer=known.daughter, code="complaint", filing=told, named=Named(person=known.person.pk))
    told = {"subject_line": "排班难", "source": "field", "statement": "周末没人", "owner": "孙"}
    problem = filing.file(viewer=supervisor, code="problem", filing=told)
    found = seen(supervisor)
    assert ([one.id for one in found.contacts], [one.id for one in found.problems]) == ([complaint], [problem])
    Case.objects.update(decided_at=timezone.now(), stage="", outcome="upheld")
    found = seen(supervisor)
    assert found.contacts == found.problems == ()


def test_no_publicity_within_a_year_is_a_finding(known: Clients, supervisor: Viewer) -> None:
    found = seen(supervisor)
    assert found.publicity == () and found.informed is not None and found.informed.outcome == "refused"
    assert [reason.provision for reason in found.informed.failing] == ["CC-12"]
    told = {"headline": "怎样申请", "published_on": "2025-09-07", "medium": "官网", "link": "https://a.example/1"}
    clerk, reviewer = someone(Role.CLERK, place=PLACE), someone(Role.REVIEWER, place=PLACE)
    case = filing.file(viewer=clerk, code="publicity", filing=told)
    assert seen(supervisor).publicity == (), "not yet checked"
    version = Case.objects.get(pk=case).version
    deciding.decide(viewer=reviewer, case_id=case, version=version, outcome="granted")
    found = seen(supervisor)
    assert [(one.day, one.medium, one.link) for one in found.publicity] == [
        (date(2025, 9, 7), "官网", "https://a.example/1")
    ]
    assert found.informed is not None and found.informed.outcome == "granted"
    tomorrow = watch.watch(viewer=supervisor, place=PLACE, today=date(2026, 9, 8))
    assert tomorrow.informed is not None and tomorrow.informed.outcome == "refused"


def test_the_right_ends_at_the_place(known: Clients, supervisor: Viewer) -> None:
    with pytest.raises(NotAllowed):
        watch.watch(viewer=supervisor, place="440700")
    for role in (Role.FAMILY, Role.HEALTH, Role.FINANCE, Role.DEPARTMENT):
        with pytest.raises(NotAllowed):
            watch.watch(viewer=someone(role, place=PLACE), place=PLACE)
    seen(supervisor)
    assert ReadLog.objects.filter(by=supervisor.user_id, where="watch", place=PLACE).count() == 1


CODE = "H22010500001"


@pytest.fixture
def opened(settled: None) -> tuple[Viewer, int]:
    """An audit of twenty visits of the demo's month."""
    today = timezone.localdate()
    Grant.objects.create(
        kind="agreement", key="now", institution=Institution.objects.get(code=CODE), first=today - timedelta(days=1)
    )
    viewer = demo.viewer("supervisor")
    told = {"provider": CODE, "audit": "online", "first": f"{MONTH}-01", "last": f"{MONTH}-31", "size": "20"}
    return viewer, filing.file(viewer=viewer, code="audit", filing=told | {"seed": "7", "why": "例行"})


def marked(viewer: Viewer, case: int, **faults: str) -> dict[str, Mark]:
    visits = sheet.sheet(viewer=viewer, case_id=case).marks
    told = {visit: Mark("fine") for visit in visits}
    told |= {list(visits)[int(place.removeprefix("n"))]: Mark("fault", note) for place, note in faults.items()}
    return told


def test_marks_are_kept_and_handed_in_with_their_counts(opened: tuple[Viewer, int]) -> None:
    viewer, case = opened
    before = sheet.sheet(viewer=viewer, case_id=case)
    assert len(before.marks) == 20 and (before.judged, before.faulty, before.workable) == (0, 0, True)
    sheet.keep(viewer=viewer, case_id=case, marks=marked(viewer, case, n3="照片与项目不符"))
    found = sheet.sheet(viewer=viewer, case_id=case)
    assert (found.judged, found.faulty) == (20, 1)
    sheet.hand_in(viewer=viewer, case_id=case, version=found.version, summary="一处问题")
    stored = Case.objects.get(pk=case)
    assert stored.stage == "decided" and (stored.filing["examined"], stored.filing["faulty"]) == ("20", "1")
    assert stored.filing["findings"] == f"一处问题\n{list(found.marks)[3]}: 照片与项目不符"
    assert not Draft.objects.filter(procedure=sheet.SHEET).exists()
    with pytest.raises(Conflict):
        sheet.keep(viewer=viewer, case_id=case, marks={})


def test_nothing_is_handed_in_while_a_visit_is_not_judged_or_a_fault_has_no_words(opened: tuple[Viewer, int]) -> None:
    viewer, case = opened
    told = marked(viewer, case)
    last = list(told)[-1]
    version = Case.objects.get(pk=case).version
    sheet.keep(viewer=viewer, case_id=case, marks={**told, last: Mark()})
    with pytest.raises(BadInput, match="1 visits have not been judged"):
        sheet.hand_in(viewer=viewer, case_id=case, version=version, summary="")
    sheet.keep(viewer=viewer, case_id=case, marks={**told, last: Mark("fault", " ")})
    with pytest.raises(BadInput, match=last):
        sheet.hand_in(viewer=viewer, case_id=case, version=version, summary="")
    assert Case.objects.get(pk=case).stage == "examined"


def test_marks_for_visits_outside_the_sample_are_dropped(opened: tuple[Viewer, int]) -> None:
    viewer, case = opened
    sheet.keep(viewer=viewer, case_id=case, marks={"V000000-000000": Mark("fault", "不在样本")})
    assert sheet.sheet(viewer=viewer, case_id=case).judged == 0


def test_only_a_supervisor_of_the_place_works_on_a_sample(opened: tuple[Viewer, int]) -> None:
    _, case = opened
    for role in (Role.CLERK, Role.REVIEWER, Role.HEALTH):
        with pytest.raises(NotAllowed):
            sheet.sheet(viewer=someone(role, place=PLACE), case_id=case)
    with pytest.raises(NotAllowed):
        sheet.sheet(viewer=demo.viewer("provider"), case_id=case)
    with pytest.raises(NotFound):
        sheet.sheet(viewer=someone(Role.SUPERVISOR, place="440700"), case_id=case)


def test_each_supervisor_keeps_marks_of_their_own(opened: tuple[Viewer, int]) -> None:
    viewer, case = opened
    sheet.keep(viewer=viewer, case_id=case, marks=marked(viewer, case))
    assert sheet.sheet(viewer=someone(Role.SUPERVISOR, place=PLACE), case_id=case).judged == 0
