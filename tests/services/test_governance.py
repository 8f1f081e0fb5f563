"""Two departments change a value, handlers work under contract, others look for a time, and no role does more."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.services.test_providers import act, decide, unmet
from tests.story import PLACE, someone
from yiyang.law import book
from yiyang.law.decision import Outcome
from yiyang.law.questions.governance import MayAct
from yiyang.law.values import as_stated
from yiyang.services.access import RIGHTS, Viewer, viewer_of
from yiyang.services.cases import deciding, filing, reading
from yiyang.services.errors import NotAllowed, Refused
from yiyang.services.governance import reading as governance
from yiyang.services.governance.duties import ACTIONS, ACTORS
from yiyang.store.models import Case, Grant, Membership, Role, User

Clock = Callable[[datetime], None]
PRICE = "home_care.living.price"
TODAY = date(2026, 9, 7)


@pytest.fixture
def office(empty: None, clock: Clock) -> None:
    clock(datetime(2026, 9, 7, 9))  # noqa: DTZ001 -- the clock fixture sets the zone


def at(role: str, place: str = PLACE) -> Viewer:
    return someone(role, place=place)


def proposed(**changed: str) -> int:
    told = {"name": PRICE, "value": "4400", "begins": "2027-01-01", "why": "物价上涨", **changed}
    return filing.file(viewer=at(Role.SUPERVISOR), code="value-change", filing=told)


def test_a_value_changes_with_both_departments(office: None) -> None:
    case, finance, judge = proposed(), at(Role.FINANCE), at(Role.REVIEWER)
    with pytest.raises(NotAllowed):  # medical security cannot speak for finance
        act(judge, case, finance_agrees="yes", finance_says="可以")
    act(finance, case, finance_agrees="yes", finance_says="基金可以承受")
    assert decide(judge, case, security_agrees="yes")
    found = governance.agreed_values(viewer=judge)[0]
    assert (found.name, found.wanted, found.begins, found.carried) == (PRICE, "4400", date(2027, 1, 1), False)
    assert found.present and found.present.number == 4000
    assert book.document("changchun_2021").values(TODAY)[PRICE].number == 4000  # a decision edits no file of the law


def test_without_finance_no_change(office: None) -> None:
    case, judge = proposed(), at(Role.REVIEWER)
    act(at(Role.FINANCE), case, finance_agrees="no", finance_says="基金不足")
    assert decide(judge, case, "refused", security_agrees="yes")
    assert not Grant.objects.filter(kind="value").exists()


def test_one_person_cannot_agree_for_both_departments(office: None) -> None:
    case, both = proposed(), at(Role.FINANCE)
    Membership.objects.create(user_id=both.user_id or 0, role=Role.REVIEWER, place=PLACE)
    both = viewer_of(both.user_id)
    act(both, case, finance_agrees="yes", finance_says="可以")
    assert not decide(both, case, answer="急", security_agrees="yes")
    other = at(Role.REVIEWER)
    told = reading.case(viewer=other, case_id=case)
    assert told.decision and str(told.decision.outcome) in {"granted", "unknown"}  # for another reviewer it would do
    with pytest.raises(NotAllowed):
        deciding.second(viewer=both, case_id=case, version=Case.objects.get(pk=case).version, agree=True)


@pytest.mark.parametrize(
    ("name", "value", "known"),
    [
        (PRICE, "4400", True),
        (PRICE, "44.5", False),
        ("home_care.nothing", "1", False),
        ("home_care.pilot_start", "x", False),
    ],
)
def test_only_a_value_of_the_document_in_its_own_form(office: None, name: str, value: str, known: bool) -> None:
    case, judge = proposed(name=name, value=value), at(Role.REVIEWER)
    act(at(Role.FINANCE), case, finance_agrees="yes", finance_says="可以")
    told = reading.case(viewer=judge, case_id=case).decision
    assert told
    failing = [one.text.en for one in told.failing if str(one.finding) == "unmet"]
    assert failing == ([] if known else ["The document has no such value, or the new one is of another form"])


def test_what_was_agreed_is_seen_to_be_carried(office: None) -> None:
    case = Case.objects.create(
        procedure="value-change", document="changchun_2021", place=PLACE, filed_at=timezone.now(), filing={}
    )
    for value, begins in (("4000", TODAY), ("4100", TODAY)):
        facts = {"name": PRICE, "value": value}
        Grant.objects.create(kind="value", key=value, first=begins, facts=facts, case=case)
    carried = {one.wanted: one.carried for one in governance.agreed_values(viewer=at(Role.CLERK))}
    assert carried == {"4000": True, "4100": False}
    assert as_stated("220102 220105", ("220102",)) == ("220102", "220105") and as_stated(" ", ("220102",)) is None
    assert as_stated("2027-01-01", date(2022, 1, 1)) == date(2027, 1, 1) and as_stated("１", 4000) is None


CONTRACT = {
    "handler": "某保险公司",
    "procurement": "CG-2026-7",
    "contract": "HT-1",
    "tasks": "初审、回访",
    "begins": "2026-09-01",
    "ends": "2027-08-31",
}


def test_a_handler_works_while_its_contract_runs(office: None, clock: Clock) -> None:
    clerk, judge = at(Role.CLERK), at(Role.REVIEWER)
    case = filing.file(viewer=clerk, code="handler-contract", filing={**CONTRACT, "procured": "yes"})
    assert decide(judge, case)
    found = governance.handlers(viewer=judge)[0]
    assert (found.name, found.procurement, found.term.state) == ("某保险公司", "CG-2026-7", "valid")
    clock(datetime(2027, 8, 31, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    assert governance.handlers(viewer=judge)[0].term.state == "soon"
    clock(datetime(2027, 9, 1, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    assert governance.handlers(viewer=judge)[0].term.state == "expired"
    assert governance.handlers(viewer=at(Role.CLERK, "440700")) == ()
    with pytest.raises(NotAllowed):
        governance.handlers(viewer=at(Role.FINANCE))


def test_without_procurement_no_handler(office: None) -> None:
    case = filing.file(viewer=at(Role.CLERK), code="handler-contract", filing={**CONTRACT, "procured": "no"})
    judge = at(Role.REVIEWER)
    assert decide(judge, case, "refused")
    assert governance.handlers(viewer=judge) == ()


ACCESS = {"department": "残联", "duty": "补贴衔接", "read_only": "yes", "begins": "2026-09-10", "ends": "2026-12-31"}


def test_another_department_looks_for_a_time(office: None) -> None:
    guest = User.objects.create_user(username="guest", password=None, display_name="残联工作人员")
    case = filing.file(viewer=at(Role.CLERK), code="department-access", filing={**ACCESS, "username": "guest"})
    judge = at(Role.REVIEWER)
    assert decide(judge, case)
    days = [date(2026, 9, 9), date(2026, 9, 10), date(2026, 12, 31), date(2027, 1, 1)]
    assert [viewer_of(guest.pk, today=day).may("department.read", place=PLACE) for day in days] == [
        False, True, True, False,
    ]  # fmt: skip
    deciding.undo(viewer=judge, case_id=case, why="人员调离")
    assert not Membership.objects.filter(user=guest).exists()


@pytest.mark.parametrize(
    "changed", [{"username": "nobody"}, {"read_only": "no"}, {"ends": "2027-09-10"}, {"begins": "2026-09-06"}]
)
def test_access_that_is_not_dated_or_not_to_look_is_not_granted(office: None, changed: dict[str, str]) -> None:
    User.objects.create_user(username="guest", password=None, display_name="残联工作人员")
    with pytest.raises(Refused) as no:
        filing.file(viewer=at(Role.CLERK), code="department-access", filing={**ACCESS, "username": "guest", **changed})
    assert {provision for provision, _ in unmet(no.value)} == {"CC-11.6"}


def test_publicity_and_problems_are_kept(office: None) -> None:
    clerk, supervisor, judge = at(Role.CLERK), at(Role.SUPERVISOR), at(Role.REVIEWER)
    told = {
        "headline": "居家照护问答",
        "published_on": "2026-09-01",
        "medium": "公众号",
        "link": "https://example.org/1",
    }
    assert decide(judge, filing.file(viewer=clerk, code="publicity", filing=told))
    left = Grant.objects.get(kind="publicity")
    assert (left.first, left.facts["link"]) == (date(2026, 9, 1), "https://example.org/1")
    seen = {"subject_line": "签到信号差", "source": "field", "statement": "地下室没有网络", "owner": "二道区"}
    case = filing.file(viewer=supervisor, code="problem", filing=seen)
    act(clerk, case, solution="离线签到", experience="先试点后推广")
    assert not decide(supervisor, case, answer="已口头确认", verified="no")  # not verified: it stays open
    assert Case.objects.get(pk=case).decided_at is None
    deciding.second(viewer=judge, case_id=case, version=Case.objects.get(pk=case).version, agree=False, why="先核实")
    assert decide(supervisor, case, verified="yes")


LOOKING = (Role.FINANCE, Role.CIVIL_AFFAIRS, Role.HEALTH, Role.DEPARTMENT, Role.PROVIDER, Role.CARER, Role.FAMILY)


@pytest.mark.parametrize("role", [role for role in ACTORS if role in RIGHTS])
def test_no_role_holds_a_right_that_its_duties_do_not_carry(role: Role) -> None:
    document = book.document("changchun_2021")
    for right in RIGHTS[role] & set(ACTIONS):
        asked = MayAct(
            asked_on=TODAY,
            actor=ACTORS[role],  # type: ignore[arg-type]  # codes of the question
            action=ACTIONS[right],  # type: ignore[arg-type]
            access_from=TODAY - timedelta(days=1),
            access_to=TODAY,
        )
        assert document.questions["duties"](asked, document.values(TODAY)).outcome is Outcome.GRANTED, right
    if role in LOOKING:
        assert not RIGHTS[role] & {"month.settle", "statement.sign", "objection.decide", "case.second", "counter"}


def test_each_department_has_the_one_thing_it_reads() -> None:
    assert {role: sorted(RIGHTS[role] & set(ACTIONS)) for role in LOOKING[:4]} == {
        Role.FINANCE: ["ledger.read"],
        Role.CIVIL_AFFAIRS: ["recipients.read"],
        Role.HEALTH: ["institutions.read", "quality.read"],
        Role.DEPARTMENT: ["department.read"],
    }
