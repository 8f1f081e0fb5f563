"""`python -m tools.docs`: writes the generated pages; with `--check` says which are stale and writes nothing.

To add a page: a function that returns its whole text, and a line in PAGES.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from tools import settings_page
from yiyang.law import coverage

ROOT = Path(__file__).resolve().parent.parent
PAGES: dict[str, Callable[[], str]] = {
    "docs/settings.md": settings_page.render,
    "docs/coverage.md": coverage.as_markdown,
}


def stale() -> list[str]:
    """The pages whose file differs from what would be generated now."""
    return [path for path, render in PAGES.items() if _stored(path) != render()]


def _stored(path: str) -> str | None:
    file = ROOT / path
    return file.read_text(encoding="utf-8") if file.exists() else None


def main(arguments: list[str]) -> int:
    """Writes stale pages, or with `--check` only names them and returns 1."""
    changed = stale()
    if "--check" in arguments:
        for path in changed:
            print(f"{path} is stale: run `make docs`")
        return 1 if changed else 0
    for path in changed:
        (ROOT / path).write_text(PAGES[path](), encoding="utf-8")
        print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
