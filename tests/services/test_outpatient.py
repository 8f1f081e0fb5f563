"""The chosen institution: first choice, change for the next year, change within the year, referral, care there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest

from tests.kin import viewer_for
from tests.services.jiangmen import CITY, PENGJIANG, XINHUI, grant, hospital, insurance_desk, insured, staff
from yiyang.law.decision import Finding, Outcome
from yiyang.law.procedure import Sheet
from yiyang.law.values import OTHER
from yiyang.services import current
from yiyang.services.access import Viewer
from yiyang.services.cases import deciding, filing, reading
from yiyang.services.cases.about import Named
from yiyang.services.cases.gained import gained
from yiyang.services.errors import BadInput, Conflict, NotAllowed, Refused
from yiyang.services.outpatient import care, standing
from yiyang.store.models import Case, Grant, Institution, Person, Role, Upload

Clock = Callable[[datetime], None]
NEAR, FAR, THIRD = "H44070300001", "H44070300002", "H44070500001"
CHECKS = dict.fromkeys(care.CHECKS, True)


@dataclass
class Town:
    """Somebody insured in Pengjiang with a daughter, three designated institutions, and the agency."""

    person: Person
    daughter: Viewer
    near: Institution
    far: Institution
    desk: Viewer
    clerk: Viewer
    clock: Clock

    def at(self, moment: str) -> None:
        self.clock(datetime.fromisoformat(moment))

    def file(self, code: str, who: Viewer, *, via: str = "", key: str = "", **given: str) -> Case:
        named = Named(person=self.person.pk)
        told = {"voucher": "e-voucher", **given} if code != "outpatient-referral" else given
        return Case.objects.get(pk=filing.file(viewer=who, code=code, filing=told, named=named, via=via, key=key))

    def choose(self, clinic: str = NEAR) -> Case:
        return self.file("outpatient-choice", self.daughter, clinic=clinic)

    def change(self, clinic: str, who: Viewer | None = None, **given: str) -> Case:
        return self.file("outpatient-change", who or self.daughter, clinic=clinic, **given)

    def move(self, clinic: str, who: Viewer | None = None, **given: str) -> Case:
        viewer = who or self.clerk
        paper = Upload.objects.create(
            field="proof", name="新址.jpg", media_type="image/jpeg", size=4, sha256="cd" * 32, by_id=viewer.user_id
        )
        told = {"clinic": clinic, "move_ground": "moved", "proof": str(paper.pk), "form4_signed": "yes", **given}
        named = Named(person=self.person.pk)
        return Case.objects.get(pk=filing.file(viewer=viewer, code="outpatient-move", filing=told, named=named))

    def approve(self, case: Case) -> bool:
        return deciding.decide(
            viewer=self.clerk,
            case_id=case.pk,
            version=case.version,
            outcome="granted",
            filing={"papers_checked": "yes"},
        )

    def refer(self, key: str = "", **given: str) -> Case:
        told = {"need": "需专科治疗", "physician": "吴医师", "target": "市中心医院", "stamped": "yes"}
        return self.file("outpatient-referral", self.desk, key=key, **{**told, **given})

    def choices(self) -> list[tuple[str, date, date | None]]:
        found = Grant.objects.filter(kind="outpatient", person=self.person).order_by("first", "pk")
        return list(found.values_list("institution__code", "first", "last"))

    def cares(self, clinic: str, day: date, **checks: bool) -> list[str]:
        """The provisions that stand in the way of a visit there; none when it is settled directly."""
        decision = care.outpatient_care(
            viewer=self.clerk,
            person_id=self.person.pk,
            institution=clinic,
            visited_at=datetime.combine(day, time(10)),
            checks={**CHECKS, **checks},
        )
        assert (decision.outcome is Outcome.GRANTED) is not bool(decision.failing)
        return [reason.provision for reason in decision.failing]


@pytest.fixture
def town(empty: None, clock: Clock) -> Town:
    clock(datetime.fromisoformat("2025-05-06T09:00"))
    person = insured()
    near, far = hospital(NEAR), hospital(FAR, "示例二院")
    hospital(THIRD, "示例三院", place=XINHUI)
    shown = grant(person, "presented", {"voucher": "id_card"}, last=date(2028, 12, 31))
    Grant.objects.filter(pk=shown.pk).update(institution=near)
    clerk = staff(Role.CLERK)
    return Town(person, viewer_for(person), near, far, insurance_desk(near), clerk, clock)


def refusal(do: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as found:
        do()
    return [one.provision for one in found.value.decision.reasons if one.finding is Finding.UNMET]


def test_a_first_choice_holds_at_once_and_rolls_over(town: Town) -> None:
    assert town.cares(NEAR, date(2025, 5, 6)) == ["JM-19.1"]
    case = town.choose()
    assert (case.outcome, case.via, case.place) == ("granted", "online", PENGJIANG)
    assert town.choices() == [(NEAR, date(2025, 5, 6), None)]
    assert town.cares(NEAR, date(2025, 5, 6)) == []
    assert town.cares(NEAR, date(2026, 1, 1)) == []
    assert town.cares(FAR, date(2025, 5, 6)) == ["JM-22.1"]
    assert town.cares(FAR, date(2026, 1, 1)) == ["JM-20.3", "JM-22.1"]
    assert town.cares(NEAR, date(2025, 5, 6), identity_checked=False) == ["JM-21"]


def test_a_person_has_one_choice(town: Town) -> None:
    town.choose()
    assert refusal(lambda: town.choose(FAR)) == ["JM-20.1"]


@pytest.mark.parametrize("way", ["online", "app", "terminal"])
def test_the_way_it_came_in_is_kept(town: Town, way: str) -> None:
    case = town.file("outpatient-choice", town.daughter, via=way, clinic=NEAR)
    assert case.via == way
    assert Grant.objects.get(kind="outpatient").facts == {"receipt": case.number, "via": way}


def test_the_hospital_registers_a_choice_on_the_spot(town: Town) -> None:
    case = town.file("outpatient-choice", town.desk, clinic=FAR)
    assert (case.outcome, case.via) == ("granted", "institution")
    assert town.choices() == [(FAR, date(2025, 5, 6), None)]


def test_any_agency_of_the_city_takes_a_choice_in_with_form_3(town: Town) -> None:
    elsewhere = staff(Role.CLERK, XINHUI)
    assert refusal(lambda: town.file("outpatient-choice", elsewhere, clinic=NEAR)) == ["JM-19.3"]
    case = town.file("outpatient-choice", elsewhere, clinic=NEAR, form3_signed="yes")
    assert (case.outcome, case.via, case.place) == ("granted", "window", PENGJIANG)


def test_an_institution_that_is_not_designated_is_not_on_offer(town: Town) -> None:
    Grant.objects.filter(kind="designation", institution=town.far).update(last=date(2025, 5, 5))
    with pytest.raises(BadInput) as found:
        town.choose(FAR)
    assert (found.value.field, found.value.provision) == ("clinic", "JM-19.1")


def test_a_change_for_the_next_year_from_october_on(town: Town) -> None:
    town.choose()
    town.at("2025-09-30T23:59")
    assert refusal(lambda: town.change(FAR)) == ["JM-20.2"]
    town.at("2025-10-01T00:00")
    case = town.change(FAR)
    assert case.outcome == "granted"
    assert town.choices() == [(NEAR, date(2025, 5, 6), date(2025, 12, 31)), (FAR, date(2026, 1, 1), None)]
    assert town.cares(NEAR, date(2025, 12, 31)) == [] and town.cares(FAR, date(2026, 1, 1)) == []
    assert town.cares(NEAR, date(2026, 1, 1)) == ["JM-22.1"]


def test_of_several_requests_the_last_one_counts_until_midnight(town: Town) -> None:
    town.choose()
    town.at("2025-10-08T09:00")
    town.change(FAR)
    assert refusal(lambda: town.change(FAR)) == ["JM-20.3"]
    town.at("2025-12-31T23:59")
    last = town.change(THIRD)
    assert town.choices()[1:] == [(THIRD, date(2026, 1, 1), None)]
    deciding.undo(viewer=staff(Role.REVIEWER), case_id=last.pk, why="录错")
    assert town.choices()[1:] == [(FAR, date(2026, 1, 1), None)]
    town.at("2026-01-01T00:00")
    assert refusal(lambda: town.change(NEAR)) == ["JM-20.2"]


def test_each_request_says_what_it_has_left_and_which_later_one_counts(town: Town) -> None:
    town.choose()
    town.at("2025-10-08T09:00")
    first, last = town.change(FAR), town.change(THIRD)

    def told(case: Case) -> list[tuple[str, str]]:
        return [(one.what.zh, one.replaced_by) for one in gained(viewer=town.daughter, case_id=case.pk)]

    assert told(last) == [("示例三院", "")] and told(first) == [("示例三院", str(last.number))]
    last.refresh_from_db()
    assert last.decision and [one[2] for one in last.decision["gained"]] == ["示例三院"]
    deciding.undo(viewer=staff(Role.REVIEWER), case_id=last.pk, why="录错")
    assert told(first) == [("示例二院", "")] and told(last) == []


def test_changing_back_before_the_year_ends_keeps_the_old_choice(town: Town) -> None:
    town.choose()
    town.at("2025-11-30T09:00")
    town.change(FAR)
    town.change(NEAR)
    own = standing.chosen(town.person, date(2026, 6, 1))
    assert own is not None and own.institution == town.near


def test_an_earlier_request_that_was_replaced_is_not_simply_taken_back(town: Town) -> None:
    town.choose()
    town.at("2025-10-08T09:00")
    first = town.change(FAR)
    town.change(THIRD)
    with pytest.raises(Conflict):
        deciding.undo(viewer=staff(Role.REVIEWER), case_id=first.pk, why="录错")


def test_a_change_taken_back_leaves_the_choice_open_ended(town: Town) -> None:
    town.choose()
    town.at("2025-10-08T09:00")
    case = town.change(FAR)
    deciding.undo(viewer=staff(Role.REVIEWER), case_id=case.pk, why="录错")
    assert town.choices() == [(NEAR, date(2025, 5, 6), None)]


def test_a_first_choice_of_december_may_be_changed_for_january(town: Town) -> None:
    town.at("2025-12-30T09:00")
    town.choose()
    town.change(FAR)
    assert town.choices() == [(NEAR, date(2025, 12, 30), date(2025, 12, 31)), (FAR, date(2026, 1, 1), None)]


def test_a_counter_changes_with_form_4(town: Town) -> None:
    town.choose()
    town.at("2025-10-08T09:00")
    assert refusal(lambda: town.change(FAR, town.clerk)) == ["JM-20.5"]
    assert town.change(FAR, staff(Role.CLERK, CITY), form4_signed="yes").via == "window"


def test_within_the_year_it_is_changed_on_approval(town: Town) -> None:
    town.choose()
    town.at("2025-06-06T09:00")
    case = town.move(FAR)
    assert case.stage == "decided" and town.choices() == [(NEAR, date(2025, 5, 6), None)]
    town.at("2025-06-12T09:00")
    assert town.approve(case)
    assert town.choices() == [(NEAR, date(2025, 5, 6), date(2025, 6, 11)), (FAR, date(2025, 6, 12), None)]
    deciding.undo(viewer=staff(Role.REVIEWER), case_id=case.pk, why="材料有误")
    assert town.choices() == [(NEAR, date(2025, 5, 6), None)]


def test_a_request_for_the_next_year_outlives_a_change_within_this_one(town: Town) -> None:
    town.choose()
    town.at("2025-11-06T09:00")
    town.change(FAR)
    assert town.approve(town.move(THIRD))
    assert town.choices() == [
        (NEAR, date(2025, 5, 6), date(2025, 11, 5)),
        (THIRD, date(2025, 11, 6), date(2025, 12, 31)),
        (FAR, date(2026, 1, 1), None),
    ]


def test_chosen_and_moved_on_one_day_no_day_has_two_choices(town: Town) -> None:
    town.choose()
    assert town.approve(town.move(FAR))
    assert town.choices() == [(NEAR, date(2025, 5, 6), date(2025, 5, 6)), (FAR, date(2025, 5, 7), None)]


def test_on_the_last_day_of_the_year_there_is_none_left_to_change(town: Town) -> None:
    town.at("2025-12-31T09:00")
    town.choose()
    town.change(FAR)
    with pytest.raises(Conflict):
        town.approve(town.move(THIRD))


@pytest.mark.parametrize(
    ("clinic", "given", "provisions"),
    [
        (FAR, {"move_ground": "other"}, ["JM-20.1"]),
        (FAR, {"form4_signed": "no"}, ["JM-20.5"]),
        (NEAR, {}, ["JM-20.4"]),
    ],
)
def test_an_ordinary_change_waits_for_october(
    town: Town, clinic: str, given: dict[str, str], provisions: list[str]
) -> None:
    town.choose()
    assert refusal(lambda: town.move(clinic, None, **given)) == provisions


def test_a_change_within_the_year_is_the_own_agencys_alone(town: Town) -> None:
    town.choose()
    with pytest.raises(BadInput) as found:
        town.move(FAR, staff(Role.CLERK, XINHUI))
    assert (found.value.field, found.value.provision) == ("agency", "JM-02.2")
    named = Named(person=town.person.pk)
    told = filing.elsewhere(viewer=staff(Role.CLERK, XINHUI), code="outpatient-move", named=named)
    assert told is not None and told.value == PENGJIANG  # said before anything is filled in
    assert filing.elsewhere(viewer=town.clerk, code="outpatient-move", named=named) is None
    assert filing.elsewhere(viewer=staff(Role.CLERK, XINHUI), code="outpatient-change", named=named) is None
    with pytest.raises(NotAllowed):
        town.move(FAR, town.desk)
    with pytest.raises(BadInput) as missing:
        town.move(FAR, proof="")
    assert (missing.value.field, missing.value.provision) == ("proof", "JM-20.4")


def test_the_chosen_institution_refers_and_a_second_sending_is_the_same(town: Town) -> None:
    town.choose()
    case = town.refer(key="push-1")
    assert town.refer(key="push-1") == case
    assert (case.outcome, case.place, case.via) == ("granted", PENGJIANG, "institution")
    left = Grant.objects.get(kind="outpatient_referral")
    assert (left.first, left.last, left.facts["target"]) == (date(2025, 5, 6), None, "市中心医院")
    assert town.cares(FAR, date(2025, 5, 6)) == []
    assert [sheet.code for sheet in _sheets(town, case)] == ["form-5"]
    deciding.undo(viewer=staff(Role.REVIEWER), case_id=case.pk, why="推送有误")
    assert town.cares(FAR, date(2025, 5, 6)) == ["JM-22.1"]


def _sheets(town: Town, case: Case) -> tuple[Sheet, ...]:
    return reading.case(viewer=town.daughter, case_id=case.pk).sheets


@pytest.mark.parametrize(
    ("chosen", "given", "provisions"),
    [(FAR, {}, ["JM-22.1"]), (NEAR, {"stamped": "no"}, ["JM-22.1"]), (FAR, {"stamped": "no"}, ["JM-22.1", "JM-22.1"])],
)
def test_nobody_else_refers_and_nothing_without_the_stamp(
    town: Town, chosen: str, given: dict[str, str], provisions: list[str]
) -> None:
    town.choose(chosen)
    assert refusal(lambda: town.refer(**given)) == provisions


def test_while_a_home_sickbed_is_open_the_fund_pays_no_outpatient_costs(town: Town) -> None:
    town.choose()
    grant(town.person, "sickbed", {"opened_at": "2025-05-01T09:00:00"}, first=date(2025, 5, 1))
    assert town.cares(NEAR, date(2025, 5, 6)) == ["JM-12.1"]


def test_choices_never_overlap_and_leave_no_gap(town: Town) -> None:
    town.choose()
    town.at("2025-06-06T09:00")
    town.approve(town.move(FAR))
    town.at("2025-10-01T09:00")
    town.change(THIRD)
    town.at("2025-12-01T09:00")
    town.approve(town.move(NEAR, move_ground="level"))
    town.at("2026-12-31T09:00")
    town.change(NEAR)
    found = town.choices()
    for (_one, _first, last), (_two, first, _last) in pairwise(found):
        assert last is not None and first == last + timedelta(days=1)
    assert found[-1][2] is None and len(found) == 5


SINCE = date(2024, 4, 1)


def test_a_referral_ends_when_a_dated_value_says_so(town: Town) -> None:
    town.choose()
    with current.trying(current.document("jiangmen_2024").amended("choice.referral.days", 30, SINCE)):
        town.refer()
    assert Grant.objects.get(kind="outpatient_referral").last == date(2025, 6, 5)
    assert town.cares(FAR, date(2025, 6, 5)) == [] and town.cares(FAR, date(2025, 6, 6)) == ["JM-22.1"]


def test_by_the_other_reading_a_change_holds_from_the_application(town: Town) -> None:
    town.choose()
    town.at("2025-06-06T09:00")
    case = town.move(FAR)
    town.at("2025-06-12T09:00")
    with current.trying(current.document("jiangmen_2024").amended("reading.A-JM-16", (OTHER,), SINCE)):
        assert town.approve(case)
    assert town.choices() == [(NEAR, date(2025, 5, 6), date(2025, 6, 5)), (FAR, date(2025, 6, 6), None)]
