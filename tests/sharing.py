"""Which tests share the demo's month, so that it is seeded once for all of them and nobody else finds it."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # it needs Django, and tests of the law do not
    from tests.story import DemoMonth

MONTH: "pytest.StashKey[DemoMonth]" = pytest.StashKey()


def wanted(item: pytest.Item) -> bool:
    """Whether a test works in the month."""
    asked = getattr(item, "fixturenames", ())
    return "demo_month" in asked and "_hidden" not in asked


def together(items: list[pytest.Item]) -> None:
    """Those that share the month go one after the other, before all others."""
    items.sort(key=lambda item: not wanted(item))


def hidden_from(item: pytest.Item) -> None:
    """Put the month away before a test that did not ask for it."""
    month = item.config.stash.get(MONTH, None)
    if month and not wanted(item):
        month.hide()
