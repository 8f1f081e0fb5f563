"""Links in Jiangmen: no article speaks of them, so they are the platform's own rule, checked by the county's agency."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from tests.services.jiangmen import PENGJIANG, TAISHAN, XINHUI, insured, staff
from yiyang.law import book, coverage
from yiyang.services.access import NOBODY, Viewer, viewer_of
from yiyang.services.accounts import agencies, claims, links
from yiyang.services.accounts.claims import Claim
from yiyang.services.cases import deciding, filing, reading
from yiyang.services.cases.about import Named
from yiyang.services.documents import catalogue
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound, Refused
from yiyang.services.lapses.reading import upcoming
from yiyang.services.secrets import unseal
from yiyang.store.models import Case, Membership, Person, Role, User

Clock = Callable[[datetime], None]
NOW = datetime.fromisoformat("2026-11-23T09:00")
PASSWORD = "correct-horse-battery"
SEEN = "身份证原件、户口簿"


@dataclass(frozen=True)
class Family:
    """A mother insured in Pengjiang and her daughter, who has just signed up."""

    mother: Person
    daughter: Viewer
    case: Case


def claim(person: Person, **told: str) -> Claim:
    given = {"name": person.name, "relation": "女儿", "place": PENGJIANG, **told}
    return Claim("resident", unseal(person.id_cipher), consents=("read", "apply"), **given)  # type: ignore[arg-type]


def signed_up(told: Claim, login: str = "min") -> Viewer:
    done = claims.sign_up(viewer=NOBODY, username=login, name="梁敏仪", password=PASSWORD, claim=told)
    assert not done.linked and done.number.startswith("JM-FAMILY-LINK-")
    return viewer_of(User.objects.get(username=login).pk)


@pytest.fixture
def family(empty: None, clock: Clock) -> Family:
    clock(NOW)
    mother = insured("梁桂芳", division=PENGJIANG)
    daughter = signed_up(claim(mother))
    return Family(mother, daughter, Case.objects.get())


def decide(viewer: Viewer, case: Case, *, link: bool = True, answer: str = "") -> None:
    claims.decide(viewer=viewer, case_id=case.pk, version=case.version, link=link, seen=SEEN, answer=answer)


def test_the_countys_agency_checks_the_proof(family: Family) -> None:
    case = family.case
    assert (case.place, case.document, case.due) == (PENGJIANG, "jiangmen_2024", date(2026, 11, 30))
    assert family.daughter.persons == frozenset()
    (waits,) = claims.waiting(viewer=staff(Role.CLERK, PENGJIANG))
    assert waits.on_file and waits.on_file.startswith("梁桂芳") and waits.document == "江医保发〔2024〕23号"
    for place in (XINHUI, TAISHAN, "440700", "220100"):
        assert claims.waiting(viewer=staff(Role.CLERK, place)) == ()
    with pytest.raises(NotAllowed):
        decide(staff(Role.CLERK, XINHUI), case)
    decide(staff(Role.CLERK, PENGJIANG), case)
    daughter = viewer_of(family.daughter.user_id)
    assert daughter.persons == {family.mother.pk} and daughter.may_for(family.mother.pk, "apply")
    link = Membership.objects.get(person=family.mother)
    assert (link.relation, link.case_id) == ("女儿", case.pk)
    told = {"action": "cancel"}
    with pytest.raises(Refused):  # she may file for her now; the law has its own say
        filing.file(viewer=daughter, code="away-change", filing=told, named=Named(person=family.mother.pk))


def test_the_link_is_ended_by_either_side_and_by_the_countys_counter(family: Family) -> None:
    clerk = staff(Role.CLERK, PENGJIANG)
    decide(clerk, family.case)
    made = Membership.objects.get(person=family.mother)
    with pytest.raises(NotFound):
        links.revoke_link(viewer=staff(Role.CLERK, TAISHAN), membership_id=made.pk)
    links.revoke_link(viewer=viewer_of(family.daughter.user_id), membership_id=made.pk)
    assert viewer_of(family.daughter.user_id).persons == frozenset()
    again = claims.claim(viewer=viewer_of(family.daughter.user_id), claim=claim(family.mother))
    decide(clerk, Case.objects.get(number=again.number))
    links.revoke_link(viewer=clerk, membership_id=Membership.objects.latest("pk").pk)
    assert not Membership.objects.filter(revoked_at__isnull=True, person=family.mother).exists()


def test_an_undone_link_goes_and_a_refusal_says_why(family: Family) -> None:
    decide(staff(Role.CLERK, PENGJIANG), family.case)
    deciding.undo(viewer=staff(Role.REVIEWER, PENGJIANG), case_id=family.case.pk, why="户口簿系伪造")
    assert not Membership.objects.filter(person=family.mother).exists()
    other = claims.claim(viewer=viewer_of(family.daughter.user_id), claim=claim(family.mother))
    case = Case.objects.get(number=other.number)
    with pytest.raises(BadInput):
        decide(staff(Role.CLERK, PENGJIANG), case, link=False)
    decide(staff(Role.CLERK, PENGJIANG), case, link=False, answer="没有带户口簿")
    assert reading.case(viewer=family.daughter, case_id=case.pk).answer == "没有带户口簿"


def test_the_wrong_county_learns_nothing_and_opens_nothing(family: Family) -> None:
    signed_up(claim(family.mother, place=XINHUI), "second")
    nobody = replace(claim(family.mother), name="无此人")
    signed_up(nobody, "third")
    wrong, absent = Case.objects.order_by("pk")[1:3]
    assert wrong.place == XINHUI and absent.place == PENGJIANG
    clerk = staff(Role.CLERK, XINHUI)
    assert [one.on_file for one in claims.waiting(viewer=clerk)] == [None]
    with pytest.raises(Conflict, match="agency where the person is insured"):
        decide(clerk, wrong)
    assert {one.number[:15] for one in Case.objects.all() if one.number} == {"JM-FAMILY-LINK-"}


def test_a_counters_clerk_opens_links_of_its_own_people_alone(family: Family) -> None:
    user, person = family.daughter.user_id or 0, family.mother.pk
    for act in (
        lambda who: links.open_link(
            viewer=who, user_id=user, person_id=person, relation="女儿", consents=(), first=None, last=None, case=None
        ),
        lambda who: links.of_person(viewer=who, person_id=person),
    ):
        with pytest.raises(NotFound):
            act(staff(Role.CLERK, TAISHAN))
        with pytest.raises(NotAllowed):
            act(staff(Role.REVIEWER, PENGJIANG))
        act(staff(Role.CLERK, PENGJIANG))


def test_the_declaration_says_that_it_is_our_own_rule() -> None:
    one = book.document("jiangmen_2024").procedures["jm-family-link"]
    assert one.own and not book.document("changchun_2021").procedures["family-link"].own
    assert "jm-family-link" not in coverage.as_markdown() and "procedure family-link" in coverage.as_markdown()


def test_it_is_in_the_catalogue_and_stays_after_the_documents_last_day(family: Family, clock: Clock) -> None:
    clock(datetime.fromisoformat("2029-01-02T09:00"))
    assert "jm-family-link" in {one.procedure.code for one in catalogue.services(place="440700")}
    signed_up(claim(family.mother), "later")
    marked = catalogue.service("jm-family-link")
    assert [one.name for one in marked.illustrative] == ["people.days.link"]


@pytest.mark.django_db
def test_every_agency_can_be_chosen() -> None:
    found = agencies.offices()
    assert [one.place for one in found if one.city.en == "Changchun"] == ["220100"]
    assert {one.county.en for one in found if one.county} >= {"Pengjiang", "Xinhui", "Taishan"}
    for place in ("", "440700", "110000"):
        with pytest.raises(BadInput) as fault:
            agencies.of_office(place)
        assert fault.value.field == "place"


def test_a_link_that_ends_is_in_the_calendar_with_its_article(family: Family) -> None:
    decide(staff(Role.CLERK, PENGJIANG), family.case)
    Membership.objects.filter(person=family.mother).update(last=date(2026, 12, 20))
    daughter = viewer_of(family.daughter.user_id)
    (one,) = upcoming(viewer=daughter, first=date(2026, 12, 1), last=date(2026, 12, 31), kind="link")
    assert one.provision == "JM-02.2"
