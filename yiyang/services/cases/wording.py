"""A filing in words: each field as people read it, the names behind keys, the papers beside."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from yiyang.law import invoices
from yiyang.law.filing import Field, Kind
from yiyang.law.words import Text
from yiyang.papers import figures
from yiyang.papers.paper import money
from yiyang.services.cases import sealing
from yiyang.services.cases.lookups import options
from yiyang.services.cases.situation import Situation
from yiyang.services.places import place_name
from yiyang.store.models import Carer, Case, Institution, Upload, User

TOTAL = Text("共 {n} 张，合计 ¥{total}", "{n} in all, ¥{total}")
YES, NO = Text("是", "yes"), Text("否", "no")


@dataclass(frozen=True)
class Paper:
    """An upload named in a filing; it is opened through the uploads service alone."""

    id: int
    name: str
    media_type: str
    size: int


@dataclass(frozen=True)
class Told:
    """One field as filled in: its text as people read it, its uploads where it holds files."""

    field: Field
    text: Text
    uploads: tuple[Paper, ...]
    raw: str


def papers(uploads: Iterable[Upload]) -> dict[int, Paper]:
    """Uploads by id, those removed at the end of their time left out."""
    return {one.pk: Paper(one.pk, one.name, one.media_type, one.size) for one in uploads if one.removed_at is None}


def keys(text: str) -> list[int]:
    """The upload ids of a FILE field; what is none is left out."""
    return [int(key) for key in text.split(";") if key.isascii() and key.isdigit() and len(key) < 19]


def told(
    now: Situation, filing: Mapping[str, str], known: Mapping[int, Paper], fields: Iterable[Field] | None = None
) -> Iterator[Told]:
    """A filing field by field, in the words of the declaration; of the `fields` named alone where some are."""
    for field in now.declared.procedure.every_field if fields is None else fields:
        raw = filing.get(field.name, "")
        if raw and field.applies(filing):
            shown = tuple(known[key] for key in keys(raw) if key in known) if field.kind is Kind.FILE else ()
            words = _in_words(now, field, raw)
            yield Told(field, words, shown, words.zh if field.kind is Kind.SEALED else raw)


def _in_words(now: Situation, field: Field, raw: str) -> Text:
    if field.kind in SPOKEN:
        return SPOKEN[field.kind](raw)
    if field.kind is Kind.ITEMS:
        return _items(now, field, raw)
    if field.kind is Kind.NUMBER and field.unit:
        return Text(f"{raw} {field.unit}", f"{raw} {field.unit}")
    words = {option.key: option.label for option in options(now, field)} if field.choices else {}
    words |= _names(field, raw)
    return _listed([words.get(code, Text(code, code)) for code in raw.split(";")]) if words else Text(raw, raw)


def _division(raw: str) -> Text:
    name = place_name(f"{raw[:4]}00")
    return Text(f"{raw}（{name.zh}）", f"{raw} ({name.en})") if name.zh != f"{raw[:4]}00" else Text(raw, raw)


def _day(raw: str) -> Text:
    """A day as people write it; what is none stays as it was typed."""
    try:
        return figures.day(date.fromisoformat(raw))
    except ValueError:
        return Text(raw, raw)


def _moment(raw: str) -> Text:
    """A moment as people write it: the day in words, then the time."""
    day, _t, time = raw.partition("T")
    said = _day(day)
    return Text(f"{said.zh} {time}".strip(), f"{said.en} {time}".strip())


def _invoices(raw: str) -> Text:
    """One invoice a line, and what they come to; a list with a mistake in it stays as it was typed."""
    if invoices.fault(raw):
        return Text(raw, raw)
    found = invoices.read(raw)
    lines = [(one.issuer, one.number, figures.day(one.dated), money(one.fen)) for one in found]
    total = TOTAL.filled(n=len(found), total=money(invoices.total(found)))
    zh = [f"{issuer} · {number} · {day.zh} · ¥{yuan}" for issuer, number, day, yuan in lines]
    en = [f"{issuer} · {number} · {day.en} · ¥{yuan}" for issuer, number, day, yuan in lines]
    return Text("\n".join([*zh, total.zh]), "\n".join([*en, total.en]))


SPOKEN: dict[Kind, Callable[[str], Text]] = {
    Kind.YES: lambda raw: YES if raw == "yes" else NO,
    Kind.INVOICES: _invoices,
    Kind.DATE: _day,
    Kind.MOMENT: _moment,
    Kind.FILE: lambda _raw: Text("", ""),
    Kind.SEALED: lambda raw: Text(sealing.shown(raw), sealing.shown(raw)),
    Kind.DIVISION: _division,
}
"""Kinds whose text says by itself what people read."""


def _items(now: Situation, field: Field, raw: str) -> Text:
    words = {option.key: option.label for option in options(now, field)}
    parts = [
        (words.get(code, Text(code, code)), minutes) for code, _, minutes in (p.partition(":") for p in raw.split(";"))
    ]
    return _listed([Text(f"{word.zh} {minutes} 分钟", f"{word.en} {minutes} min") for word, minutes in parts])


def _names(field: Field, raw: str) -> dict[str, Text]:
    """The names behind the keys of a field, whether or not they could still be chosen today."""
    return {key: Text(name, name) for key, name in NAMES[field.kind](raw.split(";"))} if field.kind in NAMES else {}


def _numbers(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdigit()]


def _staff(texts: list[str]) -> Iterator[tuple[str, str]]:
    for user in User.objects.filter(pk__in=_numbers(texts)):
        yield str(user.pk), user.shown_name


NAMES: dict[Kind, Callable[[list[str]], Iterable[tuple[str, str]]]] = {
    Kind.PROVIDER: lambda texts: Institution.objects.filter(code__in=texts).values_list("code", "name"),
    Kind.CARER: lambda texts: Carer.objects.filter(code__in=texts).values_list("code", "name"),
    Kind.STAFF: _staff,
    Kind.STAFFS: _staff,
    Kind.CASE: lambda texts: [(str(c.pk), str(c.number)) for c in Case.objects.filter(pk__in=_numbers(texts))],
}
"""Kinds whose keys stand for something with a name."""


def _listed(texts: list[Text]) -> Text:
    return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))
