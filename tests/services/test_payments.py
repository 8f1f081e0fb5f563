"""Signing and releasing: who may, when one may object, what is posted, and that nothing is paid twice."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Model

from tests.intake.month_files import CARER, COVERAGE, PROVIDER
from tests.story import MONTH, Row, holding, load, load_month, reviewer, settle, someone, standing, visit
from yiyang.services import access, demo, printing
from yiyang.services.access import OPERATOR
from yiyang.services.errors import Conflict, NotAllowed, NotFound
from yiyang.services.money import months, payments
from yiyang.store.models import Entry, Event, Line, Role, Run, Statement

H1, H2 = "provider:H1", "provider:H2"
TWO: dict[str, list[Row]] = {
    "providers": [dict(PROVIDER), {**PROVIDER, "code": "H2"}],
    "carers": [dict(CARER), {**CARER, "code": "H2-1", "provider_code": "H2"}],
}
AT_H2 = {"provider_code": "H2", "carer_code": "H2-1"}


def sign(statement: Statement) -> None:
    payments.sign(viewer=reviewer(), statement_id=statement.pk)


def release(statement: Statement) -> int:
    return payments.release(viewer=reviewer(), statement_id=statement.pk)


def pay(statement: Statement) -> int:
    sign(statement)
    return release(statement)


def only(**named: object) -> Statement:
    return Statement.objects.get(**named)


def entries(**named: object) -> list[tuple[str, str, int, str]]:
    rows = Entry.objects.filter(**named).order_by("pk")
    return [(entry.debit, entry.credit, entry.amount, entry.fund) for entry in rows]


def paid_out(code: str = "H1") -> int:
    """What the banks have paid a provider in all, in fen."""
    rows = Entry.objects.filter(debit=f"provider:{code}", credit__startswith="bank:")
    return sum(entry.amount for entry in rows)


def owed(code: str = "H1") -> int:
    """What the standing lines say the funds owe a provider in all, in fen."""
    return sum(line.fund for line in Line.objects.filter(institution__code=code, superseded_by__isnull=True))


def assert_balanced() -> None:
    """In every fund the accounts add up to nothing, and each provider's paper says what was posted for it."""
    assert_papers_agree()
    accounts: dict[tuple[str, str], int] = defaultdict(int)
    for entry in Entry.objects.all():
        assert entry.amount > 0
        accounts[entry.fund, entry.debit] -= entry.amount
        accounts[entry.fund, entry.credit] += entry.amount
    for fund in {fund for fund, _ in accounts}:
        assert sum(amount for (of, _), amount in accounts.items() if of == fund) == 0


def assert_papers_agree() -> None:
    """What a released statement's paper and summary say the funds owe is what its entries put on the account."""
    for one in Statement.objects.filter(released_at__isnull=False).select_related("institution"):
        account = f"provider:{one.institution.code}"
        posted = Entry.objects.filter(statement=one, fund__in=payments.FUNDS).exclude(credit__startswith="bank:")
        net = sum(entry.amount * ((entry.credit == account) - (entry.debit == account)) for entry in posted)
        paper = printing.statement(viewer=OPERATOR, statement_id=one.pk)
        assert sum(line.fund for line in paper.lines) == net
        assert months.statement(viewer=OPERATOR, statement_id=one.pk).difference == net


@pytest.mark.parametrize("username", [login.username for login in demo.LOGINS])
def test_only_the_reviewer_of_the_place_signs_and_releases(settled: None, username: str) -> None:
    statement = Statement.objects.filter(signed_at__isnull=True).earliest("pk")
    viewer = demo.viewer(username)
    if username == "reviewer":
        payments.sign(viewer=viewer, statement_id=statement.pk)
        assert payments.release(viewer=viewer, statement_id=statement.pk) > 0
        return
    for verb in (payments.sign, payments.release):
        with pytest.raises(NotAllowed):
            verb(viewer=viewer, statement_id=statement.pk)


def test_a_reviewer_of_another_place_and_nobody_sign_nothing(settled: None) -> None:
    statement = Statement.objects.filter(signed_at__isnull=True).earliest("pk")
    for viewer in (someone(Role.REVIEWER, place="440700"), access.NOBODY, holding("month.settle")):
        with pytest.raises(NotAllowed):
            payments.sign(viewer=viewer, statement_id=statement.pk)
    with pytest.raises(NotFound):
        payments.sign(viewer=demo.viewer("reviewer"), statement_id=0)


def test_a_statement_is_signed_once_and_released_once(settled: None) -> None:
    statement = Statement.objects.filter(signed_at__isnull=True).earliest("pk")
    viewer = demo.viewer("reviewer")
    with pytest.raises(Conflict, match="not signed"):
        payments.release(viewer=viewer, statement_id=statement.pk)
    payments.sign(viewer=viewer, statement_id=statement.pk)
    with pytest.raises(Conflict, match="signed already"):
        payments.sign(viewer=viewer, statement_id=statement.pk)
    assert payments.release(viewer=viewer, statement_id=statement.pk) > 0
    before = Entry.objects.count()
    with pytest.raises(Conflict, match="released already"):
        payments.release(viewer=viewer, statement_id=statement.pk)
    assert Entry.objects.count() == before


def test_signing_and_releasing_leave_who_and_when(settled: None) -> None:
    statement = Statement.objects.filter(signed_at__isnull=True).earliest("pk")
    sign(statement)
    posted = release(statement)
    statement.refresh_from_db()
    assert statement.signed_by is not None
    assert statement.released_by is not None
    assert statement.signed_by.username.startswith(Role.REVIEWER)
    subject = f"statement:{statement.number}"
    codes = Event.objects.filter(subject=subject).order_by("pk").values_list("code", "by", "after")
    assert list(codes) == [
        ("statement.signed", statement.signed_by_id, {"object_until": str(statement.object_until)}),
        ("statement.released", statement.released_by_id, {"entries": posted}),
    ]


@pytest.mark.parametrize(
    ("signed", "until"),
    [
        (datetime(2026, 5, 12, 9), date(2026, 5, 26)),  # noqa: DTZ001
        (datetime(2026, 9, 28, 9), date(2026, 10, 16)),  # noqa: DTZ001 -- over Mid-Autumn and National Day
        (datetime(2026, 9, 28, 0, 30), date(2026, 10, 16)),  # noqa: DTZ001 -- still the day before in UTC
        (datetime(2026, 12, 25, 9), None),  # noqa: DTZ001 -- 2027 has no calendar yet
        (datetime(2026, 12, 17, 9), date(2026, 12, 31)),  # noqa: DTZ001
    ],
)
def test_the_time_to_object_runs_in_working_days(
    settled: None, clock: Callable[[datetime], None], signed: datetime, until: date | None
) -> None:
    statement = Statement.objects.filter(signed_at__isnull=True).earliest("pk")
    clock(signed)
    sign(statement)
    statement.refresh_from_db()
    assert statement.object_until == until
    assert release(statement) > 0  # a day that is not known blocks nothing


def test_the_entries_of_the_demo_balance_and_follow_the_lines(settled: None) -> None:
    statement = only(released_at__isnull=False)
    assert_balanced()
    lines = months.lines_of(statement)
    for entry in Entry.objects.filter(line__isnull=False).select_related("line"):
        assert entry.line is not None
        share = entry.line.own if entry.fund == "own" else entry.line.fund
        payer = f"person:{entry.line.person_id}" if entry.fund == "own" else f"fund:{entry.line.scheme}"
        assert (entry.amount, entry.debit, entry.statement_id) == (share, payer, statement.pk)
    assert sum(e.amount for e in Entry.objects.exclude(fund="own").filter(line__isnull=False)) == sum(
        line.fund for line in lines
    )
    assert sum(e.amount for e in Entry.objects.filter(fund="own")) == sum(line.own for line in lines)
    assert paid_out(statement.institution.code) == sum(line.fund for line in lines)


@pytest.mark.parametrize("model", [Line, Entry, Event])
def test_the_database_itself_refuses_to_change_or_delete(settled: None, model: type[Model]) -> None:
    first = model._default_manager.order_by("pk").first()
    assert first is not None
    count = model._default_manager.count()
    for attempt in (
        lambda: model._default_manager.filter(pk=first.pk).update(id=first.pk),
        first.save,
        lambda: model._default_manager.filter(pk=first.pk)._raw_delete("default"),  # one plain DELETE
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()
    assert model._default_manager.count() == count


@pytest.mark.parametrize(("debit", "credit", "amount"), [("a", "b", 0), ("a", "a", 5), ("a", "b", -1)])
def test_an_entry_moves_something_between_two_accounts(settled: None, debit: str, credit: str, amount: int) -> None:
    statement = Statement.objects.earliest("pk")
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.create(debit=debit, credit=credit, amount=amount, fund="own", statement=statement)


def test_a_correction_after_release_reverses_and_posts_the_difference(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00"), visit(2, "2022-05-10T09:00")])
    settle()
    first = only()
    assert pay(first) == 5
    old = Line.objects.get(visit__visit_id="V1")
    load(tmp_path, visits=[visit(1, "2022-05-03T09:00", check_out="2022-05-03T10:00:00")])
    assert settle().added == 1
    second = only(round=2)
    new = Line.objects.get(supersedes=old)
    assert (second.number, list(months.lines_of(second))) == ("220100-2022-05-H1-2", [new])
    assert pay(second) == 4
    person = f"person:{new.person_id}"
    assert entries(statement=second) == [
        (H1, "fund:resident", 5600, "resident"), (H1, person, 2400, "own"),
        ("fund:resident", H1, 2800, "resident"), (person, H1, 1200, "own"),
    ]  # fmt: skip
    reversals = Entry.objects.filter(statement=second, reverses__isnull=False)
    assert {(entry.line, entry.reverses.line) for entry in reversals if entry.reverses} == {(new, old)}
    assert payments.balance(H1, "resident") == -2800
    assert months.statement(viewer=reviewer(), statement_id=second.pk).difference == -2800
    assert_balanced()


def test_what_a_provider_owes_is_kept_back_from_its_next_month(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00"), visit(2, "2022-05-10T09:00")])
    settle()
    pay(only())
    assert paid_out() == 11200
    load(tmp_path, visits=[visit(n, f"2022-05-{day}T09:00", photos="0") for n, day in ((1, "03"), (2, "10"))])
    settle()
    pay(only(month=MONTH, round=2))
    assert (payments.balance(H1, "resident"), paid_out()) == (-11200, 11200)
    load(tmp_path, visits=[visit(3, "2022-06-07T09:00")])
    settle("2022-06")
    assert pay(only(month="2022-06")) == 2  # no payment: 5600 against a debt of 11200
    assert (payments.balance(H1, "resident"), paid_out()) == (-5600, 11200)
    load(tmp_path, visits=[visit(n, f"2022-07-{day}T09:00") for n, day in ((4, "05"), (5, "12"))])
    settle("2022-07")
    pay(only(month="2022-07"))
    assert (payments.balance(H1, "resident"), paid_out()) == (0, 16800)
    assert paid_out() == owed()
    assert_balanced()


def test_a_change_that_leaves_the_money_alone_posts_nothing(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")])
    settle()
    pay(only())
    load(tmp_path, visits=[visit(1, "2022-05-04T09:00")])
    settle()
    assert pay(only(round=2)) == 0
    load(tmp_path, visits=[visit(1, "2022-05-04T09:00", check_out="2022-05-04T10:00:00")])
    settle()
    assert pay(only(round=3)) == 4  # reverses what round 1 posted
    assert payments.balance(H1, "resident") == -2800
    assert_balanced()


def test_back_and_forth_pays_what_stands_in_the_end(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")])
    settle()
    pay(only())
    for round_, photos in ((2, "0"), (3, "2"), (4, "0"), (5, "1")):
        load(tmp_path, visits=[visit(1, "2022-05-03T09:00", photos=photos)])
        settle()
        pay(only(round=round_))
    assert paid_out() == owed() == 5600
    assert payments.balance(H1, "resident") == 0
    assert Entry.objects.filter(reverses__isnull=False).count() == 4
    assert_balanced()


def test_a_correction_waits_for_the_statement_it_corrects(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00"), visit(2, "2022-05-10T09:00")])
    settle()
    sign(only())
    load(tmp_path, visits=[visit(1, "2022-05-03T09:00", check_out="2022-05-03T10:00:00")])
    settle()
    sign(only(round=2))
    with pytest.raises(Conflict, match="release statement 220100-2022-05-H1-1 first"):
        release(only(round=2))
    assert only(round=2).released_at is None
    for round_ in (1, 2):
        release(only(round=round_))
    assert payments.balance(H1, "resident") + paid_out() == owed() == 8400
    assert_balanced()


def test_a_visit_that_changes_its_provider_is_paid_once(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00"), visit(2, "2022-05-10T09:00", **AT_H2)], **TWO)
    settle()
    sign(only(institution__code="H1"))
    load(tmp_path, visits=[visit(1, "2022-05-03T09:00", **AT_H2)])
    settle()
    sign(only(institution__code="H2"))
    with pytest.raises(Conflict, match="H1-1 first"):
        release(only(institution__code="H2"))
    release(only(institution__code="H1"))
    release(only(institution__code="H2"))
    assert (owed("H1"), owed("H2"), paid_out("H2")) == (0, 11200, 11200)
    assert paid_out("H1") + payments.balance(H1, "resident") == 0
    assert_balanced()


def test_visits_that_change_places_between_open_statements_wait_for_nothing(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00"), visit(2, "2022-05-10T09:00", **AT_H2)], **TWO)
    settle()
    load(tmp_path, visits=[visit(1, "2022-05-03T09:00", **AT_H2), visit(2, "2022-05-10T09:00")])
    settle()
    for statement in Statement.objects.all():
        sign(statement)
    for statement in Statement.objects.all():
        release(statement)
    assert (paid_out("H1"), paid_out("H2")) == (owed("H1"), owed("H2")) == (5600, 5600)
    assert_balanced()


def test_a_clock_set_back_pays_nothing_twice(tmp_path: Path, empty: None, clock: Callable[[datetime], None]) -> None:
    """The line left H1 at noon, but H1's statement says it was signed an hour before."""
    clock(datetime(2026, 6, 1, 10))  # noqa: DTZ001 -- the clock fixture sets the zone
    load_month(tmp_path, [visit(1, "2022-05-03T09:00"), visit(2, "2022-05-10T09:00")], **TWO)
    settle()
    clock(datetime(2026, 6, 1, 12))  # noqa: DTZ001
    load(tmp_path, visits=[visit(1, "2022-05-03T09:00", **AT_H2)])
    settle()
    pay(only(institution__code="H2"))
    clock(datetime(2026, 6, 1, 11))  # noqa: DTZ001
    pay(only(institution__code="H1"))
    assert (paid_out("H1"), paid_out("H2")) == (owed("H1"), owed("H2")) == (5600, 5600)


def test_a_line_that_left_before_signing_is_on_no_second_statement(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00"), visit(2, "2022-05-10T09:00")], **TWO)
    settle()
    load(tmp_path, visits=[visit(1, "2022-05-03T09:00", **AT_H2)])
    settle()
    mine, theirs = only(institution__code="H1"), only(institution__code="H2")
    viewer = reviewer()
    assert [line.visit.visit_id for line in months.lines_of(mine)] == ["V2"]
    sign(mine)
    sign(theirs)
    assert [line.visit.visit_id for line in months.lines_of(mine)] == ["V2"]
    for statement, fund in ((mine, 5600), (theirs, 5600)):
        told = months.statement(viewer=viewer, statement_id=statement.pk)
        assert (told.fund, told.before, told.difference) == (fund, 0, fund)
    release(mine)
    release(theirs)
    assert (paid_out("H1"), paid_out("H2")) == (5600, 5600)
    assert not Entry.objects.filter(reverses__isnull=False).exists()


def test_settling_again_after_release_pays_nothing_more(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")])
    settle()
    pay(only())
    assert settle().added == 0
    assert Statement.objects.count() == Run.objects.count() == 1
    assert paid_out() == 5600


def test_a_late_visit_after_signing_goes_to_the_next_round(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")])
    settle()
    sign(only())
    load(tmp_path, visits=[visit(2, "2022-05-10T09:00")])
    settle()
    assert [(line.visit.visit_id, line.statement.round) for line in standing()] == [("V1", 1), ("V2", 2)]
    release(only(round=1))
    assert paid_out() == 5600
    pay(only(round=2))
    assert paid_out() == 11200


def test_each_scheme_pays_its_own_share(tmp_path: Path, empty: None) -> None:
    cover: list[Row] = [
        {**COVERAGE, "to": "2022-05-09"},
        {**COVERAGE, "scheme": "employee", "from": "2022-05-10"},
    ]
    load_month(tmp_path, [visit(1, "2022-05-03T09:00"), visit(2, "2022-05-10T09:00")], coverage=cover)
    settle()
    pay(only())
    paid = Entry.objects.filter(credit__startswith="bank:").order_by("fund").values_list("fund", "amount")
    assert list(paid) == [("employee", 6400), ("resident", 5600)]
