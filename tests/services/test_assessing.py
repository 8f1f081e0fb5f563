"""Assessed at home: from the self-assessment to the status, anew before it ends, and reviewed by another team."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tests.services.clients import MONDAY, Clients, clients
from tests.services.lives import MODERATE, SEVERE, Agency, user_of, version
from tests.story import clock  # noqa: F401 -- a fixture
from yiyang.services.access import viewer_of
from yiyang.services.cases import acting, deciding, filing, forms, reading
from yiyang.services.cases.about import Named
from yiyang.services.demo import visits as demo_visits
from yiyang.services.errors import BadInput, NotAllowed, NotFound, Refused
from yiyang.store.models import Booking, Case, Grant, Membership, Role

Clock = Callable[[datetime], None]
LATER = datetime.fromisoformat("2026-09-21T10:00")
FRIDAY = datetime.fromisoformat("2026-09-18T10:00")


@pytest.fixture
def home(empty: None, clock: Clock) -> Clients:  # noqa: F811
    """Somebody insured in the pilot and living there, not assessed yet."""
    clock(MONDAY)
    known = clients()
    Grant.objects.filter(person=known.person).exclude(kind="coverage").delete()
    return known


@pytest.fixture
def agency(home: Clients) -> Agency:
    return Agency()


def grants(known: Clients, kind: str) -> list[tuple[date, date | None, str]]:
    rows = Grant.objects.filter(person=known.person, kind=kind).order_by("first", "pk")
    return list(rows.values_list("first", "last", "ended"))


def recipient(home: Clients, agency: Agency, scores: dict[str, str] = SEVERE) -> Case:
    case = agency.apply(home.daughter, home.person)
    agency.assess(case, scores, "2026-09-07")
    return agency.decide(case, "granted" if scores == SEVERE else "refused")


def test_a_severe_grade_found_on_site_makes_a_recipient(home: Clients, agency: Agency, clock: Clock) -> None:  # noqa: F811
    case = agency.apply(home.daughter, home.person)
    clock(LATER)
    agency.assess(case, SEVERE, "2026-09-18")
    seen = reading.case(viewer=agency.reviewer, case_id=case)
    assert seen.decides and seen.decision and seen.decision.outcome == "granted"
    assert "disability.combination.severe" in {value.name for value in seen.decision.illustrative}
    done = agency.decide(case)
    result = Grant.objects.get(person=home.person, kind="assessment")
    assert (result.first, result.last) == (date(2026, 9, 21), date(2028, 9, 17))
    assert result.facts["level"] == 3 and result.facts["scale"] == "医保办发〔2021〕37号"
    assert result.facts["domains"] == {"adl": 0, "cognition": 16, "perception": 12}
    assert result.facts["scores"]["eating"] == 0 and result.facts["number"] == done.number
    assert grants(home, "recipient") == [(date(2026, 9, 21), date(2028, 9, 17), "")]
    assert done.decision and done.decision["amounts"]["level"] == 3


def test_a_moderate_grade_is_kept_and_makes_no_recipient(home: Clients, agency: Agency) -> None:
    recipient(home, agency, MODERATE)
    assert Grant.objects.get(person=home.person, kind="assessment").facts["level"] == 2
    assert grants(home, "recipient") == []


def test_against_the_law_a_second_person_must_agree(home: Clients, agency: Agency) -> None:
    case = agency.apply(home.daughter, home.person)
    agency.assess(case, MODERATE, "2026-09-07")
    assert agency.decide(case, "granted", "家中无人照护").proposed is not None
    assert grants(home, "recipient") == [] and grants(home, "assessment") == []
    deciding.second(viewer=agency.second, case_id=case, version=version(case), agree=True)
    assert [first for first, _last, _why in grants(home, "recipient")] == [date(2026, 9, 7)]


def test_the_gate_refuses_a_light_self_assessment_and_a_stranger(home: Clients, agency: Agency) -> None:
    with pytest.raises(Refused, match="class B"):
        agency.apply(home.daughter, home.person, bathing_helped="no", eating_helped="no", dressing_helped="no")
    Membership.objects.filter(user=home.daughter.user_id).update(consents=["read"])
    with pytest.raises(NotFound):
        agency.apply(viewer_of(home.daughter.user_id), home.person)
    assert not Case.objects.exists()


def test_a_recipient_asks_for_a_reassessment_instead(home: Clients, agency: Agency) -> None:
    recipient(home, agency)
    with pytest.raises(Refused, match="Is a recipient already"):
        agency.apply(home.daughter, home.person)


def test_nobody_of_the_chosen_provider_can_be_on_the_team(home: Clients, agency: Agency) -> None:
    case = agency.apply(home.daughter, home.person)
    near, other = agency.assessors[:2]
    Membership.objects.create(user_id=user_of(near), role=Role.PROVIDER, institution=home.provider)
    named = f"{near.user_id};{other.user_id}"
    with pytest.raises(BadInput, match=str(near.user_id)):
        told = {"team": named, "provider": home.provider.code}
        acting.act(viewer=agency.clerk, case_id=case, version=version(case), filing=told)
    acting.act(viewer=agency.clerk, case_id=case, version=version(case), filing={"team": named})
    Grant.objects.create(
        kind="choice", key="choice:late", person=home.person, institution=home.provider, first=date(2026, 9, 1)
    )
    acting.act(viewer=other, case_id=case, version=version(case), filing={**SEVERE, "assessed_on": "2026-09-07"})
    seen = reading.case(viewer=agency.reviewer, case_id=case)
    assert seen.decision and [one.provision for one in seen.decision.failing] == ["CC-6.2"]
    agency.decide(case, "refused")
    assert grants(home, "assessment") == []  # a result of such a team is none


def test_a_carer_of_the_provider_is_tied_to_it(home: Clients, agency: Agency) -> None:
    Grant.objects.create(
        kind="choice", key="choice:now", person=home.person, institution=home.provider, first=date(2026, 9, 1)
    )
    Membership.objects.create(user_id=user_of(home.carer_viewer), role=Role.ASSESSOR, place="220100")
    case = agency.apply(home.daughter, home.person)
    listed = reading.case(viewer=agency.clerk, case_id=case).choices["team"]
    assert {option.key for option in listed} == {str(one.user_id) for one in agency.assessors}


def test_one_assessor_is_no_team_and_others_cannot_score(home: Clients, agency: Agency) -> None:
    case = agency.apply(home.daughter, home.person)
    with pytest.raises(BadInput, match="must not be below 2"):
        told = {"team": str(agency.assessors[0].user_id)}
        acting.act(viewer=agency.clerk, case_id=case, version=version(case), filing=told)
    agency.assess(case, SEVERE, "2026-09-07")
    with pytest.raises((NotAllowed, NotFound)):
        acting.act(viewer=agency.assessors[3], case_id=case, version=version(case), filing=SEVERE)


def test_an_item_left_out_is_named(home: Clients, agency: Agency) -> None:
    case = agency.apply(home.daughter, home.person)
    with pytest.raises(BadInput) as error:
        agency.assess(case, {**SEVERE, "talk": ""}, "")
    assert error.value.field == "assessed_on, talk"


def test_a_renewal_is_a_further_period(home: Clients, agency: Agency, clock: Clock) -> None:  # noqa: F811
    recipient(home, agency)
    clock(datetime.fromisoformat("2028-07-07T09:00"))
    told = {"ground": "expiring", "living_at_home": "yes", "visit_address": "原址", "phone": "1"}
    with pytest.raises(Refused, match="from 8 July 2028 on"):
        agency.apply(home.daughter, home.person, "reassessment", **told)
    clock(datetime.fromisoformat("2028-07-08T09:00"))
    Grant.objects.filter(kind="coverage").update(last=None)
    case = agency.apply(home.daughter, home.person, "reassessment", **told)
    agency.assess(case, SEVERE, "2028-07-08")
    renewed = agency.decide(case)
    periods = [(date(2026, 9, 7), date(2028, 7, 7), "renewed"), (date(2028, 7, 8), date(2030, 7, 7), "")]
    assert grants(home, "assessment") == grants(home, "recipient") == periods
    agency.undo(renewed)
    assert grants(home, "assessment") == grants(home, "recipient") == [(date(2026, 9, 7), date(2028, 9, 6), "")]


def test_a_person_who_got_better_loses_the_status_and_the_bookings(home: Clients, agency: Agency, clock: Clock) -> None:  # noqa: F811
    first = recipient(home, agency)
    rights(home)
    booked = home.book(datetime.fromisoformat("2026-09-24T09:00"))
    clock(LATER)
    told = {
        "ground": "changed",
        "change": "能自己吃饭穿衣",
        "living_at_home": "yes",
        "visit_address": "原址",
        "phone": "1",
    }
    case = agency.apply(home.daughter, home.person, "reassessment", **told)
    agency.assess(case, MODERATE, "2026-09-21")
    lost = agency.decide(case, "refused")
    assert grants(home, "recipient") == [(date(2026, 9, 7), date(2026, 9, 20), "not_severe")]
    assert [last for _first, last, _why in grants(home, "choice")] == [date(2026, 9, 20)]
    booked.refresh_from_db()
    assert (booked.state, booked.cause) == (Booking.CANCELLED, lost.number)
    agency.undo(lost)
    booked.refresh_from_db()
    assert (booked.state, booked.cause) == (Booking.BOOKED, "")
    assert grants(home, "recipient") == [(date(2026, 9, 7), date(2028, 9, 6), "")] and first.undone_at is None


def rights(home: Clients) -> None:
    """What a booking needs besides the status."""
    demo_visits.rights(home.person, home.provider, date(2026, 9, 7))


def review(home: Clients, agency: Agency, first: Case) -> int:
    told = {"statement": "评定人员没有问夜间情况", "visit_address": "原址", "phone": "1"}
    return filing.file(viewer=home.daughter, code="assessment-objection", filing=told, named=Named(case=first.pk))


def test_another_team_that_finds_more_puts_the_first_result_right(home: Clients, agency: Agency, clock: Clock) -> None:  # noqa: F811
    first = recipient(home, agency, MODERATE)
    clock(FRIDAY)
    case = review(home, agency, first)
    with pytest.raises(BadInput):  # the first team may not review itself
        agency.assess(case, SEVERE, "2026-09-18", agency.assessors[1:3])
    agency.assess(case, SEVERE, "2026-09-18", agency.assessors[2:4])
    changed = agency.decide(case)
    result = Grant.objects.get(person=home.person, kind="assessment")
    assert (result.first, result.last, result.facts["level"]) == (date(2026, 9, 7), date(2028, 9, 17), 3)
    assert grants(home, "recipient") == [(date(2026, 9, 18), date(2028, 9, 17), "")]
    agency.undo(changed)
    result.refresh_from_db()
    assert (result.last, result.facts["level"]) == (date(2028, 9, 6), 2) and grants(home, "recipient") == []


def test_the_same_grade_leaves_the_first_result(home: Clients, agency: Agency, clock: Clock) -> None:  # noqa: F811
    first = recipient(home, agency, MODERATE)
    clock(FRIDAY)
    case = review(home, agency, first)
    agency.assess(case, MODERATE, "2026-09-18", agency.assessors[2:4])
    agency.decide(case, "refused")
    assert [last for _first, last, _why in grants(home, "assessment")] == [date(2028, 9, 6)]
    with pytest.raises(Refused, match="answered already"):
        review(home, agency, first)


def test_a_lower_grade_holds_from_the_review_on(home: Clients, agency: Agency, clock: Clock) -> None:  # noqa: F811
    first = recipient(home, agency)
    clock(FRIDAY)
    case = review(home, agency, first)
    agency.assess(case, MODERATE, "2026-09-18", agency.assessors[2:4])
    agency.decide(case)
    assert [day for day, _last, _why in grants(home, "assessment")] == [date(2026, 9, 7), date(2026, 9, 18)]
    assert grants(home, "recipient") == [(date(2026, 9, 7), date(2026, 9, 17), "not_severe")]


def test_the_time_to_object_is_ten_working_days(home: Clients, agency: Agency, clock: Clock) -> None:  # noqa: F811
    """Decided on Monday 7 September; Sunday the 20th is worked before National Day and is the tenth day."""
    first = recipient(home, agency, MODERATE)
    clock(datetime.fromisoformat("2026-09-21T00:00"))
    with pytest.raises(Refused, match="The time ended on 20 September 2026"):
        review(home, agency, first)
    clock(datetime.fromisoformat("2026-09-20T23:59"))
    assert review(home, agency, first)


def test_only_an_assessment_with_a_result_can_be_objected_to(home: Clients, agency: Agency) -> None:
    first = recipient(home, agency, MODERATE)
    agency.undo(first)
    with pytest.raises(Refused, match="no assessment with a result"):
        review(home, agency, first)


def test_two_results_of_one_day_never_hold_on_the_same_day(home: Clients, agency: Agency) -> None:
    recipient(home, agency)
    told = {"ground": "changed", "change": "摔伤", "living_at_home": "yes", "visit_address": "原址", "phone": "1"}
    case = agency.apply(home.daughter, home.person, "reassessment", **told)
    agency.assess(case, {**SEVERE, "time": "0", "persons": "0", "places": "0", "memory": "0"}, "2026-09-07")
    agency.decide(case)
    assert [(first, last) for first, last, _why in grants(home, "assessment")] == [
        (date(2026, 9, 7), date(2026, 9, 7)),
        (date(2026, 9, 8), date(2028, 9, 6)),
    ]


def test_the_form_of_an_application_asks_six_questions_in_words(home: Clients, agency: Agency) -> None:
    form = forms.blank(viewer=home.daughter, code="home-care-assessment", named=Named(person=home.person.pk))
    labels = [field.label.en for field in form.fields]
    assert "Needs help with eating" in labels and len([one for one in form.fields if one.name.endswith("_helped")]) == 6
