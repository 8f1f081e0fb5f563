"""One thing said in both languages of the service."""

from datetime import datetime
from typing import NamedTuple

UNSAID = "…"
"""What stands where a fact was left unsaid."""


class Text(NamedTuple):
    """The same sentence in Chinese (zh-Hans) and English; braces are filled by `filled`."""

    zh: str
    en: str

    def filled(self, **values: object) -> "Text":
        """Fill the named braces of both sentences; a `Text` among the values is said in its own language."""
        return Text(self.zh.format_map(_Said("zh", values)), self.en.format_map(_Said("en", values)))

    def say(self, language: str) -> str:
        """The sentence in `language`: English for en…, Chinese for everything else (the service's default)."""
        return self.en if language.startswith("en") else self.zh


class _Said:
    """Values in one language, each put into words only when a sentence names it: a line offers dozens of them."""

    __slots__ = ("language", "values")

    def __init__(self, language: str, values: dict[str, object]) -> None:
        self.language, self.values = language, values

    def __getitem__(self, name: str) -> object:
        value = self.values[name]
        if value is None:
            return UNSAID
        return value.say(self.language) if isinstance(value, Text) else value


def joined(texts: list[Text]) -> Text:
    """Several texts as one list: 、 in Chinese, commas in English."""
    return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))


def minute(moment: datetime | None) -> str | None:
    """A moment to the minute, as people write it: 2026-11-22 09:30."""
    return None if moment is None else f"{moment:%Y-%m-%d %H:%M}"
