"""`python -m tools.messages`: brings the Chinese catalogue up to date with the interface's English strings.

Adds what is missing with an empty translation (a test fails until it is filled in) and drops what nothing uses.
"""

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "yiyang/locale/zh_Hans/LC_MESSAGES/django.po"
CODE = ("yiyang/web", "yiyang/api", "yiyang/services", "yiyang/config")
# Which arguments of a call hold message texts; (1, "c") is a context.
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
BORN = datetime(2026, 11, 21, tzinfo=UTC)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")
Key = tuple[str | None, str, str | None]


def used() -> dict[Key, str]:
    """Every message of the interface, (context, singular, plural), with the first place that uses it."""
    found: dict[Key, str] = {}
    for path, text in _sources():
        for line, message, _comments, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
            singular, plural = (message, None) if isinstance(message, str) else (message[0], message[1])
            found.setdefault((context, singular, plural), f"{path.relative_to(ROOT)}:{line}")
    return found


def _sources() -> Iterator[tuple[Path, str]]:
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path, path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "yiyang").glob("**/templates/**/*.*")):
        code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # The rest of a template becomes padding; its indentation would mislead a reader of Python.
        yield path, "\n".join(line.lstrip() for line in code.splitlines())


def catalogue() -> Catalog:
    """The Chinese catalogue; an empty one where none exists yet."""
    if not CATALOGUE.exists():
        return _empty()
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh_Hans", domain="django")


def _empty() -> Catalog:
    # No names and no changing dates: the file differs only where a message does.
    return Catalog(
        locale="zh_Hans",
        domain="django",
        project="Yiyang",
        header_comment="# Simplified Chinese of the interface. Brought up to date by `python -m tools.messages`.",
        copyright_holder="Yiyang",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        creation_date=BORN,
        revision_date=BORN,
        fuzzy=False,
    )


def faults() -> list[str]:
    """What keeps the interface from being translated: missing, unused, empty, fuzzy, placeholders that differ."""
    wanted = used()
    have = {_key_of(message): message for message in catalogue() if message.id}
    lines = [f"missing: {key[1]!r} ({place})" for key, place in wanted.items() if key not in have]
    lines += [f"unused: {key[1]!r}" for key in have if key not in wanted]
    return lines + [f"{fault}: {key[1]!r}" for key, message in have.items() if (fault := _fault(message))]


def _key_of(message: Message) -> Key:
    singular, plural = (message.id, None) if isinstance(message.id, str) else (message.id[0], message.id[1])
    return message.context, singular, plural


def _fault(message: Message) -> str | None:
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if not strings or not all(strings):
        return "not translated"
    if message.fuzzy:
        return "fuzzy"
    allowed = {
        frozenset(PLACEHOLDER.findall(text)) for text in ([message.id] if isinstance(message.id, str) else message.id)
    }
    return None if all(frozenset(PLACEHOLDER.findall(text)) in allowed for text in strings) else "placeholders differ"


def update() -> None:
    """Writes the catalogue with exactly the messages in use, keeping translations."""
    wanted, stored = used(), catalogue()
    known = {_key_of(message): message for message in stored if message.id}
    fresh = _empty()
    for key in wanted:
        context, singular, plural = key
        old = known.get(key)
        fresh.add((singular, plural) if plural else singular, string=old.string if old else None, context=context)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, fresh, width=120, no_location=True, sort_output=True)


def main() -> int:
    """Updates the catalogue and lists what a person still has to do; 0 when nothing."""
    update()
    left = faults()
    print("\n".join(left) or "The interface is wholly translated.")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
