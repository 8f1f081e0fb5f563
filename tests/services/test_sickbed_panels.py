"""Expert panels and what they open: a third bed, a move to or from a geriatric ward, another case for the ward."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tests.services import jiangmen
from tests.services.lives import version
from tests.services.sickbeds import NOW, WARD, Beds, bed, beds
from tests.story import clock  # noqa: F401 -- a fixture
from yiyang.law.documents.jiangmen_2024.geriatric.stopping import settled_in_ward
from yiyang.law.questions.geriatric import SettleWardDay
from yiyang.services import current
from yiyang.services.cases import acting, deciding, filing, reading
from yiyang.services.cases.about import Named
from yiyang.services.errors import BadInput, Refused
from yiyang.services.sickbeds.ward import stops_on
from yiyang.store.models import Case, Grant, Membership, Role, User

Clock = Callable[[datetime], None]


@pytest.fixture
def known(empty: None, clock: Clock) -> Beds:  # noqa: F811
    clock(NOW)
    return beds()


def expert(name: str) -> str:
    """The key of an expert of the city."""
    return str(jiangmen.staff(Role.EXPERT, jiangmen.CITY, name).user_id)


def engage(known: Beds, members: list[str], *purposes: str) -> Case:
    told = {
        "panel_institution": known.hospital.code,
        "purposes": ";".join(purposes or ("more-openings",)),
        "case_facts": "慢阻肺反复发作，请会审。",
        "members": ";".join(members),
    }
    named = Named(person=known.person.pk)
    return Case.objects.get(pk=filing.file(viewer=known.clerk, code="expert-panel", filing=told, named=named))


def vote(known: Beds, case: Case, yes: list[str], no: list[str] | None = None, out: list[str] | None = None) -> Case:
    told = {
        "held_on": "2026-11-20",
        "in_favour": ";".join(yes),
        "against": ";".join(no or []),
        "recused": ";".join(out or []),
        "minutes": "讨论病情，逐一表决。",
    }
    given = {name: text for name, text in told.items() if text}
    acting.act(viewer=known.clerk, case_id=case.pk, version=version(case.pk), filing=given)
    return Case.objects.get(pk=case.pk)


def failing(known: Beds, case: Case) -> set[str]:
    view = reading.case(viewer=known.reviewer, case_id=case.pk)
    assert view.decision is not None
    return {reason.text.en for reason in view.decision.failing}


def provisions(known: Beds, case: Case) -> set[str]:
    view = reading.case(viewer=known.reviewer, case_id=case.pk)
    assert view.decision is not None
    return {reason.provision for reason in view.decision.failing}


def agreed(known: Beds, *purposes: str) -> Grant:
    """A panel of three that agreed."""
    members = [expert(f"专家{number}{len(purposes)}{User.objects.count()}") for number in range(3)]
    case = known.decide(vote(known, engage(known, members, *purposes), members[:2], members[2:]))
    return Grant.objects.get(kind="panel", case=case)


def test_the_agency_engages_a_panel_and_its_record_is_kept(known: Beds) -> None:
    members = [expert("张专家"), expert("王专家"), expert("李专家")]
    case = engage(known, members)
    assert (case.place, case.stage) == (jiangmen.PENGJIANG, "held")
    case = known.decide(vote(known, case, members[:2], members[2:]))
    one = Grant.objects.get(kind="panel")
    assert (case.outcome, one.first, one.person) == ("granted", date(2026, 11, 20), known.person)
    assert one.facts == {
        "purposes": ["more-openings"], "held_on": "2026-11-20", "panel_institution": known.hospital.code
    }  # fmt: skip


def test_another_countys_clerk_does_not_engage_it(known: Beds) -> None:
    other = jiangmen.staff(Role.CLERK, jiangmen.XINHUI)
    members = [expert("张专家")]
    with pytest.raises(BadInput) as refusal:
        engage(Beds(known.person, known.hospital, known.desk, other, known.reviewer), members)
    assert refusal.value.field == "agency"


def test_only_experts_sit(known: Beds) -> None:
    with pytest.raises(BadInput) as refusal:
        engage(known, [str(known.clerk.user_id)])
    assert refusal.value.field == "members"


def test_too_few_a_tie_and_a_missing_vote(known: Beds) -> None:
    two = [expert("张专家"), expert("王专家")]
    assert failing(known, vote(known, engage(known, two), two[:1])) == {
        "Only 2 experts but for those aside, below 3",
        "Somebody did not vote, voted twice, or is no member",
    }


def test_who_works_there_or_treated_the_patient_stands_aside(known: Beds) -> None:
    known.apply(physician="王专家")
    members = [expert(name) for name in ("张专家", "王专家", "李专家", "赵专家")]
    user = User.objects.get(pk=members[2])
    Membership.objects.create(user=user, role=Role.PROVIDER, institution=known.hospital)
    case = vote(known, engage(known, members), members)
    assert failing(known, case) == {
        "2 experts work for the institution or treated the patient, and did not stand aside"
    }
    known.decide(case, "refused")
    case = vote(known, engage(known, members), [members[0], members[3]], out=[members[1], members[2]])
    assert failing(known, case) == {"Only 2 experts but for those aside, below 3"}


def test_a_vote_of_one_who_stood_aside_does_not_count(known: Beds) -> None:
    members = [expert(name) for name in ("张专家", "王专家", "李专家", "赵专家")]
    case = vote(known, engage(known, members), members, out=members[:1])
    assert failing(known, case) == {"Somebody did not vote, voted twice, or is no member"}


def test_a_record_of_votes_can_be_put_right(known: Beds) -> None:
    """Only members of the panel can vote; the reviewer has a wrong record corrected by who wrote it."""
    members = [expert(name) for name in ("张专家", "王专家", "李专家")]
    with pytest.raises(BadInput) as refusal:
        vote(known, case := engage(known, members), [*members, expert("外人")])
    assert refusal.value.field == "in_favour"
    case = vote(known, case, members[:2])
    fields = ["in_favour", "against"]
    acting.ask_papers(viewer=known.reviewer, case_id=case.pk, version=version(case.pk), fields=fields, why="漏记一票")
    told = {"in_favour": ";".join(members[:2]), "against": members[2]}
    acting.supply(viewer=known.clerk, case_id=case.pk, version=version(case.pk), filing=told)
    assert known.decide(Case.objects.get(pk=case.pk)).outcome == "granted"


def test_a_third_bed_rests_on_a_panel_and_uses_it_up(known: Beds) -> None:
    bed(known, date(2026, 1, 1))
    bed(known, date(2026, 6, 1))
    panel = agreed(known)
    one = known.open()
    assert one.facts["panels"] == {"more-openings": panel.pk}
    Grant.objects.filter(pk=one.pk).update(last=date(2026, 11, 26))
    case = known.apply(wished_on="2026-12-20")
    assert failing(known, case) == {"Opening 4 of 2026, above 2", "No panel agreed to a further opening before it"}


def test_undoing_the_opening_frees_its_panel(known: Beds) -> None:
    bed(known, date(2026, 1, 1))
    bed(known, date(2026, 6, 1))
    panel = agreed(known)
    one = known.open()
    deciding.undo(viewer=known.reviewer, case_id=one.case_id or 0, why="批错了")
    assert known.open().facts["panels"] == {"more-openings": panel.pk}


def test_a_panel_of_one_purpose_does_not_serve_another(known: Beds) -> None:
    bed(known, date(2026, 1, 1))
    bed(known, date(2026, 6, 1))
    agreed(known, "exchange")
    assert "No panel agreed to a further opening before it" in failing(known, known.apply())


def ward(known: Beds, **told: str) -> Case:
    return known.file("geriatric-ward", **{**WARD, **told})


def by_ward(one: Grant, day: date) -> bool:
    """Whether a day is settled by the ward's rules, by what is on file."""
    stopped = stops_on(one)
    asked = SettleWardDay(day, one.first, "ended" if stopped else "open", stopped)
    return settled_in_ward(asked, current.document("jiangmen_2024").values(day)).outcome == "granted"


def test_a_ward_settles_from_its_first_day_and_stops(known: Beds) -> None:
    case = known.decide(ward(known))
    one = Grant.objects.get(kind="geriatric")
    assert (case.outcome, one.first, one.last, one.facts["barthel"]) == ("granted", date(2026, 11, 20), None, 40)
    assert not by_ward(one, date(2026, 11, 19)) and by_ward(one, NOW.date())
    stop = {"reason": "transfer", "stops_on": "2026-11-20", "state": "需转三级医院"}
    ended = known.file("geriatric-stop", **stop)
    one.refresh_from_db()
    assert (ended.outcome, one.facts["stops_on"]) == ("granted", "2026-11-20")
    assert not by_ward(one, NOW.date())
    with pytest.raises(Refused):
        known.file("geriatric-stop", **stop)
    deciding.undo(viewer=known.reviewer, case_id=ended.pk, why="误报")
    one.refresh_from_db()
    assert one.last is None and by_ward(one, NOW.date())


def test_cure_is_the_physicians_to_decide(known: Beds) -> None:
    known.decide(ward(known))
    with pytest.raises(Refused):
        known.file("geriatric-stop", reason="cured", physician_decides="no", stops_on="2026-11-20", state="好转")


def test_what_article_13_asks_stands_before_the_reviewer(known: Beds) -> None:
    Grant.objects.filter(kind="qualification", facts={"for": "geriatric-ward"}).update(last=date(2026, 11, 19))
    case = ward(known, criteria_met="no", tube_long="no", stairs="5")
    assert failing(known, case) == {
        "The ward is not approved by the health authority on 20 November 2026",
        "No physician states that admission criteria are met",
        "Barthel index 45 points, moderate dysfunction (WS/T 431-2023): short of severe dysfunction (above 40)",
        "It stays for a short time only",
    }


@pytest.mark.parametrize(("born", "fails"), [(date(1966, 11, 20), set()), (date(1966, 11, 21), {"JM-13.1"})])
def test_sixty_on_the_first_day(empty: None, clock: Clock, born: date, fails: set[str]) -> None:  # noqa: F811
    clock(NOW)
    known = beds(born=born)
    view = reading.case(viewer=known.reviewer, case_id=ward(known).pk)
    assert view.decision and {reason.provision for reason in view.decision.failing} == fails


def test_from_the_ward_home_needs_a_panel_which_serves_both(known: Beds) -> None:
    bed(known, date(2026, 1, 1))
    bed(known, date(2026, 6, 1))
    known.decide(ward(known))
    known.file("geriatric-stop", reason="leave", stops_on="2026-11-20", state="要求回家")
    case = known.apply(wished_on="2026-11-21")
    assert {"JM-10.1", "JM-10.2", "JM-10.3"} == provisions(known, case)
    panel = agreed(known, "more-openings", "exchange")
    one = known.decide(case).grants.get()
    assert one.facts["panels"] == {"more-openings": panel.pk, "exchange": panel.pk}


def test_two_days_later_it_is_no_move(known: Beds) -> None:
    known.decide(ward(known))
    known.file("geriatric-stop", reason="leave", stops_on="2026-11-20", state="要求回家")
    assert failing(known, known.apply(wished_on="2026-11-22")) == set()


def test_from_home_into_the_ward_needs_one_too(known: Beds) -> None:
    known.open(wished_on="2026-11-20")
    case = ward(known)
    assert "JM-10.3" in provisions(known, case)
    panel = agreed(known, "exchange", "geriatric-other")
    assert known.decide(case).grants.get().facts["panels"] == {"exchange": panel.pk}


def test_another_case_for_the_ward_rests_on_a_panel(known: Beds) -> None:
    assert failing(known, ward(known, condition="panel", tube="", tube_long="")) == {"No panel agreed before it"}
    panel = agreed(known, "geriatric-other")
    case = Case.objects.get(procedure="geriatric-ward")
    assert known.decide(case).grants.get().facts["panels"] == {"geriatric-other": panel.pk}
