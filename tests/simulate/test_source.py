"""A loop is kept under a digest of all it was made from: a changed rule is never served stale, an odd one refused."""

import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.simulate.cases import RULE
from yiyang.law.decision import Outcome
from yiyang.simulate import fold, source

TEXT = """
from enum import IntEnum
from typing import NamedTuple

class Status(IntEnum):
    PAID = 0

class Line(NamedTuple):
    spent: int
    unread: int

class Used(NamedTuple):
    left: int = 500

class Rates(NamedTuple):
    share: int

class Result(NamedTuple):
    status: int
    reasons: int
    paid: int

WHOLE = 100

def beyond(spent, left):
    return max(0, spent - left)

def charge(line, used, rates):
    rest = beyond(line.spent, used.left)
    paid = rest * rates.share // WHOLE
    return Result(Status.PAID, 0, paid), Used(max(0, used.left - line.spent))
"""
"""A deductible of 500 a key, then a share: another rule than home care, through the same fold."""
NAME = "made_rule"


@pytest.fixture
def rule_of(tmp_path: Path) -> Iterator[Any]:
    """Make a charge rule from the source of a module: always of the same name, each time in another file."""
    made = iter(range(9))

    def make(text: str) -> Any:
        path = tmp_path / f"{next(made)}.py"
        path.write_text(text, encoding="utf-8")
        spec = importlib.util.spec_from_file_location(NAME, path)
        assert spec and spec.loader
        module: Any = importlib.util.module_from_spec(spec)
        sys.modules[NAME] = module
        spec.loader.exec_module(module)
        shapes = {"line": module.Line, "used": module.Used, "rates": module.Rates, "result": module.Result}
        return replace(
            RULE, code="deductible", charge=module.charge, limits=module.Line(10_000, 9), steps=(), amounts=(),
            statuses=(("paid", Outcome.GRANTED),), **shapes,
        )  # fmt: skip

    yield make
    sys.modules.pop(NAME, None)


def paid(rule: Any, folder: Path) -> list[int]:
    columns = {"spent": np.array([300, 300, 1_000, 600]), "unread": np.zeros(4, np.int64)}
    key, index = np.array([0, 0, 0, 1]), np.zeros(4, np.int64)
    found = fold.run(rule, columns, key=key, rates_index=index, rates=[rule.rates(80)], folder=folder)
    return list(found["paid"].tolist())


def test_any_charge_rule_is_folded_and_a_changed_one_is_compiled_anew(rule_of: Any, folder: Path) -> None:
    assert paid(rule_of(TEXT), folder) == [0, 80, 800, 80]
    assert paid(rule_of(TEXT.replace("spent - left", "spent - 2 * left")), folder) == [0, 0, 800, 0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("return max(0, spent - left)", "return max(1, spent - left)"),  # a helper
        ("rates.share // WHOLE", "rates.share // WHOLE + 0"),  # the charge itself
        ("WHOLE = 100", "WHOLE = 101"),
        ("PAID = 0", "PAID = 1"),
        ("left: int = 500", "left: int = 600"),
        ("unread: int", "other: int"),
    ],
)
def test_any_change_behind_the_loop_changes_its_digest(rule_of: Any, old: str, new: str) -> None:
    assert old in TEXT
    before, same, after = (source.digest_of(rule_of(text), "1") for text in (TEXT, TEXT, TEXT.replace(old, new)))
    assert before == same != after


def test_limits_and_compiler_are_part_of_the_digest() -> None:
    wider = replace(RULE, limits=RULE.limits._replace(items=2**20))
    digests = {source.digest_of(RULE, "1"), source.digest_of(wider, "1"), source.digest_of(RULE, "2")}
    assert len(digests) == 3
    assert source.digest_of(RULE, "1") in digests


@pytest.mark.parametrize(
    ("added", "named"), [("WHOLE = 1.5", "WHOLE"), ("import math as WHOLE", "WHOLE"), ("beyond = print", "beyond")]
)
def test_what_cannot_be_compiled_is_named(rule_of: Any, added: str, named: str) -> None:
    with pytest.raises(TypeError, match=f"names {named}, which is not"):
        source.named_by(rule_of(f"{TEXT}\n{added}\n").charge)


def test_a_closure_is_refused() -> None:
    share = 80

    def charge(line: Any, used: Any, rates: Any) -> Any:
        return line, used, rates, share

    with pytest.raises(TypeError, match="not a plain function"):
        source.named_by(charge)
