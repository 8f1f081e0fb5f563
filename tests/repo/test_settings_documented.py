"""docs/settings.md lists exactly the variables the program reads."""

import re
from pathlib import Path

from tools import docs
from yiyang.config.env import SETTINGS

ROOT = Path(__file__).resolve().parents[2]


def test_every_setting_has_its_row_and_no_other() -> None:
    rows = re.findall(r"^\| `(YIYANG_\w+)` \| (.+?) \|", (ROOT / "docs/settings.md").read_text(encoding="utf-8"), re.M)
    assert rows == [(s.name, f"`{s.default}`" if s.default else "–") for s in SETTINGS]


def test_every_variable_named_anywhere_in_the_docs_exists() -> None:
    known = {setting.name for setting in SETTINGS}
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    named = {
        (page.name, name) for page in pages for name in re.findall(r"YIYANG_[A-Z_]*[A-Z]", page.read_text("utf-8"))
    }
    assert {(page, name) for page, name in named if name not in known} == set()


def test_generated_pages_are_fresh() -> None:
    assert docs.stale() == []
