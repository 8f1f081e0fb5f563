"""Who may do what: memberships and their dates, the rights of each role, and no read without a viewer."""

import ast
import importlib
import inspect
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

import yiyang
from tests.story import MONTH, PLACE, someone
from yiyang.services import demo, today
from yiyang.services.access import EVERYTHING, NOBODY, OPERATOR, RIGHTS, ROLE_WORDS, viewer_of
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.money import months, objections
from yiyang.services.money.months import Filter
from yiyang.store.models import Institution, Membership, Role, Statement, User

TODAY = timezone.localdate()
DAY = timedelta(days=1)
PACKAGE = Path(yiyang.__file__).parent


@pytest.mark.parametrize(
    ("first", "last", "runs"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (None, TODAY, True),
        (TODAY, None, True),
        (TODAY + DAY, None, False),
        (None, TODAY - DAY, False),
    ],
)
def test_a_membership_counts_within_its_dates(empty: None, first: date | None, last: date | None, runs: bool) -> None:
    viewer = someone(Role.CLERK, place=PLACE, first=first, last=last)
    assert (viewer.may("month.read", place=PLACE), bool(viewer.roles)) == (runs, runs)


def test_a_viewer_is_who_they_were_on_a_day(empty: None) -> None:
    viewer = someone(Role.REVIEWER, place=PLACE, first=date(2024, 1, 1), last=date(2024, 12, 31))
    then = viewer_of(viewer.user_id, today=date(2024, 6, 1))
    assert then.may("statement.sign", place=PLACE)
    assert not viewer.rights


@pytest.mark.parametrize("role", list(Role))
def test_a_role_holds_its_rights_and_no_other(empty: None, role: Role) -> None:
    viewer = someone(role, place=PLACE)
    assert viewer.rights == RIGHTS[role]
    for right in EVERYTHING:
        assert viewer.may(right) == (right in RIGHTS[role])
        assert viewer.may(right, place=PLACE) == (right in RIGHTS[role])
        assert not viewer.may(right, place="440700")
        assert not NOBODY.may(right)
        assert OPERATOR.may(right, place=PLACE)


def test_every_role_has_rights_and_words() -> None:
    assert set(RIGHTS) == set(ROLE_WORDS) == set(Role)
    assert len({login.role for login in demo.LOGINS}) == len(Role)


def test_nobody_has_loading_by_role() -> None:
    assert "load.write" not in frozenset[str]().union(*RIGHTS.values())


def test_rights_of_one_place_do_not_carry_over_to_another(settled: None) -> None:
    """A clerk of Changchun who reviews in Jiangmen signs nothing in Changchun, and reads no month of Jiangmen's."""
    clerk = someone(Role.CLERK, place=PLACE)
    Membership.objects.create(user_id=clerk.user_id or 0, role=Role.REVIEWER, place="440700")
    Membership.objects.create(user_id=clerk.user_id or 0, role=Role.ASSESSOR, place="370700")
    viewer = viewer_of(clerk.user_id)
    assert viewer.may("month.read", place=PLACE)
    assert viewer.may("statement.sign", place="440700")
    assert not viewer.may("statement.sign", place=PLACE)
    assert not viewer.may("month.read", place="370700")
    assert viewer.places_with("month.read") == {PLACE, "440700"}
    Statement.objects.filter(pk=Statement.objects.latest("pk").pk).update(place="370700")
    assert {one.place for one in months.statements_of(viewer=viewer)} == {PLACE}
    assert {one.place for one in months.months(viewer=viewer)} == {PLACE}
    assert {one.place for one in today.latest_months(viewer=viewer)} == {PLACE}


def test_two_roles_of_one_person_add_up(settled: None) -> None:
    provider = Institution.objects.earliest("pk")
    desk = someone(Role.PROVIDER, institution=provider.pk)
    Membership.objects.create(user_id=desk.user_id or 0, role=Role.SUPERVISOR, place=PLACE)
    viewer = viewer_of(desk.user_id)
    assert viewer.roles == {Role.PROVIDER, Role.SUPERVISOR}
    assert len(months.statements_of(viewer=viewer)) == 6
    assert viewer.institutions == {provider.pk}


def test_a_provider_sees_its_own_statements_alone(settled: None) -> None:
    viewer = demo.viewer("provider")
    mine = {one.provider for one in months.statements_of(viewer=viewer)}
    assert mine == {"示例照护中心1"}
    for statement in Statement.objects.all():
        if statement.institution_id in viewer.institutions:
            assert months.statement(viewer=viewer, statement_id=statement.pk).id == statement.pk
        else:
            with pytest.raises(NotFound):
                months.statement(viewer=viewer, statement_id=statement.pk)
            with pytest.raises(NotFound):
                months.statement_lines(viewer=viewer, statement_id=statement.pk, narrowed=Filter())


@pytest.mark.parametrize("username", ["daughter", "carer", "assessor", "policy", "admin"])
def test_who_has_nothing_to_do_with_money_sees_no_statement(settled: None, username: str) -> None:
    viewer = demo.viewer(username)
    assert months.statements_of(viewer=viewer) == []
    with pytest.raises(NotAllowed):
        months.month(viewer=viewer, place=PLACE, month=MONTH)
    with pytest.raises(NotAllowed):
        months.months(viewer=viewer)
    with pytest.raises(NotAllowed):
        objections.objections(viewer=viewer)


def test_whoever_has_not_signed_in_is_nobody(settled: None) -> None:
    assert viewer_of(None) is NOBODY
    assert months.statements_of(viewer=NOBODY) == []
    with pytest.raises(NotAllowed):
        months.months(viewer=NOBODY)


def test_an_unknown_user_is_no_viewer(empty: None) -> None:
    with pytest.raises(User.DoesNotExist):
        viewer_of(4711)


# What pages, interface and commands may call without a viewer: the law itself, the state of the installation, words.
# What belongs to signing in is called before there is a viewer.
OPEN = {
    "access.viewer_of", "accounts.agencies.offices", "accounts.attempts.failed", "accounts.attempts.may_try",
    "accounts.attempts.succeeded", "accounts.claims.assumed", "accounts.kept.keep", "accounts.links.find_person",
    "accounts.proofs.asked_by", "accounts.sessions.over", "amendments.exporting.as_csv", "amendments.reading.as_json",
    "amendments.reading.history", "assessing.assessments.in_state", "cases.declared.all_declared",
    "cases.declared.declared", "cases.filing.plain", "cases.forms.assumed", "cases.forms.declared_of",
    "cases.forms.provision_of", "cases.wording.keys", "current.scope", "demo.live", "demo.mixed.silence", "demo.seed",
    "demo.seeded", "documents.asking.as_json", "documents.asking.ask", "documents.asking.example",
    "documents.asking.question", "documents.asking.questions", "documents.asking.schema", "documents.catalogue.cities",
    "documents.catalogue.service", "documents.catalogue.services", "documents.catalogue.situated",
    "documents.reading.articles", "documents.reading.counts", "documents.reading.document",
    "documents.reading.documents", "documents.reading.entries", "documents.reading.entry", "documents.reading.holder",
    "documents.reading.illustrative", "documents.reading.values", "documents.what_if.places", "event_words.event",
    "health.examine", "json_faults.short", "json_faults.words", "lapses.reading.assumed", "letters.look_up",
    "money.months.assumed", "money.objections.periods", "operations.room.is_full", "outpatient.desk.diseases",
    "people.search.is_number", "people.search.normal", "places.division_name", "places.place_name",
    "printing.summed_up", "speaking.listen", "terms.term", "told.items", "visits.moments.clock_of",
    "visits.moments.instant_of",
}  # fmt: skip


def _services_of(tree: ast.Module) -> dict[str, str]:
    """Names in a module that stand for a service module or for something out of one: name → "module" or "module.x"."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("yiyang.services"):
            inside = (node.module or "").removeprefix("yiyang.services").lstrip(".")
            for name in node.names:
                found[name.asname or name.name] = f"{inside}.{name.name}" if inside else name.name
    return found


def _called(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = _services_of(tree)
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and "." in known.get(node.func.id, ""):
                found.add(known[node.func.id])
            elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                found.add(f"{known.get(node.func.value.id, '')}.{node.func.attr}")
    return found


def _function(name: str) -> Callable[..., object] | None:
    """The service function of this name; None for anything else, such as a class."""
    module, _, inside = name.rpartition(".")
    try:
        found = getattr(importlib.import_module(f"yiyang.services.{module}"), inside, None) if module else None
    except ModuleNotFoundError:  # what comes before the last point is a class of a module
        return None
    return found if inspect.isfunction(found) else None


def test_whatever_pages_interface_and_commands_call_takes_a_named_viewer() -> None:
    paths = [path for layer in ("web", "api", "cli") for path in PACKAGE.joinpath(layer).rglob("*.py")]
    called = {name for path in paths for name in _called(path) if "." in name}
    functions = {name: function for name in called if (function := _function(name))}
    assert {"money.months.month", "money.loading.load", "money.settlement.settle", "documents.reading.articles"} <= set(
        functions
    )
    viewers = {name: inspect.signature(function).parameters.get("viewer") for name, function in functions.items()}
    assert {name for name, viewer in viewers.items() if viewer is None} - OPEN == set()
    placed = {name for name, viewer in viewers.items() if viewer and viewer.kind is not viewer.KEYWORD_ONLY}
    assert placed == set()
