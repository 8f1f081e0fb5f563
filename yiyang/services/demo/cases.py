"""The demo's cases: every procedure that people meet first, each at another step, all through the real services."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone

from yiyang.law.days import same_numbered
from yiyang.services.access import Viewer, viewer_of
from yiyang.services.cases import acting, deciding, filing
from yiyang.services.cases.about import Named
from yiyang.store.models import Case, Institution, Membership, Person, Role, User

APPLIES = {
    **dict.fromkeys(("living_at_home", "eating_helped", "continence_helped", "bathing_helped"), "yes"),
    **dict.fromkeys(("dressing_helped", "toilet_helped", "transfer_helped"), "yes"),
    "visit_address": "吉林大路示例小区 3 栋 2 单元",
    "phone": "0431-00000000",
}
SEVERE = {
    **dict.fromkeys(("eating", "dressing", "bowel", "bladder", "toilet", "walking", "transfer", "stairs"), "0"),
    **dict.fromkeys(("grooming", "bathing"), "0"),
    **dict.fromkeys(("time", "persons", "places", "memory", "sight", "hearing", "talk"), "2"),
}
MODERATE = {**SEVERE, **dict.fromkeys(("eating", "bowel", "bladder", "dressing", "toilet"), "10")}


def prepare(*, viewers: Mapping[str, Viewer], place: str) -> None:
    """File, name teams, assess and decide, with the demo's own people; `viewers` by login name."""
    people = list(Person.objects.order_by("pk"))
    second = _assessor(place)
    for number, person in enumerate(people[1:6]):
        _assessment(viewers, second, person, steps=number, scores=MODERATE if number == 4 else SEVERE)
    _chooses(viewers, people[4])
    _complains(viewers)
    _agreement(viewers)
    _supervision(viewers)


def _assessor(place: str) -> Viewer:
    """A colleague for the demo's assessor: a team has two."""
    user = User.objects.create_user(username="assessor2", display_name="冯评定")
    Membership.objects.create(user=user, role=Role.ASSESSOR, place=place)
    return viewer_of(user.pk)


def _assessment(
    viewers: Mapping[str, Viewer], second: Viewer, person: Person, *, steps: int, scores: Mapping[str, str]
) -> None:
    """An application at the counter, taken so many steps further: team, on site, decided."""
    clerk, assessor, reviewer = (viewers[name] for name in ("clerk", "assessor", "reviewer"))
    case = filing.file(
        viewer=clerk,
        code="home-care-assessment",
        filing=APPLIES,
        named=Named(person=person.pk),
        key=f"demo-{person.pk}",
    )
    if steps > 0:
        team = {"team": f"{assessor.user_id};{second.user_id}"}
        acting.act(viewer=clerk, case_id=case, version=_version(case), filing=team)
    if steps > 1:
        seen = {**scores, "assessed_on": timezone.localdate().isoformat(), "remarks": "卧床，需他人协助。"}
        acting.act(viewer=assessor, case_id=case, version=_version(case), filing=seen)
    if steps > 2:
        outcome = "refused" if scores is MODERATE else "granted"
        deciding.decide(viewer=reviewer, case_id=case, version=_version(case), outcome=outcome)


def _version(case: int) -> int:
    return Case.objects.values_list("version", flat=True).get(pk=case)


def _chooses(viewers: Mapping[str, Viewer], person: Person) -> None:
    """The new recipient chooses the demo's provider, which has still to accept."""
    code = Institution.objects.get(pk=min(viewers["provider"].institutions)).code
    named = Named(person=person.pk)
    filing.file(
        viewer=viewers["clerk"], code="provider-choice", filing={"provider": code}, named=named, key="demo-choice"
    )


def _complains(viewers: Mapping[str, Viewer]) -> None:
    daughter = viewers["daughter"]
    told = {
        "matter": "absence",
        "statement": "上周四护理员晚到了四十分钟，没有提前告知。",
        "wish": "希望提前电话通知。",
    }
    named = Named(person=min(daughter.persons))
    filing.file(viewer=daughter, code="complaint", filing=told, named=named, key="demo-complaint")


def _agreement(viewers: Mapping[str, Viewer]) -> None:
    """A provider whose agreement has run out asks for the next one."""
    today = timezone.localdate()
    other = Institution.objects.exclude(pk__in=viewers["provider"].institutions).order_by("code").first()
    if other is None:
        return
    told = {
        "designated": "yes",
        "registered_division": "220105",
        "institutional_care_since": "2016-03-01",
        "able": "yes",
        "willing": "yes",
        "kinds": "living;nursing",
        "capacity": "40",
    }
    named = Named(institution=other.code)
    filing.file(viewer=viewers["clerk"], code="provider-filing", filing=told, named=named, key="demo-filing")
    _visit_back(viewers, today)


def _visit_back(viewers: Mapping[str, Viewer], today: date) -> None:
    """A return visit the agency owes the daughter's mother."""
    told = {"means": "phone", "reason": f"{same_numbered(today, months=-1):%Y-%m} 服务回访"}
    named = Named(person=min(viewers["daughter"].persons))
    filing.file(viewer=viewers["clerk"], code="return-visit", filing=told, named=named, key="demo-return")


def _supervision(viewers: Mapping[str, Viewer]) -> None:
    """An audit of the settled month at its sample, a problem of the pilot, an entry of publicity."""
    supervisor, today = viewers["supervisor"], timezone.localdate()
    code = Institution.objects.get(pk=min(viewers["provider"].institutions)).code
    audit = {
        "provider": code,
        "audit": "online",
        "first": "2022-05-01",
        "last": "2022-05-31",
        "size": "8",
        "seed": "20220531",
    }
    filing.file(viewer=supervisor, code="audit", filing={**audit, "why": "季度抽查"}, key="demo-audit")
    problem = {
        "subject_line": "手机信号弱，照片上传慢",
        "source": "field",
        "statement": "部分老旧小区信号弱，护理员当场上传照片需要等待。",
        "owner": "经办机构信息科",
    }
    filing.file(viewer=supervisor, code="problem", filing=problem, key="demo-problem")
    told = {
        "headline": "居家照护试点问答",
        "published_on": (today - timedelta(days=20)).isoformat(),
        "medium": "公众号",
        "link": "https://example.org/home-care",
    }
    filing.file(viewer=viewers["clerk"], code="publicity", filing=told, key="demo-publicity")
