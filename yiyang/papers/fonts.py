"""The one font papers are set in, looked up by name: a paper must not change with the fonts of the machine."""

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import typst
from fontTools.ttLib import TTFont

from yiyang.law.words import Text

FAMILY = "Noto Sans CJK SC"
PATTERN = "NotoSansCJK*"
DIRECTORIES = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts").expanduser(),
    Path("/Library/Fonts"),
)
MISSING = Text(
    "未找到字体 {family}，无法打印。Debian 请安装 fonts-noto-cjk：apt-get install fonts-noto-cjk",
    "The font {family} was not found, so nothing can be printed. On Debian: apt-get install fonts-noto-cjk",
)


class MissingFontError(RuntimeError):
    """The named font is not on this machine; the message says what to install."""

    def __init__(self) -> None:
        """Keep the message in both languages as `text`."""
        self.text = MISSING.filled(family=FAMILY)
        super().__init__(f"{self.text.en} / {self.text.zh}")


class PaperFont(NamedTuple):
    """The font as Typst takes it, and the code points it can show."""

    fonts: Any
    covered: frozenset[int]


@lru_cache(maxsize=4)
def paper_font(directories: tuple[Path, ...] = DIRECTORIES) -> PaperFont:
    """Find Noto Sans CJK SC below `directories`. Raises MissingFontError."""
    folders = sorted({found.parent for place in directories for found in place.rglob(PATTERN)})
    if folders:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
        for font in fonts.fonts():
            if font.family == FAMILY and font.weight == 400:
                return PaperFont(fonts, _covered(font.path, font.index))
    raise MissingFontError


def _covered(path: str | None, index: int) -> frozenset[int]:
    if path is None:  # only a font built into Typst has no file, and those are left out
        raise MissingFontError
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap())


def showable(text: str, covered: frozenset[int]) -> str:
    """The text with every character the font lacks written as its code point, 〔U+1F600〕, so that none is lost.

    PDF/A forbids the empty box. Names in private code points are common in older registers.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if ord(c) in covered else f"〔U+{ord(c):04X}〕" for c in text)
