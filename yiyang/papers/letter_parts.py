"""What forms and letters have in common: the source, the marks, reasons with their articles, the check."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from yiyang.law.decision import Finding, Reason
from yiyang.law.document import Document
from yiyang.law.values import READING, Value
from yiyang.law.words import Text, joined
from yiyang.papers import letter_words as w
from yiyang.papers.figures import figure
from yiyang.papers.letter import Check, Point, Reasons, Words
from yiyang.papers.paper import Tone

Say = Callable[[Text], str]
TONES = {Finding.UNMET: Tone.UNPAID, Finding.UNKNOWN: Tone.WAITING, Finding.MET: Tone.PAID, Finding.AMOUNT: Tone.PAID}


class Checked(NamedTuple):
    """Where a paper is checked: the whole address, and the code in groups as one types it."""

    url: str
    code: str


def speaker(language: str) -> Say:
    """Says a text in a language (zh-hans, en)."""
    return lambda text: text.say(language)


def check(checked: Checked, say: Say) -> Check:
    """The check with its sentence."""
    return Check(checked.url, checked.code, say(w.CHECK_WORDS))


def pages(say: Say) -> tuple[str, str, str]:
    """The words around page numbers."""
    first, between, last = w.PAGES
    return say(first), say(between), say(last)


def source(document: Document, say: Say) -> tuple[tuple[str, str], ...]:
    """The document a paper rests on, by its title."""
    return ((say(w.DOCUMENT), say(document.title)),)


def cited(document: Document, provision: str, say: Say) -> str:
    """A provision by its article as the source writes it and its id: 二（五）〔CC-5.4〕."""
    known = document.provisions.get(provision)
    return say(w.CITED.filled(article=known.article, provision=provision)) if known else provision


def in_words(value: Value) -> Text:
    """A value with its label and its mark: 每周次数 2 次（示例值）."""
    if value.unit == READING:
        return w.READ.filled(figure=figure(value))
    return w.VALUE.filled(label=value.label, figure=figure(value), marked=marked(value))


def marked(value: Value) -> Text:
    """The mark behind a value that no document states."""
    return w.MARKED if value.illustrative else Text("", "")


def point(reason: Reason, document: Document, say: Say) -> Point:
    """A reason as it is printed."""
    known = document.provisions.get(reason.provision)
    return Point(
        mark=say(w.FINDINGS[reason.finding]),
        tone=TONES[reason.finding],
        text=say(reason.text),
        article=cited(document, reason.provision, say),
        content=say(known.text) if known else "",
        values=tuple(say(in_words(value)) for value in reason.values),
        change=say(reason.change) if reason.change else "",
    )


def reasons(title: Text, found: Iterable[Reason], document: Document, say: Say, *, brief: bool = False) -> Reasons:
    """Reasons under a heading."""
    points = tuple(point(one, document, say) for one in found)
    return Reasons(say(title), points, say(w.CHANGE), say(w.VALUES_USED), brief)


def illustrative(values: Iterable[Value], say: Say) -> tuple[str, tuple[Words, ...]]:
    """The note of every page, and the section that states each value in full; blank and empty without any."""
    used: Mapping[str, Value] = {value.name: value for value in values if value.illustrative}
    ordered = [used[name] for name in sorted(used)]
    if not ordered:
        return "", ()
    full = tuple(
        say(w.ILLUSTRATIVE_ONE.filled(label=one.label, figure=figure(one), provision=one.provision)) for one in ordered
    )
    short = joined([one.label for one in ordered])
    return say(w.ILLUSTRATIVE_SHORT.filled(values=short)), (Words(say(w.ILLUSTRATIVE), full, marked=True),)
