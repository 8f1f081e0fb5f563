"""`python -m tools.deletion [FOLDER-OR-FILE …]`: deletes one condition of the law at a time; each must fail a test.

It complements mutmut, which leaves decorated functions alone, and our rules are decorated. Printed are the deletions
that no test of the law notices. All runs in a copy of the tree, so that one may go on writing meanwhile.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.deletion_places import ROOT

LEFT_OUT = shutil.ignore_patterns("__pycache__", "static", "vendor", "node_modules")


@dataclass(frozen=True)
class Tried:
    """How many conditions were deleted, and those of them that no test noticed."""

    deleted: int
    survivors: tuple[str, ...]


def tried(under: Sequence[str] = ()) -> Tried:
    """Tries every deletion of the law, or those under these folders and files; prints each survivor as it is found.

    Ends the program when the tests fail without any deletion, or a folder holds no condition.
    """
    with tempfile.TemporaryDirectory(prefix="yiyang-deletion-") as home:
        copied = Path(home) / "tree"
        for name in ("yiyang", "tests", "tools"):
            shutil.copytree(ROOT / name, copied / name, ignore=LEFT_OUT)
        shutil.copy(ROOT / "pyproject.toml", copied)
        (copied / "tests/vendor").mkdir(exist_ok=True)
        report = Path(home) / "report.json"
        done = subprocess.run([sys.executable, "-m", "tools.deletion_trial", report, *under], cwd=copied, check=False)
        if done.returncode:
            sys.exit("No deletion was tried; see above.")
        deleted, kept = json.loads(report.read_text(encoding="utf-8"))
        return Tried(deleted, tuple(kept))


def main() -> int:
    """0 when every deletion was noticed."""
    found = tried(sys.argv[1:])
    print(f"{len(found.survivors)} of {found.deleted} deletions are noticed by no test of the law.")
    return 1 if found.survivors else 0


if __name__ == "__main__":
    sys.exit(main())
