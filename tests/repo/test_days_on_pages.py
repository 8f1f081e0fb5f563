"""One way to write a day on pages: 2026年9月7日, 7 September 2026. ISO days belong into files, addresses, the API."""

import re

from tests.repo.files import texts

WRITTEN = re.compile(r"\|date:")
MEANT = re.compile(r"\{%\s*(?:querystring|url)\b.*?%\}|\b(?:id|value|aria-labelledby)=\"[^\"]*\"", re.DOTALL)
"""Addresses, what a form sends, and names of elements: no person reads these as a day."""


def in_its_own_way(template: str) -> bool:
    """Whether a template writes a day for people by a format of its own."""
    return WRITTEN.search(MEANT.sub("", template)) is not None


def test_no_template_writes_a_day_in_its_own_way() -> None:
    assert [name for name, text in texts("yiyang/web/*.html").items() if in_its_own_way(text)] == []


def test_a_day_in_its_own_way_would_be_seen() -> None:
    assert in_its_own_way('<td>{{ row.at|date:"Y-m-d" }}</td>')
    assert not in_its_own_way("<a href=\"{% querystring week=day|date:'Y-m-d' %}\">{{ day|day }}</a>")
