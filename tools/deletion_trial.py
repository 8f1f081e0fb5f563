"""Tries deletions, each in a process of its own that is forked from one which has loaded everything but the documents.

A trial imports the documents with one module changed and asks the tables of the same document, its own chapter first;
only what these do not notice runs the other tests of the law, those that call the changed function. Anything that goes
wrong in a trial is a notice. `tools.deletion` starts this in a copy of the tree.
"""

import dataclasses
import importlib
import importlib.util
import json
import os
import pkgutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import pytest

from tools.deletion_calls import Calls, Function, Only, Recorded, Recorder, function_at
from tools.deletion_places import LAW, ROOT, Deletion, deletions

FORK = get_context("fork")
WORKERS = os.cpu_count() or 1
SECONDS = 600
"""After these a trial has gone round in circles: noticed."""
TABLES = ROOT / "tests/law/test_tables.py"
TESTS = ["-q", "-x", "-p", "no:cacheprovider", "--assert=plain", f"--evidence={os.devnull}"]

NOTHING = Deletion(Path("nothing.py"), 0, "nothing", "")

Tell = Callable[[Deletion], None]


class Changed(MetaPathFinder):
    """Gives one module of the repository as the deletion leaves it; all others are found as ever."""

    def __init__(self, deletion: Deletion) -> None:
        self.name = module_of(deletion.path)
        self.loader = _Loader(self.name, deletion)

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.loader.path, loader=self.loader)


class _Loader(SourceFileLoader):
    """Compiles what is given instead of the file, and never looks for a compiled one."""

    def __init__(self, name: str, deletion: Deletion) -> None:
        super().__init__(name, str(ROOT / deletion.path))
        self.source = deletion.source

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 -- it loads this one module
        return compile(self.source, self.path, "exec")


def module_of(path: Path) -> str:
    """The dotted name of a file of the repository."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def survivors(found: Sequence[Deletion], tell: Tell = lambda _: None) -> list[Deletion]:
    """Those that no test of the law notices, in order; `tell` hears of each as soon as it is known.

    Ends the program when the tests fail without any deletion.
    """
    _preload()
    with tempfile.TemporaryDirectory(prefix="yiyang-deletion-calls-") as home:
        calls = Path(home) / "calls.json"
        whole = _begun(NOTHING, partial(_law_recorded, calls), quiet=False)
        whole.join()
        if whole.exitcode:
            sys.exit("The tests of the law fail as they stand.")
        return unnoticed(found, partial(law_holds, json.loads(calls.read_text(encoding="utf-8"))), tell)


def unnoticed(found: Sequence[Deletion], holds: Tell, tell: Tell = lambda _: None) -> list[Deletion]:
    """The deletions under which `holds`, called in a process with the changed module, raises nothing."""
    kept = set()
    for index, noticed in _tried(found, holds):
        if not noticed:
            kept.add(index)
            tell(found[index])
    return [found[index] for index in sorted(kept)]


def _tried(found: Sequence[Deletion], holds: Tell) -> Iterator[tuple[int, bool]]:
    """Each deletion's number with whether it was noticed; as many at a time as there are processors."""
    running: dict[Any, tuple[int, ForkProcess]] = {}
    for index, deletion in enumerate(found):
        if len(running) == WORKERS:
            yield from _ended(running)
        process = _begun(deletion, holds)
        running[process.sentinel] = (index, process)
    while running:
        yield from _ended(running)


def _ended(running: dict[Any, tuple[int, ForkProcess]]) -> Iterator[tuple[int, bool]]:
    for sentinel in wait(list(running)):
        index, process = running.pop(sentinel)
        process.join()
        yield index, process.exitcode != 0


def _begun(deletion: Deletion, holds: Tell, *, quiet: bool = True) -> ForkProcess:
    process = FORK.Process(target=_try, args=(deletion, holds, quiet))
    process.start()
    return process


def _try(deletion: Deletion, holds: Tell, quiet: bool) -> None:
    """What a process does: it ends with 0 only when `holds` raises nothing."""
    signal.alarm(SECONDS)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2) if quiet else (0,):
        os.dup2(nothing, stream)
    sys.meta_path.insert(0, Changed(deletion))
    holds(deletion)


def _preload() -> None:
    """What trials have in common: pytest, the tables as parsed, the shapes of questions, the values of documents."""
    for name in ("hypothesis", "yiyang.law.charge", "yiyang.law.procedure"):
        importlib.import_module(name)
    document: Any = importlib.import_module("yiyang.law.document")
    document._toml = cache(document._toml)
    tables: Any = importlib.import_module("tests.law.tables")
    for kind in ("question", "charge"):
        tables.cases(kind)
    for question in _questions():
        tables.shape_of(question)
    if loaded := [name for name in sys.modules if name.startswith("yiyang.law.documents.")]:
        raise RuntimeError(f"Loaded before any deletion: {loaded}")


def _questions() -> Iterator[type]:
    package = importlib.import_module("yiyang.law.questions")
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        own = vars(importlib.import_module(module.name)).values()
        yield from (kind for kind in own if isinstance(kind, type) and dataclasses.is_dataclass(kind))


def law_holds(calls: Calls, deletion: Deletion) -> None:
    """Raises or ends badly when a test of the law fails: first the tables of the document, then all that may notice."""
    test: Any = importlib.import_module("tests.law.test_tables")
    for ask, case in sorted(_asked(test, deletion), key=lambda pair: _distance(test, deletion, pair[1])):
        ask(case)
    source = (ROOT / deletion.path).read_text(encoding="utf-8")
    function = function_at(module_of(deletion.path), source, deletion.line)
    ended = pytest.main([*TESTS, f"--ignore={TABLES}", str(TABLES.parent)], plugins=[Only(calls, function)])
    if ended not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        sys.exit(1)


def _law_recorded(file: Path, _nothing: Deletion) -> None:
    """Ends badly when a test of the law fails without a deletion; writes what each test calls."""
    heard: set[Function] = set()
    sys.meta_path.insert(0, Recorded(heard))
    recorder = Recorder(heard)
    if pytest.main([*TESTS, str(TABLES.parent)], plugins=[recorder]) != pytest.ExitCode.OK:
        sys.exit(1)
    file.write_text(json.dumps(recorder.calls), encoding="utf-8")


def _asked(test: Any, deletion: Deletion) -> Iterator[tuple[Callable[[Any], None], Any]]:
    """The cases of the tables that ask the document in which something was deleted."""
    folder = deletion.path.relative_to(LAW).parts[0]
    for ask, kind in ((test.test_question, "question"), (test.test_charge, "charge")):
        yield from ((ask, case) for case in test.cases(kind) if case.document == folder)


def _distance(test: Any, deletion: Deletion, case: Any) -> int:
    """0 when the rule of a case stands in the changed module, 1 in its folder, 2 elsewhere."""
    document = test.book.document(case.document)
    rule = document.questions.get(case.rule)
    where = rule.answer.__module__ if rule else document.charges[case.rule].charge.__module__
    name = module_of(deletion.path)
    return 0 if where == name else 1 if where.rpartition(".")[0] == name.rpartition(".")[0] else 2


def main(report: str, *under: str) -> None:
    """Writes how many were tried and which survived; prints each survivor as soon as it is known."""
    try:
        found = deletions(under)
    except ValueError as fault:
        sys.exit(str(fault))
    with tempfile.TemporaryDirectory(prefix="yiyang-deletion-data-") as data:
        os.environ["YIYANG_DATA_DIR"] = data
        kept = survivors(found, tell=lambda one: print(one, flush=True))
    Path(report).write_text(json.dumps([len(found), [str(one) for one in kept]]), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
