"""A letter or form as PDF/A-2a with Typst: the same record and moment of creation give the same bytes."""

from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from yiyang.papers import letter_words as w
from yiyang.papers.fonts import DIRECTORIES, FAMILY, paper_font, showable
from yiyang.papers.letter import Fields, Letter, Reasons, Section, Table
from yiyang.papers.pdf import compiled
from yiyang.papers.square import svg

TEMPLATE = Path(__file__).parent / "letter.typ"
SHAPES: dict[type[Any], str] = {Fields: "fields", Reasons: "reasons", Table: "table"}


def render_letter(letter: Letter, *, created: datetime, directories: tuple[Path, ...] = DIRECTORIES) -> bytes:
    """The letter on A4 portrait, tagged; `created` needs its offset. Raises MissingFontError, ValueError."""
    font = paper_font(directories)
    say = partial(showable, covered=font.covered)
    return compiled(TEMPLATE, font, _data(letter, say), created=created, tagged=True)


def _data(letter: Letter, say: "partial[str]") -> dict[str, Any]:
    """The letter as JSON for the template. Nothing is ever built as Typst source: a name may hold its syntax."""
    language = "en" if letter.language.startswith("en") else "zh"
    told: dict[str, Any] = _shown(asdict(letter), say)
    return {
        **told,
        "family": FAMILY,
        "language": language,
        "pages": letter.page_words,
        "source": told["source"],
        "sections": [_section(one, say) for one in letter.sections],
        "check": {**told["check"], "svg": svg(letter.check.url)},
        "day-label": say(letter.day_label),
        "day-words": w.DAY_ROOM[language],
        "time-words": w.TIME_ROOM[language],
    }


def _section(section: Section, say: "partial[str]") -> dict[str, Any]:
    return {"kind": SHAPES.get(type(section), "words"), **_shown(asdict(section), say)}


def _shown(told: Any, say: "partial[str]") -> Any:
    """Every text within, made printable."""
    if isinstance(told, str):
        return "\n".join(map(say, told.split("\n")))
    if isinstance(told, dict):
        return {name: _shown(one, say) for name, one in told.items()}
    if hasattr(told, "_asdict"):  # a NamedTuple stays one through `asdict`; the template reads its fields by name
        return _shown(told._asdict(), say)
    return [_shown(one, say) for one in told] if isinstance(told, list | tuple) else told
