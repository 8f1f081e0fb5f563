"""From the choice of a provider to the first booking, through every case on the way; changes and what they end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from tests.kin import viewer_for
from tests.services.clients import MONDAY, Clients, clients, person
from tests.story import PLACE, desk, someone
from yiyang.law.decision import Finding
from yiyang.services.access import Viewer
from yiyang.services.cases import acting, deciding, filing, reading
from yiyang.services.cases.about import Named
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound, Refused
from yiyang.services.visits.standing import Standing
from yiyang.store.models import Booking, Case, Grant, Institution, Message, Person, Role

Clock = Callable[[datetime], None]
TODAY = MONDAY.date()
TUESDAY = MONDAY + timedelta(days=1, hours=1)
CLAUSES = dict.fromkeys(("content", "process", "duties", "rights", "risks"), "写明")
LIVING = {"kind": "living", "items": "L01:50;L02:20"}


@dataclass
class Client:
    """A recipient who has chosen nobody yet, with a daughter, and two providers that would take her."""

    person: Person
    daughter: Viewer
    near: Viewer
    far: Viewer
    clerk: Viewer
    reviewer: Viewer

    def file(self, who: Viewer, code: str, **given: str) -> int:
        return filing.file(viewer=who, code=code, filing=given, named=Named(person=self.person.pk))

    def decide(self, who: Viewer, case: int, outcome: str = "granted", answer: str = "", **given: str) -> bool:
        version = Case.objects.get(pk=case).version
        return deciding.decide(viewer=who, case_id=case, version=version, outcome=outcome, answer=answer, filing=given)

    def done(self, filer: Viewer, decider: Viewer, code: str, **given: str) -> int:
        case = self.file(filer, code, **given)
        assert self.decide(decider, case)
        return case

    def grant(self, kind: str, day: date = TODAY) -> Grant | None:
        return Standing(self.person, day).grant(kind, day)

    def settled_in(self) -> None:
        """Everything up to the service agreement with the near provider."""
        self.done(self.daughter, self.near, "provider-choice", provider="near")
        self.assessed()
        self.done(self.near, self.daughter, "care-plan", **LIVING)
        self.signed()

    def assessed(self) -> int:
        told = {"disease": "中风", "condition": "卧床", "needs": "擦浴", "assessor": "李护士"}
        return self.done(self.near, self.near, "needs-assessment", needs_assessed_on=str(TODAY), **told)

    def signed(self) -> int:
        by_provider = {**CLAUSES, "provider_signer": "王主任", "provider_signed_on": str(TODAY)}
        case = self.file(self.near, "service-agreement", **by_provider)
        told = {"signs": "guardian", "recipient_signer": "王芳", "recipient_signed_on": str(TODAY), "understood": "yes"}
        assert self.decide(self.daughter, case, **told)
        return case


def provider(code: str, **more: object) -> Viewer:
    one = Institution.objects.create(code=code, name=f"机构{code}", place=PLACE, **more)
    Grant.objects.create(kind="agreement", key=f"agreement:{code}", institution=one, first=date(2026, 1, 1))
    return desk(code)


@pytest.fixture
def client(empty: None, clock: Clock) -> Client:
    clock(MONDAY)
    one = person(7)
    Grant.objects.create(kind="recipient", key="r", person=one, first=date(2026, 8, 1), last=date(2027, 8, 1))
    near, far = provider("near", capacity=1), provider("far", offers=["L01", "L09"])
    return Client(
        one, viewer_for(one), near, far, someone(Role.CLERK, place=PLACE), someone(Role.REVIEWER, place=PLACE)
    )


def unmet(error: Refused) -> list[tuple[str, str]]:
    return [(one.provision, one.text.en) for one in error.decision.reasons if one.finding is Finding.UNMET]


def test_from_the_choice_to_the_signed_agreement(client: Client) -> None:
    client.settled_in()
    choice, needs, plan, service = (client.grant(kind) for kind in ("choice", "needs", "plan", "service"))
    near = Institution.objects.get(code="near")
    assert choice and choice.institution == near and choice.facts == {"provider": "near"}
    assert needs and (needs.first, needs.last) == (TODAY, date(2027, 9, 6)) and needs.facts["disease"] == "中风"
    assert plan and plan.facts == {"kind": "living", "items": [["L01", 50], ["L02", 20]]} and plan.institution == near
    assert service and service.first == TODAY and service.facts["signs"] == "guardian"


def test_no_step_before_the_one_it_rests_on(client: Client) -> None:
    with pytest.raises(NotFound):  # who was not chosen has no business with her
        client.file(client.near, "care-plan", **LIVING)
    client.done(client.daughter, client.near, "provider-choice", provider="near")
    with pytest.raises(Refused) as early:
        client.file(client.near, "care-plan", **LIVING)
    assert unmet(early.value) == [("CC-6.3", "There is no valid assessment of needs by the provider")]
    told = {**CLAUSES, "provider_signer": "王主任", "provider_signed_on": str(TODAY)}
    case = client.file(client.near, "service-agreement", **told)
    seen = reading.case(viewer=client.daughter, case_id=case)
    assert seen.decision
    assert "The plan begins on 31 December 9999 only" in [one.text.en for one in seen.decision.failing]


def test_a_full_provider_takes_nobody_more(client: Client) -> None:
    client.done(client.daughter, client.near, "provider-choice", provider="near")
    other = person(8)
    Grant.objects.create(kind="recipient", key="r8", person=other, first=date(2026, 8, 1))
    with pytest.raises(Refused) as full:
        filing.file(
            viewer=viewer_for(other), code="provider-choice", filing={"provider": "near"}, named=Named(person=other.pk)
        )
    assert unmet(full.value) == [("CC-6.3", "The provider is full: 1 of 1 people")]


def test_a_provider_turns_away_within_its_capacity_only_with_a_second_person(client: Client) -> None:
    case = client.file(client.daughter, "provider-choice", provider="near")
    assert not client.decide(client.near, case, "refused", "路太远")
    version = Case.objects.get(pk=case).version
    with pytest.raises(NotAllowed):
        deciding.second(viewer=client.near, case_id=case, version=version, agree=True)
    deciding.second(viewer=client.reviewer, case_id=case, version=version, agree=False, why="能力范围内应接收")
    assert client.decide(client.near, case)


def test_the_far_provider_neither_sees_nor_plans(client: Client) -> None:
    case = client.file(client.daughter, "provider-choice", provider="near")
    with pytest.raises(NotFound):
        reading.case(viewer=client.far, case_id=case)
    client.decide(client.near, case)
    with pytest.raises(NotFound):
        client.file(client.far, "care-plan", **LIVING)


def test_an_item_the_provider_does_not_offer_cannot_be_planned(client: Client) -> None:
    client.done(client.daughter, client.far, "provider-choice", provider="far")
    told = {"disease": "中风", "condition": "卧床", "needs": "擦浴", "assessor": "李护士"}
    client.done(client.far, client.far, "needs-assessment", needs_assessed_on=str(TODAY), **told)
    with pytest.raises(Refused) as lacking:
        client.file(client.far, "care-plan", **LIVING)
    assert unmet(lacking.value) == [("CC-6.3", "The provider does not offer: L02")]
    with pytest.raises(Refused) as short:
        client.file(client.far, "care-plan", kind="living", items="L01:49")
    assert [provision for provision, _ in unmet(short.value)] == ["CC-A.1"]


def test_the_counter_enters_what_was_signed_on_paper(client: Client) -> None:
    client.done(client.daughter, client.near, "provider-choice", provider="near")
    client.assessed()
    case = client.file(client.near, "care-plan", **LIVING)
    with pytest.raises(NotAllowed):
        client.decide(client.near, case)
    assert client.decide(client.clerk, case)
    assert client.grant("plan")


def test_a_second_change_in_a_month_needs_a_reason_and_a_second_person(client: Client, clock: Clock) -> None:
    client.settled_in()
    change = {"kind": "living", "items": "L01:50;L09:30", "why": "翻身需要"}
    client.done(client.daughter, client.near, "plan-change", **change)
    plan = client.grant("plan")
    assert plan and plan.facts["items"] == [["L01", 50], ["L09", 30]]
    again = client.file(client.daughter, "plan-change", **{**change, "items": "L01:60"})
    assert not client.decide(client.near, again, answer="出院后病情变化")
    version = Case.objects.get(pk=again).version
    deciding.second(viewer=client.reviewer, case_id=again, version=version, agree=True)
    plan = client.grant("plan")
    assert plan and plan.facts["items"] == [["L01", 60]]
    clock(datetime(2026, 9, 30, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    third = client.file(client.daughter, "plan-change", **change)
    seen = reading.case(viewer=client.near, case_id=third)
    assert seen.decision and [one.text.en for one in seen.decision.failing] == [
        "Changed 2 times this month already, of 1"
    ]
    clock(datetime(2026, 10, 1, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    assert client.decide(client.near, third)


def test_a_change_of_plan_reaches_the_bookings_ahead(empty: None, clock: Clock) -> None:
    clock(MONDAY)
    known = clients()
    client = _with(known)
    fits, other = known.book(TUESDAY), known.book(TUESDAY + timedelta(hours=3), kind="nursing")
    client.done(client.daughter, client.near, "plan-change", kind="living", items="L01:50;L02:20", why="少一项")
    fits.refresh_from_db()
    other.refresh_from_db()
    assert (fits.items, fits.minutes, fits.state) == ([["L01", 50], ["L02", 20]], 90, "booked")
    assert other.items == [["N05", 20], ["N01", 20]]
    client.done(client.daughter, client.near, "plan-change", kind="nursing", items="N05:30;N06:20", why="换一项")
    other.refresh_from_db()
    assert other.state == "cancelled" and other.cause.startswith("CC-PLAN-CHANGE-2026-")
    told = Message.objects.filter(code="plan.replanned", person=known.person)
    assert "booking of 8 September 2026 is cancelled" in told.first().title[1]  # type: ignore[union-attr]


def _with(known: Clients) -> Client:
    clerk, reviewer = someone(Role.CLERK, place=PLACE), someone(Role.REVIEWER, place=PLACE)
    return Client(known.person, known.daughter, known.desk, provider("far"), clerk, reviewer)


def test_a_change_of_provider_ends_everything_with_the_old_one_and_can_be_taken_back(
    empty: None,
    clock: Clock,
) -> None:
    clock(MONDAY)
    known = clients()
    client = _with(known)
    one = known.book(TUESDAY)
    with pytest.raises(Refused) as same:
        client.file(client.daughter, "provider-change", provider=known.provider.code)
    assert ("CC-6.3", "It is the present provider") in unmet(same.value)
    case = client.done(client.daughter, client.far, "provider-change", provider="far")
    one.refresh_from_db()
    assert (one.state, one.cause) == ("cancelled", Case.objects.get(pk=case).number)
    assert [client.grant(kind) for kind in ("needs", "plan", "service")] == [None, None, None]
    yesterday = TODAY - timedelta(days=1)
    ended = Grant.objects.filter(person=known.person, ended="changed_provider")
    assert {grant.kind: grant.last for grant in ended} == dict.fromkeys(("needs", "plan", "service"), yesterday)
    choice = client.grant("choice")
    assert choice and choice.institution and choice.institution.code == "far"
    assert Message.objects.filter(code="choice.left", institution=known.provider).exists()
    with pytest.raises(BadInput):  # her carer belongs to the provider she has left
        known.book(TUESDAY)
    deciding.undo(viewer=client.reviewer, case_id=case, why="误操作")
    one.refresh_from_db()
    assert one.state == Booking.BOOKED and client.grant("plan") and client.grant("service")
    choice = client.grant("choice")
    assert choice and choice.institution == known.provider


def test_only_who_has_a_provider_changes_and_only_who_has_none_chooses(client: Client) -> None:
    with pytest.raises(Refused) as first:
        client.file(client.daughter, "provider-change", provider="near")
    assert ("CC-6.3", "No provider is chosen yet") in unmet(first.value)
    client.done(client.daughter, client.near, "provider-choice", provider="near")
    with pytest.raises(Refused) as again:
        client.file(client.daughter, "provider-choice", provider="far")
    assert ("CC-6.3", "A provider is chosen already") in unmet(again.value)


def test_two_changes_on_their_way_at_once_are_one_too_many(client: Client) -> None:
    client.file(client.daughter, "provider-choice", provider="near")
    with pytest.raises(Conflict):
        client.file(client.clerk, "provider-choice", provider="near")


def test_a_case_that_was_withdrawn_leaves_nothing(client: Client) -> None:
    case = client.file(client.daughter, "provider-choice", provider="near")
    acting.withdraw(viewer=client.daughter, case_id=case, version=1)
    assert client.grant("choice") is None
