"""A paper as PDF/A with Typst: the same paper and moment of creation give the same bytes."""

import json
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import typst

from yiyang.papers.fonts import DIRECTORIES, FAMILY, PaperFont, paper_font, showable
from yiyang.papers.paper import Form, Grid, Paper, columns_shown, written

TEMPLATE = Path(__file__).parent / "paper.typ"
MOST_TAGGED = 2_000  # lines; tags let a screen reader follow the table, and weigh 1.4 kB a line
CACHED_COMPILATIONS = 11  # Typst forgets a layout after ten more compilations


def render_pdf(paper: Paper, *, created: datetime, directories: tuple[Path, ...] = DIRECTORIES) -> bytes:
    """The paper on A4 landscape as PDF/A-2; `created` needs its offset. Raises MissingFontError, ValueError.

    Up to 2,000 lines the PDF is tagged (level a), beyond that level b keeps it small.
    """
    font = paper_font(directories)
    tagged = len(paper.lines.rows) <= MOST_TAGGED
    made = compiled(TEMPLATE, font, _data(paper, font), created=created, tagged=tagged)
    if not tagged:
        _forget(font)
    return made


def compiled(template: Path, font: PaperFont, data: dict[str, Any], *, created: datetime, tagged: bool) -> bytes:
    """A template filled with `data` as PDF/A-2, level a when tagged, else b. Raises ValueError without an offset."""
    if created.tzinfo is None:
        raise ValueError("created: a moment with its offset is needed, or the bytes would depend on the machine")
    made = _compiler(template, font, {"data": json.dumps(data, ensure_ascii=False)}).compile(
        format="pdf",
        pdf_standards=["a-2a" if tagged else "a-2b"],
        pdf_tags=tagged,
        timestamp=int(created.timestamp()),
    )
    return bytes(made)


def _compiler(source: Path | bytes, font: PaperFont, inputs: dict[str, str]) -> Any:
    return typst.Compiler(
        source,
        root=TEMPLATE.parent,
        font_paths=font.fonts,
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )


def _forget(font: PaperFont) -> None:
    """Age Typst's cache: it would keep the layouts of the last ten papers, a gigabyte each at 17,000 lines."""
    for _ in range(CACHED_COMPILATIONS):
        _compiler(b"", font, {}).compile(format="svg")


def _data(paper: Paper, font: PaperFont) -> dict[str, Any]:
    """The paper as JSON for the template. Nothing is ever built as Typst source: a name may hold its syntax."""
    say = partial(showable, covered=font.covered)
    return {
        "family": FAMILY,
        "language": "en" if paper.language.startswith("en") else "zh",
        "title": say(paper.title),
        "subject": say(paper.subject),
        "facts": [[say(label), say(value)] for label, value in paper.facts],
        "cards": [
            {"label": c.label, "value": written(c.amount, c.form), "note": c.note, "strong": c.strong}
            for c in paper.cards
        ],
        "grids": [_grid(one, say) for one in paper.grids],
        "lines": _grid(paper.lines, say),
        "after": [_grid(one, say) for one in paper.after],
        "state": say(paper.state),
        "draft": paper.draft,
        "note": say(paper.note),
        "notes": [say(one) for one in paper.notes],
        "footer": say(paper.footer),
        "pages": paper.page_words,
    }


def _grid(grid: Grid, say: "partial[str]") -> dict[str, Any]:
    shown = columns_shown(grid)
    columns = [grid.columns[place] for place in shown]
    forms = [column.form for column in columns]
    rows = [[say(written(row[place], form)) for place, form in zip(shown, forms, strict=True)] for row in grid.rows]
    total = (
        [say(written(grid.total[place], form)) for place, form in zip(shown, forms, strict=True)] if grid.total else []
    )
    return {
        "title": grid.title,
        "labels": [column.label for column in columns],
        "widths": [column.width for column in columns],
        "right": [column.form in {Form.COUNT, Form.MONEY} for column in columns],
        "toned": next((place for place, column in enumerate(columns) if column.toned), -1),
        "rows": rows,
        "tones": list(grid.tones),
        "total": total,
        "empty": grid.empty,
    }
