"""Staff accounts: opened with a temporary password, roles given by another, ended by leaving; wrong attempts lock."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from tests.kin import WANG
from tests.story import PLACE
from yiyang.services import demo
from yiyang.services.access import OPERATOR, viewer_of
from yiyang.services.accounts import attempts, desk, leaving, register, staff
from yiyang.services.accounts.logins import Scope
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound
from yiyang.store.models import Carer, Case, Event, Grant, Membership, Role, User

HERE = Scope(place=PLACE)
DAY = timedelta(days=1)


def user(login: str) -> User:
    return User.objects.get(username=login)


def opened(role: str = Role.CLERK, scope: Scope = HERE, login: str = "new-clerk") -> staff.Opened:
    return staff.open_account(viewer=demo.viewer("admin"), username=login, name="新经办", role=role, scope=scope)


def test_an_account_is_opened_with_a_password_to_be_changed(settled: None) -> None:
    made = opened()
    row = user("new-clerk")
    assert row.check_password(made.password) and row.must_change_password
    assert viewer_of(row.pk).may("counter", place=PLACE)
    event = Event.objects.get(code="user.added", subject=f"user:{row.pk}")
    assert (event.by_id, event.place, (event.after or {})["role"]) == (user("admin").pk, PLACE, "clerk")
    assert made.password not in str(event.after)
    assert len({staff.temporary() for _ in range(50)}) == 50


@pytest.mark.parametrize(
    ("role", "scope", "login", "field"),
    [
        ("clerk", Scope(), "new", "place"),
        ("provider", Scope(provider="H0"), "new", "provider"),
        ("family", HERE, "new", "role"),
        ("clerk", HERE, "Clerk", "login"),
        ("clerk", HERE, WANG, "login"),
        ("clerk", Scope(place=PLACE, first=date(2026, 5, 2), last=date(2026, 5, 1)), "new", "last"),
    ],
)
def test_what_does_not_fit_is_named(settled: None, role: str, scope: Scope, login: str, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        opened(role, scope, login)
    assert refused.value.field == field


def test_staff_of_a_handler_work_while_its_contract_runs(settled: None) -> None:
    today, theirs = timezone.localdate(), Scope(place=PLACE, relation="某保险公司")
    with pytest.raises(BadInput, match=r"CC-11\.1"):
        opened(scope=theirs)
    contract = Grant.objects.create(
        kind="handler", key="handler:x", first=today - DAY, last=today, facts={"handler": "某保险公司"}
    )
    made = opened(scope=theirs)
    assert viewer_of(made.user_id).may("counter", place=PLACE)
    assert not viewer_of(made.user_id, today=today + DAY).may("counter", place=PLACE)
    Grant.objects.filter(pk=contract.pk).update(last=today - DAY)
    assert viewer_of(made.user_id).rights == frozenset()


def test_nobody_but_an_administrator_gives_roles_and_nobody_to_themselves(settled: None) -> None:
    for login in ("clerk", "reviewer", "supervisor", "provider", "policy"):
        with pytest.raises(NotAllowed):
            staff.give_role(viewer=demo.viewer(login), user_id=user("carer").pk, role="reviewer", scope=HERE)
        with pytest.raises(NotAllowed):
            staff.open_account(viewer=demo.viewer(login), username="x", name="x", role="reviewer", scope=HERE)
    admin = demo.viewer("admin")
    own = Membership.objects.get(user__username="admin")
    with pytest.raises(Conflict):
        staff.give_role(viewer=admin, user_id=admin.user_id or 0, role="reviewer", scope=HERE)
    with pytest.raises(Conflict):
        staff.end_role(viewer=admin, membership_id=own.pk, last=timezone.localdate())
    with pytest.raises(Conflict):
        leaving.leave(viewer=admin, user_id=admin.user_id or 0, last=timezone.localdate())
    assert demo.viewer("admin").rights == admin.rights


def test_a_role_is_given_and_ended_and_both_are_events(settled: None) -> None:
    admin, clerk = demo.viewer("admin"), user("clerk")
    role = staff.give_role(viewer=admin, user_id=clerk.pk, role="reviewer", scope=HERE)
    assert viewer_of(clerk.pk).may("statement.sign", place=PLACE)
    staff.end_role(viewer=admin, membership_id=role, last=timezone.localdate())
    assert viewer_of(clerk.pk).may("statement.sign", place=PLACE)
    assert not viewer_of(clerk.pk, today=timezone.localdate() + DAY).may("statement.sign")
    staff.end_role(viewer=admin, membership_id=role, last=timezone.localdate(), at_once=True)
    assert not viewer_of(clerk.pk).may("statement.sign")
    told = list(Event.objects.filter(code__startswith="role.").order_by("pk").values_list("code", "by__username"))
    assert told == [("role.given", "admin"), ("role.ended", "admin"), ("role.ended", "admin")]
    with pytest.raises(BadInput):
        staff.end_role(viewer=admin, membership_id=role, last=timezone.localdate() - DAY)


def test_a_familys_link_is_no_role_of_staff(settled: None) -> None:
    link = Membership.objects.get(user__username="daughter")
    with pytest.raises(NotFound):
        staff.end_role(viewer=demo.viewer("admin"), membership_id=link.pk, last=timezone.localdate())


def test_leaving_at_once_ends_everything(settled: None) -> None:
    clerk, today = user("clerk"), timezone.localdate()
    case = Case.objects.create(
        procedure="line-objection", document="changchun_2021", place=PLACE, filed_at=timezone.now(), holder=clerk
    )
    leaving.leave(viewer=demo.viewer("admin"), user_id=clerk.pk, last=today, at_once=True)
    clerk.refresh_from_db()
    case.refresh_from_db()
    assert (clerk.is_active, clerk.left_on, case.holder, case.version) == (False, today, None, 2)
    assert not viewer_of(clerk.pk).rights
    assert clerk.sessions_from is not None
    event = Event.objects.get(code="case.returned")
    assert (event.before, event.place) == ({"holder": clerk.pk}, PLACE)


def test_leaving_on_a_day_closes_when_it_is_over(settled: None, clock: Callable[[datetime], None]) -> None:
    clock(datetime(2026, 11, 20, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    clerk, last = user("clerk"), date(2026, 11, 22)
    late = staff.give_role(
        viewer=demo.viewer("admin"), user_id=clerk.pk, role="policy", scope=Scope(first=date(2026, 12, 1))
    )
    leaving.leave(viewer=demo.viewer("admin"), user_id=clerk.pk, last=last)
    assert viewer_of(clerk.pk, today=last).may("counter")
    assert not viewer_of(clerk.pk, today=last + DAY).rights
    assert not viewer_of(clerk.pk, today=date(2026, 12, 2)).rights
    assert Membership.objects.get(pk=late).revoked_at is not None
    clock(datetime(2026, 11, 22, 23, 59))  # noqa: DTZ001
    assert leaving.close_due(viewer=OPERATOR) == 0
    clock(datetime(2026, 11, 23, 0, 1))  # noqa: DTZ001
    assert leaving.close_due(viewer=OPERATOR) == 1
    assert leaving.close_due(viewer=OPERATOR) == 0
    assert not user("clerk").is_active
    with pytest.raises(BadInput):
        leaving.leave(viewer=demo.viewer("admin"), user_id=user("reviewer").pk, last=date(2026, 11, 22))


def test_a_desk_opens_and_closes_accounts_of_its_own_carers_alone(settled: None) -> None:
    provider = demo.viewer("provider")
    own = Carer.objects.filter(institution__in=provider.institutions, membership__isnull=True).earliest("pk")
    other = Carer.objects.exclude(institution__in=provider.institutions).filter(membership__isnull=True).earliest("pk")
    told = {"viewer": provider, "name": "护理员", "role": "carer"}
    made = staff.open_account(**told, username="own", scope=Scope(carer=own.code))  # type: ignore[arg-type]
    assert viewer_of(made.user_id).carers == {own.pk}
    with pytest.raises(Conflict):
        staff.open_account(**told, username="own2", scope=Scope(carer=own.code))  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        staff.open_account(**told, username="other", scope=Scope(carer=other.code))  # type: ignore[arg-type]
    row = next(one for one in desk.carers(viewer=provider) if one.code == own.code)
    assert (row.username, row.open, row.user_id) == ("own", True, made.user_id)
    assert {one.code for one in desk.carers(viewer=provider)} == set(
        Carer.objects.filter(institution__in=provider.institutions).values_list("code", flat=True)
    )
    leaving.leave(viewer=provider, user_id=made.user_id, last=timezone.localdate(), at_once=True)
    assert not user("own").is_active
    for stranger in ("clerk", "daughter"):
        with pytest.raises(NotFound):
            leaving.leave(viewer=provider, user_id=user(stranger).pk, last=timezone.localdate())
    if demo.viewer("carer").carers - set(
        Carer.objects.filter(institution__in=provider.institutions).values_list("pk", flat=True)
    ):
        with pytest.raises(NotFound):
            leaving.leave(viewer=provider, user_id=user("carer").pk, last=timezone.localdate())


def test_five_wrong_attempts_lock_for_a_quarter_of_an_hour(settled: None, clock: Callable[[datetime], None]) -> None:
    clock(datetime(2026, 11, 21, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    for number in range(1, attempts.LIMIT):
        attempts.failed(username="clerk")
        assert (user("clerk").failures, attempts.may_try(username="clerk")) == (number, True)
    attempts.failed(username="CLERK")
    assert not attempts.may_try(username="clerk")
    assert Event.objects.filter(code="user.locked", subject=f"user:{user('clerk').pk}").count() == 1
    clock(datetime(2026, 11, 21, 9, 10))  # noqa: DTZ001
    attempts.failed(username="clerk")  # does not prolong it
    clock(datetime(2026, 11, 21, 9, settings.LOCK_MINUTES))  # noqa: DTZ001
    assert attempts.may_try(username="clerk")
    attempts.failed(username="clerk")
    assert (user("clerk").failures, attempts.may_try(username="clerk")) == (1, True)
    attempts.succeeded(username="clerk")
    assert user("clerk").failures == 0
    attempts.failed(username="no-such-login")
    assert attempts.may_try(username="no-such-login")


def test_an_administrator_opens_a_lock(settled: None) -> None:
    clerk = user("clerk")
    for _ in range(attempts.LIMIT):
        attempts.failed(username="clerk")
    with pytest.raises(NotAllowed):
        attempts.unlock(viewer=demo.viewer("reviewer"), user_id=clerk.pk)
    on = timezone.localdate()
    assert register.account(viewer=demo.viewer("admin"), user_id=clerk.pk, on=on).locked
    attempts.unlock(viewer=demo.viewer("admin"), user_id=clerk.pk)
    assert attempts.may_try(username="clerk")
    assert Event.objects.filter(code="user.unlocked").count() == 1
    attempts.unlock(viewer=demo.viewer("admin"), user_id=clerk.pk)
    assert Event.objects.filter(code="user.unlocked").count() == 1
