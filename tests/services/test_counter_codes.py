"""Codes from the counter: for whom, seen what, good once, five tries, half an hour, and no oracle."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.kin import WANG, person_with
from tests.services.pictures import jpeg
from tests.story import PLACE, someone
from yiyang.services import demo
from yiyang.services.access import NOBODY, Viewer, viewer_of
from yiyang.services.accounts import attempts, claims, codes, links, proofs
from yiyang.services.accounts.claims import Claim
from yiyang.services.cases import deciding
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound
from yiyang.services.uploads import keeping, opening
from yiyang.store.models import Carer, Case, CounterCode, Event, Membership, Role, Upload, User

NEW = "a long and private phrase"
SEEN = ("resident_id",)


def user(login: str) -> User:
    return User.objects.get(username=login)


def made(login: str = "daughter", by: Viewer | None = None) -> str:
    return codes.make(viewer=by or demo.viewer("clerk"), user_id=user(login).pk, seen=SEEN).code


def reset(login: str, code: str, password: str = NEW) -> BadInput | None:
    try:
        codes.set_password(viewer=NOBODY, username=login, given=code, password=password)
    except BadInput as refused:
        return refused
    return None


def test_a_code_sets_a_new_password_once(settled: None) -> None:
    code = made()
    assert len(codes.plain(code)) == 8
    assert CounterCode.objects.get().code_hash not in {code, codes.plain(code)}
    assert reset("daughter", f" {code.lower().replace('-', ' ')} ") is None
    assert user("daughter").check_password(NEW)
    assert reset("daughter", code, "another long phrase") is not None
    assert user("daughter").check_password(NEW)
    event = Event.objects.get(code="user.password_reset")
    assert event.by_id == user("daughter").pk and (event.after or {})["code_by"] == user("clerk").pk
    assert event.place == "" and (Event.objects.get(code="code.made").after or {})["seen"] == ["resident_id"]


def test_a_reset_ends_sessions_and_opens_a_lock(settled: None) -> None:
    for _ in range(attempts.LIMIT):
        attempts.failed(username="daughter")
    assert not attempts.may_try(username="daughter")
    assert reset("daughter", made()) is None
    again = user("daughter")
    assert attempts.may_try(username="daughter") and again.failures == 0
    assert again.sessions_from is not None and timezone.now() - again.sessions_from < timedelta(minutes=1)


def test_five_wrong_tries_spoil_a_code(settled: None) -> None:
    code = made()
    said = {reset("daughter", "AAAA-AAAA").text.en for _ in range(codes.TRIES)}  # type: ignore[union-attr]
    assert len(said) == 1
    assert CounterCode.objects.get().tries == codes.TRIES
    assert reset("daughter", code) is not None
    assert not user("daughter").check_password(NEW)


def test_a_code_is_good_for_half_an_hour_and_a_newer_one_replaces_it(
    settled: None, clock: Callable[[datetime], None]
) -> None:
    clock(datetime(2026, 11, 21, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    older, newer = made(), made()
    assert reset("daughter", older) is not None
    clock(datetime(2026, 11, 21, 9, 30))  # noqa: DTZ001
    assert reset("daughter", newer) is not None
    third = made()
    clock(datetime(2026, 11, 21, 9, 59, 59))  # noqa: DTZ001
    assert reset("daughter", third) is None


def test_nobody_learns_which_logins_exist(settled: None) -> None:
    made()
    User.objects.filter(username="carer").update(is_active=False)
    answers = [reset(login, "AAAA-AAAA") for login in ("daughter", "clerk", "carer", "no-such-login", "")]
    assert len({(one.field, str(one.text), one.value) for one in answers if one}) == 1 and all(answers)
    weak = [reset(login, "AAAA-AAAA", "12345") for login in ("daughter", "no-such-login")]
    assert {one.field for one in weak if one} == {"password"}
    assert len({str(one.reason) for one in weak if one}) == 1


def test_each_counter_helps_its_own_people(settled: None) -> None:
    desk = demo.viewer("provider")
    carer = Carer.objects.filter(institution__in=desk.institutions, membership__isnull=True).earliest("pk")
    own = User.objects.create_user("own-carer")
    Membership.objects.create(user=own, role=Role.CARER, carer=carer)
    both = User.objects.create_user("both")
    Membership.objects.create(user=both, role=Role.CARER, carer=carer)
    Membership.objects.create(user=both, role=Role.CLERK, place=PLACE)
    fresh = User.objects.create_user("fresh")
    may = {
        "clerk": {"daughter", "fresh"},
        "provider": {"own-carer"},
        "admin": {"daughter", "fresh", "own-carer", "both", "clerk", "reviewer"},
    }
    for login, allowed in may.items():
        for name in ("daughter", "fresh", "own-carer", "both", "clerk", "reviewer"):
            if name in allowed:
                assert codes.find(viewer=demo.viewer(login), username=name).username == name
            else:
                with pytest.raises(NotFound if name != login else Conflict):
                    codes.make(viewer=demo.viewer(login), user_id=user(name).pk, seen=SEEN)
    with pytest.raises(NotFound):
        codes.find(viewer=someone(Role.CLERK, place="440700"), username="daughter")
    for login in ("daughter", "supervisor", "policy", "reviewer"):
        with pytest.raises(NotAllowed):
            codes.make(viewer=demo.viewer(login), user_id=fresh.pk, seen=SEEN)
    with pytest.raises(Conflict):
        codes.make(viewer=demo.viewer("admin"), user_id=user("admin").pk, seen=SEEN)


@pytest.mark.parametrize("seen", [(), ("a nice face",)])
def test_a_clerk_says_what_they_saw(settled: None, seen: tuple[str, ...]) -> None:
    with pytest.raises(BadInput):
        codes.make(viewer=demo.viewer("clerk"), user_id=user("daughter").pk, seen=seen)
    assert not CounterCode.objects.exists()


def claim(name: str, number: str = WANG, code: str = "", relation: str = "儿子") -> Claim:
    return Claim("resident", number, name, relation, ("read", "book"), None, code, place="220100")


def link_code() -> str:
    return codes.make_for_link(
        viewer=demo.viewer("clerk"), person_id=person_with(WANG).pk, seen=SEEN, relation="孙女", consents=("book",),
        last=None,
    ).code  # fmt: skip


def sign_up(login: str, claimed: Claim) -> claims.Claimed:
    return claims.sign_up(viewer=NOBODY, username=login, name="黄小明", password=NEW, claim=claimed)


def test_with_a_code_the_link_is_open_at_once_on_the_clerks_terms(settled: None) -> None:
    name = person_with(WANG).name
    code = link_code()
    assert sign_up("ming", claim(name, code=code)) == claims.Claimed(linked=True)
    link = Membership.objects.get(user__username="ming")
    assert (link.relation, link.consents, link.last) == ("孙女", ["read", "book"], None)
    assert not sign_up("ming2", claim(name, code=code)).linked
    assert not viewer_of(user("ming2").pk).persons


def test_whoever_signs_up_learns_nothing_about_who_is_on_file(settled: None) -> None:
    name = person_with(WANG).name
    tries = {
        "fits": claim(name), "other-name": claim("无此人"), "nobody": claim(name, "11010519491231002X"),
        "wrong-code": claim(name, code="AAAA-AAAA"), "nobody-code": claim(name, "11010519491231002X", "AAAA-AAAA"),
    }  # fmt: skip
    found = {login: sign_up(login, one) for login, one in tries.items()}
    assert {(one.linked, bool(one.number)) for one in found.values()} == {(False, True)}
    assert {one.code_missed for login, one in found.items() if login.endswith("code")} == {True}
    for login in tries:
        viewer = viewer_of(user(login).pk)
        assert (viewer.persons, viewer.rights) == (frozenset(), frozenset())
    cases = Case.objects.filter(procedure="family-link").order_by("pk")
    assert [case.person_id for case in cases] == [None] * 5
    kept = [set(case.filing) - {claims.ON_FILE} for case in cases]
    assert all(names == kept[0] for names in kept)
    assert not any(WANG in str(case.filing) for case in cases)
    assert not any(WANG in str((event.before, event.after)) for event in Event.objects.all())


def test_a_clerk_compares_and_opens_the_link(settled: None) -> None:
    person = person_with(WANG)
    sign_up("ming", claim(person.name))
    (waiting,) = claims.waiting(viewer=demo.viewer("clerk"))
    assert (waiting.name, waiting.on_file) == (person.name, f"{person.name} {person.id_masked}")
    claims.decide(
        viewer=demo.viewer("clerk"), case_id=waiting.case_id, version=waiting.version, link=True, seen="户口簿原件",
        answer="",
    )  # fmt: skip
    viewer = viewer_of(user("ming").pk)
    assert viewer.persons == {person.pk} and not viewer.may_for(person.pk, "complain")
    link = Membership.objects.get(user__username="ming")
    assert link.case_id == waiting.case_id
    assert claims.waiting(viewer=demo.viewer("clerk")) == ()


def test_a_claim_that_fits_nobody_can_only_be_refused(settled: None) -> None:
    sign_up("ming", claim("无此人"))
    (waiting,) = claims.waiting(viewer=demo.viewer("clerk"))
    assert waiting.on_file is None
    told = {"viewer": demo.viewer("clerk"), "case_id": waiting.case_id, "version": waiting.version, "seen": "身份证"}
    with pytest.raises(Conflict):
        claims.decide(**told, link=True, answer="")  # type: ignore[arg-type]
    assert not viewer_of(user("ming").pk).persons
    claims.decide(**told, link=False, answer="姓名与证件不符")  # type: ignore[arg-type]
    assert Case.objects.get(pk=waiting.case_id).outcome == "refused"


def test_claims_wait_for_the_clerks_of_the_place_alone(settled: None) -> None:
    sign_up("ming", claim(person_with(WANG).name))
    (waiting,) = claims.waiting(viewer=demo.viewer("clerk"))
    assert claims.waiting(viewer=someone(Role.CLERK, place="440700")) == ()
    for login in ("reviewer", "daughter", "admin"):
        with pytest.raises(NotAllowed):
            claims.waiting(viewer=demo.viewer(login))
    with pytest.raises(NotAllowed):
        claims.decide(
            viewer=demo.viewer("supervisor"), case_id=waiting.case_id, version=1, link=True, seen="x", answer=""
        )


@pytest.mark.parametrize(
    ("claimed", "field"),
    [
        (claim("黄", "22010219480120697"), "id_number"),
        (claim("黄", "220102194801206972"), "id_number"),
        (claim("黄", "220102194802306971"), "id_number"),
        (Claim("foreigner", WANG, "黄"), "id_type"),
        (Claim("resident", WANG, "黄"), "place"),
        (Claim("resident", WANG, "黄", place="440700"), "place"),
        (Claim("resident", WANG, "黄", "儿子", ("inherit",), place="220100"), "consents"),
    ],
)
def test_a_number_that_is_none_is_said_at_once_and_nothing_is_opened(settled: None, claimed: Claim, field: str) -> None:
    before = User.objects.count()
    with pytest.raises(BadInput) as refused:
        sign_up("ming", claimed)
    assert refused.value.field == field and claimed.id_number not in str(refused.value.text)
    assert User.objects.count() == before


def undo(case_id: int) -> None:
    deciding.undo(viewer=demo.viewer("reviewer"), case_id=case_id, why="核验有误")


def accept() -> int:
    (waiting,) = claims.waiting(viewer=demo.viewer("clerk"))
    claims.decide(
        viewer=demo.viewer("clerk"),
        case_id=waiting.case_id,
        version=waiting.version,
        link=True,
        seen="户口簿",
        answer="",
    )
    return waiting.case_id


def test_a_link_undone_brings_back_the_one_it_replaced(settled: None) -> None:
    person = person_with(WANG)
    sign_up("ming", claim(person.name, relation="孙女"))
    first = accept()
    ming = user("ming")
    claims.claim(viewer=viewer_of(ming.pk), claim=replace(claim(person.name), consents=("complain",)))
    second = accept()
    assert viewer_of(ming.pk).consents[person.pk] == {"read", "complain"}
    undo(second)
    assert viewer_of(ming.pk).consents[person.pk] == {"read", "book"}
    (link,) = Membership.objects.filter(user=ming)
    assert (link.case_id, link.revoked_at, link.last) == (first, None, None)
    undo(first)
    assert not Membership.objects.filter(user=ming).exists()


def test_a_link_ended_since_is_not_undone(settled: None) -> None:
    sign_up("ming", claim(person_with(WANG).name))
    case = accept()
    link = Membership.objects.get(user__username="ming")
    links.revoke_link(viewer=viewer_of(link.user_id), membership_id=link.pk)
    with pytest.raises(Conflict):
        undo(case)
    assert Membership.objects.filter(pk=link.pk).exists()


def test_proof_of_somebody_without_an_account_becomes_theirs(settled: None) -> None:
    token = proofs.keep(viewer=NOBODY, name="户口簿.jpg", content=jpeg())
    assert [one.name for one in proofs.waiting(viewer=NOBODY, tokens=(token, token, "x"))] == ["户口簿.jpg"]
    assert proofs.waiting(viewer=demo.viewer("daughter"), tokens=(token,)) == ()
    sign_up("ming", replace(claim(person_with(WANG).name), proof=(token,)))
    (waiting,) = claims.waiting(viewer=demo.viewer("clerk"))
    (paper,) = waiting.papers
    row = Upload.objects.get(pk=paper.id)
    assert (row.by, row.case_id, row.field) == (user("ming"), waiting.case_id, "proof")
    assert opening.opened(viewer=demo.viewer("clerk"), upload_id=row.pk).picture
    assert opening.opened(viewer=viewer_of(user("ming").pk), upload_id=row.pk).picture
    for stranger in (demo.viewer("daughter"), demo.viewer("provider"), someone(Role.CLERK, place="440700")):
        with pytest.raises(NotFound):
            opening.opened(viewer=stranger, upload_id=row.pk)
    assert Event.objects.filter(code="upload.kept", subject=f"upload:{row.pk}", by=user("ming")).exists()
    assert proofs.waiting(viewer=NOBODY, tokens=(token,)) == ()
    sign_up("ming2", replace(claim("无此人"), proof=(token,)))
    assert Upload.objects.get(pk=row.pk).case_id == waiting.case_id


def test_a_token_is_no_longer_good_after_two_hours(settled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    daughter, now = demo.viewer("daughter"), time.time()
    token = proofs.keep(viewer=daughter, name="a.jpg", content=jpeg())
    for minutes, found in ((119, 1), (121, 0)):
        monkeypatch.setattr(time, "time", lambda later=now + 60 * minutes: later)
        assert len(proofs.waiting(viewer=daughter, tokens=(token,))) == found


def test_too_many_files_of_nobody_are_refused(settled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "STRANGERS", 1)
    proofs.keep(viewer=NOBODY, name="a.jpg", content=jpeg())
    with pytest.raises(BadInput) as refused:
        proofs.keep(viewer=NOBODY, name="b.jpg", content=jpeg("red"))
    assert (refused.value.field, Upload.objects.count()) == ("proof", 1)
