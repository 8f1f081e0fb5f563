"""`python -m tests.backends [pytest options]`: what needs no database once, all else on SQLite and on PostgreSQL.

Fails when a test fails or is skipped, when a backend ran none, when the two ran different numbers of tests, or when the
committed record of proofs is not what the law's tests have shown.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests import evidence, sweeps
from tests.cluster import cluster

HERE = Path(__file__).parent
WITHOUT_DATABASE = ("law", "simulate", "intake", "papers", "repo")
WITH_DATABASE = ("services", "web", "api", "nhsa", "cli", "config", "processes")
WORKERS = "2"
SHOWN = HERE.parent / "var" / "evidence.json"
"""Written by the tests of the law (tests/law/conftest.py)."""


@dataclass(frozen=True)
class Count:
    """Tests of one run; an error while collecting or tearing down is a failure."""

    passed: int
    failed: int
    skipped: int
    swept: int = 0
    """Of those that ran, how many were left to this database alone (`tests/sweeps.py`)."""


def main(options: list[str]) -> int:
    """Runs everything, prints one line per backend and a last line `N passed, M failed`; 0 when all is well."""
    found = counts(options)
    for name, count in found.items():
        print(f"{name}: {count.passed} passed")
    wrong = faults(found) + ([] if set(options) - {"--full"} else unproved())  # a selection proves only its part
    for fault in wrong:
        print(f"FAULT {fault}")
    failed = sum(count.failed for count in found.values()) or len(wrong)
    print(f"{sum(count.passed for count in found.values())} passed, {failed} failed")
    return 1 if wrong else 0


def unproved() -> list[str]:
    """Where the committed record of proofs differs from what the law's tests have just shown."""
    return evidence.faults(json.loads(SHOWN.read_text(encoding="utf-8")))


def counts(options: list[str]) -> dict[str, Count]:
    """Runs everything with these pytest options: what happened, by backend."""
    found = {"no database": _run(WITHOUT_DATABASE, options), "sqlite": _run(WITH_DATABASE, options)}
    with cluster() as url:
        found["postgresql"] = _run(WITH_DATABASE, options, url=url)
    return found


def _run(folders: tuple[str, ...], options: list[str], *, url: str | None = None) -> Count:
    present = [str(HERE / name) for name in folders if any((HERE / name).glob("**/test_*.py"))]
    if not present:
        return Count(0, 0, 0)
    environment = {**os.environ, **({"YIYANG_DATABASE_URL": url} if url else {})}
    with tempfile.NamedTemporaryFile(suffix=".xml") as report:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            WORKERS,
            f"--junit-xml={report.name}",
            "--one-backend",
            *options,
            *present,
        ]
        code = subprocess.run(command, env=environment, cwd=HERE.parent, check=False).returncode
        return _count(Path(report.name), code)


def _count(report: Path, code: int) -> Count:
    if not report.stat().st_size:
        return Count(0, 1, 0)
    suite = next(ElementTree.parse(report).iter("testsuite"))  # noqa: S314 - our own pytest wrote it a moment ago
    total, failures, errors, skipped = (
        int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors or (1 if code else 0)
    swept = len(suite.findall(f"testcase/properties/property[@name='{sweeps.PROPERTY}']"))
    return Count(passed=total - failures - errors - skipped, failed=failed, skipped=skipped, swept=swept)


def faults(found: dict[str, Count]) -> list[str]:
    """What keeps a run from counting as passed, in words."""
    wrong = [f"{name}: {count.failed} failed" for name, count in found.items() if count.failed]
    wrong += [f"{name}: {count.skipped} skipped" for name, count in found.items() if count.skipped]
    wrong += [f"{name}: no test ran" for name, count in found.items() if not count.passed]
    sqlite, postgresql = found["sqlite"], found["postgresql"]
    if sqlite.passed - sqlite.swept != postgresql.passed - postgresql.swept:
        wrong.append("SQLite and PostgreSQL ran different numbers of tests")
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
