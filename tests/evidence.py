"""`python -m tests.evidence --write | --check`: the committed record of what test runs have shown, by provision.

Runs the tests of the law, or with `--from var/evidence.json` takes what an earlier run has left.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from yiyang.law import book, coverage

ROOT = Path(__file__).resolve().parent.parent
FINDINGS = ("met", "unmet", "unknown", "amount")
HEAD = "# What test runs have shown, by provision: finding = test. Written by `python -m tests.evidence --write`.\n"


def main(arguments: list[str]) -> int:
    """0 when the committed record is what the tests show and every carried provision is proved by it."""
    parser = argparse.ArgumentParser(prog="python -m tests.evidence")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", action="store_true", help="write the record")
    what.add_argument("--check", action="store_true", help="compare the record with what the tests show")
    parser.add_argument("--from", dest="source", type=Path, metavar="FILE", help="what an earlier run has left")
    chosen = parser.parse_args(arguments)
    shown = json.loads(chosen.source.read_text(encoding="utf-8")) if chosen.source else run()
    if chosen.write:
        coverage.EVIDENCE.write_text(as_toml(shown), encoding="utf-8")
    wrong = faults(shown)
    print("\n".join(wrong) or f"{len(shown)} provisions shown by tests, as {coverage.EVIDENCE.name} says.")
    return 1 if wrong else 0


def run() -> dict[str, dict[str, str]]:
    """Runs the tests of the law; what they have shown. Raises CalledProcessError when one fails."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "evidence.json"
        command = [sys.executable, "-m", "pytest", "-q", "tests/law", f"--evidence={path}"]
        subprocess.run(command, cwd=ROOT, check=True)
        found: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
        return found


def as_toml(shown: dict[str, dict[str, str]]) -> str:
    """The record as a file: a table a provision, in the order of the book."""
    known = [row for document in book.BOOK for row in document.provisions if row in shown]
    return HEAD + "".join(f"\n[{json.dumps(row)}]\n{_findings(shown[row])}" for row in known)


def _findings(shown: dict[str, str]) -> str:
    return "".join(f"{finding} = {json.dumps(shown[finding])}\n" for finding in FINDINGS if finding in shown)


def faults(shown: dict[str, dict[str, str]]) -> list[str]:
    """What is wrong with the committed record, in words: stale lines, and carried provisions it does not prove."""
    written, new = coverage.EVIDENCE.read_text(encoding="utf-8") if coverage.EVIDENCE.exists() else "", as_toml(shown)
    stale = sorted({*written.splitlines()} ^ {*new.splitlines()}) if written != new else []
    wrong = [f"stale: {line}" for line in stale]
    if written != new:
        wrong.append("yiyang/law/evidence.toml is not what the tests show: python -m tests.evidence --write")
    unproven = [row for row in coverage.rows() if row.state is coverage.State.UNPROVEN]
    return wrong + [_unproven(row) for row in unproven]


def _unproven(row: coverage.Row) -> str:
    carried, shown = ", ".join(row.carriers), ", ".join(row.proofs) or "nothing"
    return f"{row.provision.id}, carried by {carried}: tests have shown {shown}, and met and unmet are wanted"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
