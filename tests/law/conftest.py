"""Records what the tests of the law have shown: which finding of which provision came out of which test that passed.

At the end `var/evidence.json` holds provision → finding → test; `python -m tests.evidence` compares it with the
committed file. Of several tests the most telling is kept, so that the record is the same however tests are spread: a
case of the tables, then one in which the fewest provisions failed, then the first by name. Hypothesis tests are left
out: what they meet depends on their counts.
"""

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from yiyang.law.decision import WATCHERS, Finding, Reason

Shown = dict[str, dict[str, tuple[int, str]]]
FOUND = pytest.StashKey[Shown]()
SENT = "law_evidence"
OPTION, DEFAULT = "--evidence", "var/evidence.json"
TABLES = "tests/law/test_tables.py::"
OTHER = 1000


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(OPTION, metavar="FILE", default=DEFAULT, help="where to write what tests of the law have shown")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tables go first: they are quick, and a broken rule shows there in the plainest words."""
    items.sort(key=lambda item: not item.nodeid.startswith(TABLES))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Listen to every reason given while a test runs; keep them when it passes."""
    heard: list[Reason] = []
    WATCHERS.append(heard.append)
    try:
        result = yield
    finally:
        WATCHERS.pop()
    if not getattr(getattr(item, "function", None), "is_hypothesis_test", False):
        rank = _rank(item, heard)
        for reason in heard:
            _merge(item.config, {reason.provision: {str(reason.finding): (rank, item.nodeid)}})
    return result


def _rank(item: pytest.Item, heard: list[Reason]) -> int:
    failed = {reason.provision for reason in heard if reason.finding in {Finding.UNMET, Finding.UNKNOWN}}
    return len(failed) + (0 if item.nodeid.startswith(TABLES) else OTHER)


def _merge(config: pytest.Config, found: Shown) -> None:
    kept = config.stash.setdefault(FOUND, {})
    for provision, findings in found.items():
        own = kept.setdefault(provision, {})
        for finding, (rank, test) in findings.items():
            own[finding] = min(own.get(finding, (rank, test)), (rank, test))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker is done: take over what its tests have shown."""
    _merge(node.config, getattr(node, "workeroutput", {}).get(SENT, {}))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker sends what it has; whoever started the workers, or runs alone, writes the file."""
    found = session.config.stash.get(FOUND, {})
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[SENT] = found
    elif found:
        shown = {row: {finding: test for finding, (_, test) in own.items()} for row, own in found.items()}
        path = session.config.rootpath / Path(session.config.getoption(OPTION, DEFAULT))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(shown, indent=1, sort_keys=True) + "\n", encoding="utf-8")
