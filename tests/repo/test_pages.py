"""No Markdown page points at a file or a heading that is not there."""

import re
from pathlib import Path
from urllib.parse import unquote

from tests.repo.files import ROOT, files

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)


def test_no_dead_relative_link() -> None:
    dead = [
        f"{page.relative_to(ROOT)} -> {link}"
        for page in files("*.md")
        for link in LINK.findall(CODE.sub("", page.read_text("utf-8")))
        if not re.match(r"[a-z][a-z0-9+.-]*:", link) and not _exists(page, unquote(link))
    ]
    assert dead == []


def test_a_dead_link_would_be_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One thing, 一件事\n", encoding="utf-8")
    assert _exists(page, "#one-thing-一件事")
    assert not _exists(page, "#another")
    assert not _exists(page, "missing.md")


def _exists(page: Path, link: str) -> bool:
    name, _, heading = link.partition("#")
    target = page.parent / name if name else page
    if not target.exists():
        return False
    return not heading or heading in _anchors(target.read_text("utf-8"))


def _anchors(text: str) -> set[str]:
    """As code forges make them: lower case, punctuation dropped, blanks to hyphens."""
    titles = re.findall(r"^#{1,6}\s+(.+?)\s*$", CODE.sub("", text), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
