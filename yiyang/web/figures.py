"""Figures as pages show them: written out, each with the way to the list it is counted from."""

from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from yiyang.services.figures.rows import Figure


class Shown(NamedTuple):
    """A figure and the address of what stands behind it, blank without any."""

    figure: Figure
    url: str


def shown(figures: Iterable[Figure], *, listed: Callable[[str], str], filtered: str) -> list[Shown]:
    """Figures with their ways: `listed` gives the address of a list by its code, `filtered` is that of the lines."""
    return [Shown(one, _url(one, listed, filtered)) for one in figures]


def _url(one: Figure, listed: Callable[[str], str], filtered: str) -> str:
    if not one.value:
        return ""
    if one.behind:
        return listed(one.behind)
    return f"{filtered}?{urlencode(one.filtered)}#lines" if one.filtered else ""
