"""`python -m tools.prove`: the tests at full counts and mutations of the law; writes docs/proof.json."""

import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests import backends
from tools import deletion

ROOT = Path(__file__).resolve().parent.parent
PROOF = ROOT / "docs/proof.json"
BIN = Path(sys.executable).parent
STATISTICS = ROOT / "mutants/mutmut-cicd-stats.json"


def main() -> int:
    """0 when every test passed at full counts and every deleted condition was noticed."""
    counts = backends.counts(["--full"])
    print("Deleting the conditions of the law, one at a time", flush=True)
    tried = deletion.tried()
    kept = list(tried.survivors)
    proof = {
        "commit": _commit(),
        "python": platform.python_version(),
        "tests": {name: asdict(count) for name, count in counts.items()},
        "deleted_conditions": {"deleted": tried.deleted, "noticed": tried.deleted - len(kept), "survivors": kept},
        "mutmut": _mutmut(),
    }
    PROOF.write_text(json.dumps(proof, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    faults = backends.faults(counts) + [f"not noticed: {line}" for line in kept]
    print("\n".join(faults) or f"Proved; see {PROOF.relative_to(ROOT)}.")
    return 1 if faults else 0


def _commit() -> str:
    """The commit that was proved; `+` when the tree held more than the commit."""
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    changed = subprocess.run(
        ["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    ours = [line for line in changed.splitlines() if not line.endswith("docs/proof.json")]
    return head + ("+" if ours else "")


def _mutmut() -> dict[str, Any]:
    """Counts of mutmut's own mutations: numbers, comparisons, arguments of undecorated functions of the law."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    for verb in ("run", "export-cicd-stats"):  # its moving progress line would fill a log
        subprocess.run([BIN / "mutmut", verb], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    statistics: dict[str, Any] = json.loads(STATISTICS.read_text(encoding="utf-8"))
    return statistics


if __name__ == "__main__":
    sys.exit(main())
