"""Who reads a panel of experts besides the agency, how much of it, and where the clerk engages one."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import RequestFactory

from tests.services import jiangmen
from tests.services.sickbeds import NOW, Beds, bed, beds, upload
from tests.services.test_sickbed_panels import engage, expert, vote, ward
from tests.story import clock  # noqa: F401 -- a fixture
from yiyang.services.access import Viewer, viewer_of
from yiyang.services.cases import reading, worklist
from yiyang.services.cases.about import Named
from yiyang.services.cases.forms import blank
from yiyang.services.cases.reading import CaseView
from yiyang.services.documents import catalogue
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.letters import decisions, forms
from yiyang.services.sickbeds import engaging
from yiyang.services.uploads import opening
from yiyang.store.models import Case, Membership, Role, Upload, User
from yiyang.web.cases.naming import begun

Clock = Callable[[datetime], None]
VOTES = {"in_favour", "against", "recused", "minutes"}


@pytest.fixture
def known(empty: None, clock: Clock) -> Beds:  # noqa: F811
    clock(NOW)
    return beds()


@pytest.fixture
def members() -> list[str]:
    return [expert(name) for name in ("张专家", "王专家", "李专家")]


def voted(known: Beds, members: list[str]) -> Case:
    return vote(known, engage(known, members), members[:2], members[2:])


def seen(viewer: Viewer, case: Case) -> CaseView:
    return reading.case(viewer=viewer, case_id=case.pk)


def names(viewer: Viewer, case: Case) -> set[str]:
    return {one.field.name for one in seen(viewer, case).told}


def test_a_member_reads_what_he_votes_on_and_does_nothing(known: Beds, members: list[str]) -> None:
    case, member = engage(known, members), viewer_of(int(members[1]))
    assert names(member, case) == {"panel_institution", "purposes", "case_facts", "members"}
    view = seen(member, case)
    assert not (view.may_act or view.may_supply or view.may_withdraw or view.asked)
    assert [row.id for row in worklist.worklist(viewer=member, wanted=worklist.Filter(scope="all")).rows] == [case.pk]
    case = vote(known, case, members[:2], members[2:])
    assert names(member, case) == {"panel_institution", "purposes", "case_facts", "members", "held_on"}
    assert seen(member, case).decision is None  # what the rules propose is for whoever decides
    view = seen(member, known.decide(case))
    assert view.decision is not None and not view.notice


def test_an_expert_of_another_panel_and_one_whose_office_is_over_see_nothing(known: Beds, members: list[str]) -> None:
    case, stranger = engage(known, members), viewer_of(int(expert("外人")))
    Membership.objects.filter(user_id=int(members[0])).update(last=date(2026, 11, 1))
    for viewer in (stranger, viewer_of(int(members[0]))):
        with pytest.raises(NotFound):
            seen(viewer, case)


def test_a_member_sees_nothing_else_of_the_person(known: Beds, members: list[str]) -> None:
    known.apply()
    voted(known, members)
    member = viewer_of(int(members[0]))
    shown = worklist.worklist(viewer=member, wanted=worklist.Filter(scope="all")).rows
    assert {row.code for row in shown} == {"expert-panel"}


def test_the_hospital_sees_that_one_was_held_and_its_outcome(known: Beds, members: list[str]) -> None:
    case = known.decide(voted(known, members))
    view = seen(known.desk, case)
    assert names(known.desk, case) == {"panel_institution", "purposes", "held_on"}
    assert (view.row.outcome, view.decision, view.notice) == ("granted", None, False)
    with pytest.raises(NotFound):
        decisions.notice_pdf(viewer=known.desk, case_id=case.pk, language="zh")
    form = {told.field.name for told in forms.told_of(known.desk, case)}
    assert form == {"panel_institution", "purposes", "held_on"}
    other = jiangmen.insurance_desk(jiangmen.hospital("H44070300010", "另一家医院"))
    with pytest.raises(NotFound):
        seen(other, case)


def test_single_votes_stay_with_the_agency(known: Beds, members: list[str]) -> None:
    case = known.decide(voted(known, members))
    user = User.objects.create_user(username="daughter", display_name="女儿")
    Membership.objects.create(user=user, role=Role.FAMILY, person=known.person, relation="女儿")
    assert not names(viewer_of(user.pk), case) & {*VOTES, "members"}
    assert seen(viewer_of(user.pk), case).notice
    assert {"in_favour", "against", "minutes"} <= names(known.clerk, case)
    assert names(known.clerk, case) == names(known.reviewer, case)


def test_papers_on_the_patient_are_for_members_and_not_for_the_hospital(known: Beds, members: list[str]) -> None:
    case, key = engage(known, members), int(upload(known.clerk))
    Upload.objects.filter(pk=key).update(case=case, field="papers")
    row = Upload.objects.select_related("visit", "case").get(pk=key)
    assert opening._visible(viewer_of(int(members[0])), row) and opening._visible(known.clerk, row)
    assert not opening._visible(known.desk, row)


def wanted(viewer: Viewer, case: Case) -> engaging.Wanted | None:
    return engaging.wanted(viewer=viewer, case=seen(viewer, case))


def test_a_third_bed_leads_its_clerk_to_the_panel(known: Beds, members: list[str]) -> None:
    case = known.apply()
    assert wanted(known.clerk, case) is None
    bed(known, date(2026, 1, 1))
    bed(known, date(2026, 6, 1))
    found = wanted(known.clerk, case)
    assert found == engaging.Wanted(known.person.pk, known.hospital.code, ("more-openings",), ("JM-10.2",))
    assert wanted(known.reviewer, case) is None and wanted(known.desk, case) is None
    panel = engage(known, members)
    assert wanted(known.clerk, case) is None
    for viewer in (known.clerk, known.desk):
        assert [one.id for one in engaging.engaged(viewer=viewer, case=seen(viewer, case))] == [panel.pk]
    known.decide(vote(known, panel, members[:2], members[2:]))
    assert wanted(known.clerk, case) is None


def test_the_clerks_form_begins_with_the_case_and_takes_nothing_else_from_its_address(known: Beds) -> None:
    form = blank(viewer=known.clerk, code="expert-panel", named=Named(person=known.person.pk))
    told = {"panel_institution": known.hospital.code, "purposes": ["exchange", "nonsense"], "case_facts": "代填"}
    assert begun(RequestFactory().get("/", told), form) == {
        "panel_institution": known.hospital.code, "purposes": "exchange"
    }  # fmt: skip


def test_a_move_into_the_ward_leads_there_too(known: Beds) -> None:
    known.open(wished_on="2026-11-20")
    found = wanted(known.clerk, ward(known))
    assert found and (found.purposes, found.provisions) == (("exchange",), ("JM-10.3",))


def test_the_counter_is_told_before_anything_is_filled_in(known: Beds) -> None:
    guide = catalogue.service("home-sickbed")
    barred = {channel.code: channel.barred for channel in guide.channels}
    assert barred["provider"] is None and barred["counter"] and barred["counter"].provision == "JM-08.1"


def test_whoever_has_no_part_in_it_takes_no_step(known: Beds, members: list[str]) -> None:
    case = engage(known, members)
    with pytest.raises(NotAllowed):
        vote(Beds(known.person, known.hospital, known.desk, viewer_of(int(members[0])), known.reviewer), case, members)
