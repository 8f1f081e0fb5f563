"""Audits: a sample that the same seed always draws again, unseen by the provider until there is a conclusion."""

import random
import subprocess
import sys
from collections import Counter
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.test_providers import Clock, act, decide, unmet
from tests.story import PLACE, someone
from yiyang.services import demo
from yiyang.services.access import OPERATOR, Viewer
from yiyang.services.audits import contacts, reading
from yiyang.services.audits.sampling import draw
from yiyang.services.cases import filing
from yiyang.services.cases import reading as cases
from yiyang.services.cases.about import Named
from yiyang.services.errors import BadInput, NotAllowed, NotFound, Refused
from yiyang.store.models import Case, Grant, Institution, Message, Person, ReadLog, Role, Visit

IDS = [f"V202205-{number:06d}" for number in range(1, 243)]
DRAWN = ("V202205-000083", "V202205-000129", "V202205-000130", "V202205-000149", "V202205-000213")
"""As `sha256sum` of "20220601:V202205-…" ranks them."""


def test_a_sample_is_the_same_every_time_and_in_any_order() -> None:
    assert draw(IDS, seed=20220601, size=5) == draw(reversed(IDS), seed=20220601, size=5) == DRAWN
    shuffled = random.Random(1).sample(IDS, len(IDS))  # noqa: S311 -- an order, not a secret
    assert draw([*shuffled, *shuffled], seed=20220601, size=5) == DRAWN
    assert draw(IDS, seed=20220602, size=5) != DRAWN


def test_a_sample_does_not_hang_on_the_hash_seed_of_the_process() -> None:
    code = f"from yiyang.services.audits.sampling import draw; print(draw({set(IDS)!r}, seed=20220601, size=5))"
    for seed in ("0", "1"):
        told = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        )
        assert told.stdout.decode().strip() == str(DRAWN)


@given(st.sets(st.text(max_size=8), max_size=40), st.integers(0, 2**40), st.integers(0, 60))
def test_a_sample_is_of_its_size_and_of_its_population(ids: set[str], seed: int, size: int) -> None:
    found = draw(ids, seed=seed, size=size)
    assert len(found) == len(set(found)) == min(size, len(ids)) and set(found) <= ids and list(found) == sorted(found)
    assert set(draw(ids, seed=seed, size=max(size - 1, 0))) <= set(found)  # a larger sample only adds to a smaller one


def test_every_visit_has_the_same_chance() -> None:
    counted = Counter(one for seed in range(2000) for one in draw(IDS[:20], seed=seed, size=5))
    assert all(430 <= counted[one] <= 570 for one in IDS[:20])  # 500 each, within three and a half deviations


@pytest.fixture
def month(settled: None, clock: Clock) -> None:
    clock(datetime(2022, 6, 1, 9))  # noqa: DTZ001 -- the clock fixture sets the zone


def opened(who: Viewer, **changed: str) -> int:
    told = {"audit": "online", "first": "2022-05-01", "last": "2022-05-31", "size": "5", "seed": "20220601"}
    told |= {"provider": _own().code, "why": "季度抽查", **changed}
    return filing.file(viewer=who, code="audit", filing=told)


def _own() -> Institution:
    return Institution.objects.get(pk=min(demo.viewer("provider").institutions))


def examined(who: Viewer, case: int, faulty: int) -> None:
    act(who, case, examined="5", faulty=str(faulty), findings="核对照片与项目")


def test_the_sample_of_an_audit_is_drawn_from_its_period(month: None) -> None:
    supervisor = demo.viewer("supervisor")
    case = opened(supervisor)
    found = reading.sample(viewer=supervisor, case_id=case)
    ids = Visit.objects.filter(institution=_own()).values_list("visit_id", flat=True)
    assert found.population == len(ids)
    assert tuple(one.visit_id for one in found.visits) == draw(ids, seed=20220601, size=5)
    assert all(one.line and one.status and one.masked for one in found.visits)
    persons = set(
        Visit.objects.filter(visit_id__in=[one.visit_id for one in found.visits]).values_list("person", flat=True)
    )
    looked = ReadLog.objects.filter(where="audit", by=supervisor.user_id).values_list("subject", flat=True)
    assert set(looked) == {f"person:{one}" for one in persons}
    short = opened(supervisor, first="2022-05-10", last="2022-05-12", size="3")
    narrow = reading.sample(viewer=supervisor, case_id=short)
    assert narrow.population == len(narrow.visits) == 3 and {one.check_in.date() for one in narrow.visits} <= {
        date(2022, 5, day) for day in (10, 11, 12)
    }


def test_a_period_or_a_size_that_will_not_do_opens_no_audit(month: None) -> None:
    supervisor = demo.viewer("supervisor")
    for changed in (
        {"last": "2022-06-30"},
        {"size": "4"},
        {"size": "999"},
        {"first": "2022-04-01", "last": "2022-04-30"},
    ):
        with pytest.raises(Refused) as no:
            opened(supervisor, **changed)
        assert {provision for provision, _ in unmet(no.value)} == {"CC-9.3"}
    for who in ("clerk", "provider", "reviewer", "daughter"):
        with pytest.raises(NotAllowed):
            opened(demo.viewer(who))


def test_the_provider_sees_an_audit_once_it_is_concluded(month: None) -> None:
    supervisor, house = demo.viewer("supervisor"), demo.viewer("provider")
    case = opened(supervisor)
    with pytest.raises(NotFound):
        cases.case(viewer=house, case_id=case)
    assert reading.audits(viewer=house) == () and not Message.objects.filter(user=house.user_id, case=case).exists()
    examined(supervisor, case, faulty=2)
    assert decide(supervisor, case, "findings", "两次照片不清")
    found = reading.audits(viewer=house)[0]
    assert (found.outcome, found.examined, found.faulty, found.provider) == ("findings", 5, 2, _own().name)
    assert Message.objects.filter(user=house.user_id, code="case.decided").count() == 1
    left = Grant.objects.get(kind="finding")
    assert left.institution == _own() and left.facts == {"audit": "online", "examined": 5, "faulty": 2}
    for who in (house, demo.viewer("clerk"), someone(Role.HEALTH, place=PLACE)):
        with pytest.raises(NotAllowed):
            reading.sample(viewer=who, case_id=case)


def test_the_counts_fit_the_sample_and_the_conclusion(month: None) -> None:
    supervisor = demo.viewer("supervisor")
    case = opened(supervisor)
    act(supervisor, case, examined="6", faulty="0", findings="…")
    with pytest.raises(BadInput) as many:
        decide(supervisor, case, "clean", "无")
    assert many.value.field == "examined"
    other = opened(supervisor, audit="on_site")
    act(supervisor, other, examined="5", faulty="1", findings="…")
    with pytest.raises(BadInput) as odd:
        decide(supervisor, other, "clean", "无")
    assert odd.value.field == "outcome" and Case.objects.get(pk=other).decided_at is None
    assert decide(supervisor, other, "findings", "一次")


def test_who_sees_which_audits(month: None) -> None:
    supervisor = demo.viewer("supervisor")
    running, over = opened(supervisor), opened(supervisor, audit="satisfaction")
    examined(supervisor, over, faulty=0)
    decide(supervisor, over, "clean", "未发现问题")
    assert [one.case for one in reading.audits(viewer=supervisor)] == [running, over]
    assert [one.case for one in reading.audits(viewer=supervisor, open_only=True)] == [running]
    assert [one.case for one in reading.audits(viewer=OPERATOR)] == [running, over]
    health = someone(Role.HEALTH, place=PLACE)
    assert [one.case for one in reading.audits(viewer=health)] == [over]
    assert reading.audit(viewer=health, case_id=over).kind_text.en == "checking of satisfaction"
    for who in (health, demo.viewer("provider"), someone(Role.SUPERVISOR, place="440700")):
        with pytest.raises(NotFound):
            reading.audit(viewer=who, case_id=running)
    with pytest.raises(NotFound):
        reading.sample(viewer=someone(Role.SUPERVISOR, place="440700"), case_id=running)
    for name in ("daughter", "carer", "clerk"):
        with pytest.raises(NotAllowed):
            reading.audits(viewer=demo.viewer(name))


# Complaints and return visits.


def complained(who: Viewer, **given: str) -> int:
    told = {"matter": "absence", "statement": "护理员没有来", **given}
    return filing.file(viewer=who, code="complaint", filing=told, named=Named(person=min(who.persons)))


def test_a_complaint_has_number_owner_answer_and_day(month: None) -> None:
    daughter, clerk = demo.viewer("daughter"), demo.viewer("clerk")
    case = complained(daughter, provider=_own().code)
    waiting = contacts.contacts(viewer=clerk, unanswered=True)
    assert [(one.case, one.owner, one.provider_code) for one in waiting] == [(case, "", _own().code)]
    assert str(waiting[0].decision.outcome) == "refused"
    assert "Owner: none" in {one.text.en for one in waiting[0].decision.failing}
    act(clerk, case, inquiry="护理员堵车")
    assert decide(clerk, case, "upheld", "已要求机构补上门")
    done = contacts.contacts(viewer=clerk)[0]
    assert (done.number, done.owner, done.answered_on) == (
        f"CC-COMPLAINT-2022-{case:06d}",
        clerk.name,
        date(2022, 6, 1),
    )
    assert str(done.decision.outcome) == "granted" and done.outcome and done.outcome.en == "upheld"
    assert contacts.contacts(viewer=clerk, unanswered=True) == ()


def test_a_complaint_is_not_shown_to_the_provider_it_names(month: None) -> None:
    case = complained(demo.viewer("daughter"), provider=_own().code)
    with pytest.raises(NotFound):
        cases.case(viewer=demo.viewer("provider"), case_id=case)


def test_an_unanswered_complaint_is_listed_as_late_once_its_day_is_over(month: None, clock: Clock) -> None:
    complained(demo.viewer("daughter"))
    clerk = demo.viewer("clerk")
    last = contacts.contacts(viewer=clerk)[0].last_day
    assert last == date(2022, 6, 23)  # fifteen working days after 1 June, the Dragon Boat holiday between
    clock(datetime(2022, 6, 24, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    late = contacts.contacts(viewer=clerk)[0]
    assert "Not answered by 23 June 2022" in {one.text.en for one in late.decision.failing}


def test_a_return_visit_notes_its_answers(month: None) -> None:
    clerk, person = demo.viewer("clerk"), Person.objects.order_by("pk")[0]
    told = {"means": "phone", "reason": "试点回访"}
    case = filing.file(viewer=clerk, code="return-visit", filing=told, named=Named(person=person.pk))
    answers = {"reached_on": "2022-06-01", "respondent": "本人", "by_plan": "yes", "overcharged": "no", "stars": "5"}
    assert decide(clerk, case, "content", "无问题", **answers, said="很好")
    found = contacts.contacts(viewer=clerk)[0]
    assert found.answered_on and str(found.decision.outcome) == "granted"
    with pytest.raises(NotAllowed):
        contacts.contacts(viewer=demo.viewer("provider"))
