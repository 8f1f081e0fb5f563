"""Which functions of the documents each test of the law calls: a test that never calls a function cannot miss a part
of it, for up to the first call all goes as without the deletion (the tests draw the same examples each time).
"""

import ast
import builtins
import importlib.util
from collections.abc import Generator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from tools.deletion_places import LAW, ROOT

PACKAGE = ".".join(LAW.parts)
HOOK = "_called_in_a_document"
Function = str
"""A function by its module and the line it begins in: `yiyang.law.documents.a.b:12`."""
Calls = dict[str, list[Function]]
"""What each test calls, by its id; under "" what is called while modules are imported and tests are collected."""


class Recorded(MetaPathFinder):
    """Loads the documents so that each call of one of their functions adds it to `heard`."""

    def __init__(self, heard: set[Function]) -> None:
        setattr(builtins, HOOK, heard.add)

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        if not f"{name}.".startswith(f"{PACKAGE}."):
            return None
        file = ROOT.joinpath(*name.split("."))
        place = str(file / "__init__.py" if file.is_dir() else file.with_suffix(".py"))
        return importlib.util.spec_from_file_location(name, place, loader=_Loader(name, place))


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        tree = ast.parse(Path(self.path).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                said = ast.parse(f"{HOOK}('{fullname}:{node.lineno}')").body
                node.body[:0] = said
        return compile(ast.fix_missing_locations(tree), self.path, "exec")


class Recorder:
    """A plugin of pytest that keeps what was heard during each test."""

    def __init__(self, heard: set[Function]) -> None:
        self.heard = heard
        self.calls: Calls = {"": []}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self._keep("")
        result = yield
        self._keep(item.nodeid)
        return result

    def _keep(self, test: str) -> None:
        self.calls[test] = sorted({*self.calls.get(test, ()), *self.heard})
        self.heard.clear()


class Only:
    """A plugin of pytest that leaves out the tests which never call a function; None leaves out none."""

    def __init__(self, calls: Calls, function: Function | None) -> None:
        self.calls = calls
        self.function = None if function in calls[""] else function

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.function:
            items[:] = [item for item in items if self.function in self.calls[item.nodeid]]


def function_at(module: str, source: str, line: int) -> Function | None:
    """The innermost function whose body holds this line; None outside every function."""
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    holding = [node.lineno for node in functions if node.body[0].lineno <= line <= (node.end_lineno or 0)]
    return f"{module}:{max(holding)}" if holding else None
