"""One thing said in both languages of the service."""

from datetime import date, datetime
from typing import NamedTuple

UNSAID = "…"
"""What stands where a fact was left unsaid."""


class Text(NamedTuple):
    """The same sentence in Chinese (zh-Hans) and English; braces are filled by `filled`."""

    zh: str
    en: str

    def filled(self, **values: object) -> "Text":
        """Fill the named braces of both sentences; a `Text`, a day or a moment is said in each one's language."""
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
        said = in_words(value) if isinstance(value, date) else value
        return said.say(self.language) if isinstance(said, Text) else said


def joined(texts: list[Text]) -> Text:
    """Several texts as one list: 、 in Chinese, commas in English."""
    return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def in_words(day: date) -> Text:
    """A day as pages write it: 2026年9月7日, 7 September 2026; a moment (local time) with its minute: … 09:30."""
    said = Text(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {MONTHS[day.month - 1]} {day.year}")
    return Text(*(f"{one} {day:%H:%M}" for one in said)) if isinstance(day, datetime) else said
