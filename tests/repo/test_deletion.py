"""The tool that deletes conditions of the law finds each form, changes nothing else, and tells what nobody notices."""

import importlib
import importlib.util
from pathlib import Path

import pytest

from tools.deletion_calls import Only, function_at
from tools.deletion_places import ROOT, Deletion, deletions, deletions_in
from tools.deletion_trial import module_of, unnoticed

SOURCE = """
def may(q: int | None) -> list[int]:
    if q is None or q < 0:
        return []
    return [f(q), g(q)] if q > 1 else [h(x) for x in range(q) if x > 2]

def bits(q: int) -> int:
    return f(q) | g(q)
"""


def test_each_form_is_found() -> None:
    found = {deletion.what for deletion in deletions_in(Path("law.py"), SOURCE)}
    assert found == {
        "`if q is None or q < 0` never",
        "`if q is None or q < 0` always",
        "without `q is None`",
        "without `q < 0`",
        "`if q > 1` never",
        "`if q > 1` always",
        "without `f(q)`",
        "without `g(q)`",
        "without `x > 2`",
    }


def test_each_deletion_is_the_file_without_one_condition() -> None:
    sources = [deletion.source for deletion in deletions_in(Path("law.py"), SOURCE)]
    assert len(set(sources)) == len(sources)
    assert sum("q is None" not in source for source in sources) == 3
    for source in sources:
        compile(source, "law.py", "exec")


def test_the_law_has_conditions_to_delete() -> None:
    assert len(deletions()) > 100


RULE = """
def may(age: int, insured: bool) -> bool:
    if age < 60:
        return False
    return insured and age >= 60
"""


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # a fork beside a thread of the test runner
def test_what_no_test_notices_is_told() -> None:
    path = Path("yiyang/law/invented_rule.py")

    def holds(deletion: Deletion) -> None:
        may = importlib.import_module(module_of(deletion.path)).may
        assert [may(59, True), may(60, True), may(60, False)] == [False, True, False]

    found = deletions_in(path, RULE)
    told: list[Deletion] = []
    kept = unnoticed(found, holds, told.append)
    assert {deletion.what for deletion in found} - {deletion.what for deletion in kept} == {
        "`if age < 60` always",
        "without `insured`",
    }
    assert {deletion.what for deletion in kept} == {"`if age < 60` never", "without `age >= 60`"}
    assert sorted(map(str, told)) == sorted(map(str, kept))
    assert not (ROOT / path).exists()
    assert importlib.util.find_spec(module_of(path)) is None


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_trial_that_ends_badly_is_a_notice() -> None:
    def holds(_: Deletion) -> None:
        raise SystemExit(3)

    assert unnoticed(deletions_in(Path("law.py"), RULE), holds) == []


class _Item:
    def __init__(self, nodeid: str) -> None:
        self.nodeid = nodeid


def _run(calls: dict[str, list[str]], function: str | None) -> list[str]:
    items = [_Item(test) for test in calls if test]
    Only(calls, function).pytest_collection_modifyitems(items)  # type: ignore[arg-type]
    return [item.nodeid for item in items]


def test_only_tests_that_call_the_changed_function_run() -> None:
    assert function_at("law", RULE, 3) == function_at("law", RULE, 5) == "law:2"
    assert function_at("law", RULE, 2) is None
    calls = {"": ["law:30"], "one": ["law:2", "law:9"], "other": ["law:9"]}
    assert _run(calls, "law:2") == ["one"]
    assert _run(calls, "law:9") == ["one", "other"]
    assert _run(calls, "law:30") == _run(calls, None) == ["one", "other"]
