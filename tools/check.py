"""`python -m tools.check`: every check that needs no running server, all of them even when one fails."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
STEPS: dict[str, list[Path | str]] = {
    "format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "lint": [BIN / "ruff", "check", "--quiet", "."],
    "types": [BIN / "mypy", "--no-error-summary"],
    "layers": [BIN / "lint-imports", "--no-logo"],
    "generated pages": [sys.executable, "-m", "tools.docs", "--check"],
    "repository": [sys.executable, "-m", "pytest", "-q", "tests/repo"],
}


def main() -> int:
    """Runs the steps in order, prints the output of failing ones and a line for each; 0 when all hold."""
    failed = [name for name, command in STEPS.items() if not _holds(name, command)]
    print("All checks hold." if not failed else f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def _holds(name: str, command: list[Path | str]) -> bool:
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - started
    if done.returncode:
        print(done.stdout + done.stderr)
    print(f"{'ok' if not done.returncode else 'FAILED':>7}  {name} ({seconds:.1f} s)", flush=True)
    return not done.returncode


if __name__ == "__main__":
    sys.exit(main())
