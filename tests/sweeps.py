"""Sweeps over all pages for what no database changes (marks, language, layout): once in a run, not once a database.

The matrix of tests/web opens every page on both. A module says `pytestmark = pytest.mark.sweep("postgresql")`; with
`--one-backend`, as `make test` runs, it is left to that database, without it it runs wherever it is asked for.
"""

import os

import pytest

PROPERTY = "sweep"
"""Under this name a sweep stands in the report of a run, which is how the numbers of two runs are compared."""


def left_to_the_other(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Takes out the sweeps of the database that is not this one. Raises KeyError for a database nobody runs."""
    here = "postgresql" if os.environ.get("YIYANG_DATABASE_URL", "").startswith("postgresql") else "sqlite"
    left = [item for item in items if _backend(item) not in {None, here}]
    for item in items:
        if _backend(item):
            item.user_properties.append((PROPERTY, here))
    items[:] = [item for item in items if item not in left]
    config.hook.pytest_deselected(items=left)


def _backend(item: pytest.Item) -> str | None:
    marker = item.get_closest_marker(PROPERTY)
    return {"sqlite": "sqlite", "postgresql": "postgresql"}[marker.args[0]] if marker else None
