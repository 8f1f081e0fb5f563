"""The files of the repository, as git knows them: tracked, or new and not ignored."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENDORED = ("tests/vendor/", "yiyang/web/static/vendor/")


@cache
def files(*patterns: str) -> tuple[Path, ...]:
    """The repository's own files that match the git patterns, without what others wrote and we carry along."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *patterns]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return tuple(ROOT / name for name in names if name and not name.startswith(VENDORED) and (ROOT / name).is_file())


def texts(*patterns: str) -> dict[str, str]:
    """Path and content of the text files among them."""
    found: dict[str, str] = {}
    for path in files(*patterns):
        content = path.read_bytes()
        if b"\0" not in content:
            found[str(path.relative_to(ROOT))] = content.decode("utf-8", errors="replace")
    return found
