"""Files and functions stay small enough to be read at one sitting."""

import ast

from tests.repo.files import texts

FILE_LINES = 400
FUNCTION_LINES = 60


def _sources() -> dict[str, str]:
    return {name: text for name, text in texts("*.py").items() if "/migrations/" not in name}


def test_no_file_is_long() -> None:
    long = {name: text.count("\n") for name, text in _sources().items() if text.count("\n") > FILE_LINES}
    assert long == {}


def test_no_function_is_long() -> None:
    long = {
        f"{name}:{node.lineno} {node.name}"
        for name, text in _sources().items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= FUNCTION_LINES
    }
    assert long == set()


def test_nothing_is_left_for_later() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "X" + "XX")
    found = {name for name, text in texts("*.py", "*.html", "*.md").items() if any(mark in text for mark in marks)}
    assert found == set()
