"""What a statement and a summary have in common: facts, marks, and the tables of totals."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from yiyang.law.words import Text, in_words, joined
from yiyang.papers import words as w
from yiyang.papers.paper import Cell, Column, Form, Grid, Tone, summed
from yiyang.papers.statement import (
    Cited,
    Illustrative,
    Source,
    StatementLine,
    totals_by_scheme,
    totals_by_status,
)

Say = Callable[[Text], str]
TONES = {"payable": Tone.PAID, "held": Tone.WAITING, "self_pay": Tone.UNPAID, "refused": Tone.UNPAID}


def say_in(language: str) -> Say:
    """What says a text in one language."""
    return lambda text: text.say(language)


def source_facts(source: Source, month: str, printed_on: date, say: Say) -> tuple[tuple[str, str], ...]:
    """Month, place, document, versions, day of printing."""
    return (
        (say(w.MONTH), month),
        (say(w.PLACE), say(source.place)),
        (say(w.DOCUMENT), f"{source.document_number}　{say(source.document_title)}"),
        (say(w.VALUES_VERSION), source.values_version),
        (say(w.RULE), source.rule_code),
        (say(w.PRINTED), say(in_words(printed_on))),
    )


def state_of(signed_by: str, signed_at: datetime | None, say: Say) -> tuple[str, str]:
    """The state in words, and the word across every page of a draft."""
    if signed_at is None:
        return say(w.DRAFT_STATE), say(w.DRAFT)
    return say(w.SIGNED.filled(by=signed_by, at=signed_at)), ""


def illustrative_note(values: tuple[Illustrative, ...], say: Say) -> tuple[str, tuple[str, ...]]:
    """The short note of every page, and each value in full; blank and empty when a document states them all."""
    if not values:
        return "", ()
    short = [w.VALUE_SHORT.filled(name=one.name, provision=one.provision) for one in values]
    full = (w.ILLUSTRATIVE_ONE.filled(name=one.name, value=one.text, provision=one.provision) for one in values)
    return say(w.ILLUSTRATIVE.filled(values=joined(short))), tuple(map(say, full))


def cited(reason: Cited, say: Say) -> str:
    """A reason with its article: 本周次数已用完（2/2）〔CC-5.4　二（五）〕."""
    form = w.CITED_ARTICLE if reason.article else w.CITED
    return say(form.filled(text=reason.text, provision=reason.provision, article=reason.article))


def sum_columns(say: Say) -> tuple[Column, ...]:
    """Visits, minutes and the three amounts."""
    return (
        Column(say(w.COUNT), Form.COUNT, 13),
        Column(say(w.MINUTES), Form.COUNT, 15),
        Column(say(w.GROSS), Form.MONEY, 21),
        Column(say(w.FUND), Form.MONEY, 21),
        Column(say(w.OWN), Form.MONEY, 21),
    )


def by_status(lines: tuple[StatementLine, ...], say: Say) -> Grid:
    """The table of outcomes."""
    found = totals_by_status(lines)
    columns = (Column(say(w.STATUS), toned=True), *sum_columns(say))
    tones = tuple(TONES.get(code, Tone.PLAIN) for _, code, _ in found)
    return grid(say(w.BY_STATUS), columns, ((say(status), *total) for status, _, total in found), say, tones)


def by_scheme(lines: tuple[StatementLine, ...], say: Say) -> Grid:
    """The table of schemes and kinds."""
    columns = (Column(say(w.SCHEME)), Column(say(w.KIND)), *sum_columns(say))
    rows = ((say(scheme), say(kind), *total) for scheme, kind, total in totals_by_scheme(lines))
    return grid(say(w.BY_SCHEME), columns, rows, say)


def grid(
    title: str, columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]], say: Say, tones: tuple[Tone, ...] = ()
) -> Grid:
    """A table with its row of totals."""
    kept = tuple(rows)
    total = summed(kept, columns, say(w.TOTAL)) if kept else ()
    return Grid(title, columns, kept, tones, total, say(w.NO_ROWS))
