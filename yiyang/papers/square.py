"""The square that a telephone reads: an address as QR modules, drawn as one SVG path in pure black."""

from itertools import groupby

import segno

QUIET = 4
"""Light modules around the square, as ISO/IEC 18004 asks."""


def modules(address: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of dark (true) and light modules, without the quiet zone."""
    made = segno.make(address, error="m", micro=False)
    return tuple(tuple(bool(cell) for cell in row) for row in made.matrix)


def svg(address: str) -> str:
    """The square with its quiet zone; runs of dark modules are one rectangle each, so that nothing shows between."""
    rows = modules(address)
    side = len(rows) + 2 * QUIET
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h{width}v1h-{width}z" for y, row in enumerate(rows) for x, width in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}">'
        f'<path d="{path}" fill="#000000"/></svg>'
    )


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """(first module, how many) of each run of dark ones."""
    found, x = [], 0
    for dark, cells in groupby(row):
        width = len(list(cells))
        if dark:
            found.append((x, width))
        x += width
    return found
