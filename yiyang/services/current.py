"""The documents as they stand: the book, with the changes of values that officials have signed.

What is signed is asked for once a request (`scope`), elsewhere each time, by one small query; the documents made of it
are kept in the process by exactly what was signed, so that a signature counts everywhere at once.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from yiyang.law import amendment, book
from yiyang.law.amendment import Entry
from yiyang.law.document import Document
from yiyang.law.words import Text
from yiyang.services.errors import OutOfOrder
from yiyang.store.models import Amendment

KEPT = 16
"""How many states of the book a process remembers."""
UNFIT = Text(
    "第 {number} 号数值调整（{document}）改的是 {name}，本版程序没有这个数值，或种类不同。"
    "为免按错误的数值办理，现暂停适用规则，请运行维护人员处理",
    "change {number} of {document} is about {name}, which this version does not have, or has of another kind. Rather "
    "than answer by a wrong value, nothing is answered until whoever runs the machine has put it right",
)
NOT_FITTING = (KeyError, TypeError, ValueError)


class Signed(NamedTuple):
    """A signed amendment without its entries: what tells one state of the book from another."""

    pk: int
    document: str
    sha256: str
    signed_at: datetime
    reversed_at: datetime | None


class Unfit(NamedTuple):
    """A signed change that this version of the program has no place for: its key, its document, the value's name."""

    pk: int
    document: str
    name: str


@dataclass
class _Scope:
    """What was signed, as this request found it; None before it asks."""

    signed: tuple[Signed, ...] | None = None


@dataclass
class _Kept:
    """States of the book by what was laid over it; forgotten when the book itself is another."""

    book: tuple[Document, ...] = ()
    states: dict[tuple[Signed, ...], tuple[Document, ...]] = field(default_factory=dict)


_scope: ContextVar[_Scope | None] = ContextVar("scope", default=None)
_tried: ContextVar[Document | None] = ContextVar("tried", default=None)
_kept = _Kept()


@contextmanager
def scope() -> Iterator[None]:
    """Ask only once what is signed, from here to the end: for one request; inside another one nothing more begins."""
    if _scope.get() is not None:
        yield
        return
    token = _scope.set(_Scope())
    try:
        yield
    finally:
        _scope.reset(token)


def refresh() -> None:
    """Ask again what is signed: after a signature, and where a lock has just been waited for."""
    inside = _scope.get()
    if inside is not None:
        inside.signed = None


@contextmanager
def trying(document: Document) -> Iterator[None]:
    """Answer with this document in the place of its own, here alone: what a change would do."""
    token = _tried.set(document)
    try:
        yield
    finally:
        _tried.reset(token)


def signed() -> tuple[Signed, ...]:
    """Every amendment ever signed, in the order in which they count."""
    inside = _scope.get()
    if inside is None:
        return _signed()
    if inside.signed is None:
        inside.signed = _signed()
    return inside.signed


def _signed() -> tuple[Signed, ...]:
    found = Amendment.objects.filter(signed_at__isnull=False).order_by("signed_at", "pk")
    return tuple(Signed(*row) for row in found.values_list(*Signed._fields))


def in_force() -> tuple[Signed, ...]:
    """The amendments that count: what tells this state of the law from any other."""
    return tuple(one for one in signed() if one.reversed_at is None)


def documents() -> tuple[Document, ...]:
    """Every document, in the order of the book."""
    found = _laid_over(in_force())
    tried = _tried.get()
    return found if tried is None else tuple(tried if one.code == tried.code else one for one in found)


def at(place: str, day: date) -> tuple[Document, ...]:
    """Documents that regulate `place` (GB/T 2260, six digits) on `day`; drafts, which bind nobody, are left out."""
    return tuple(one for one in documents() if one.covers(place) and one.regulates(day) and not one.draft)


def document(code: str) -> Document:
    """The document with this code. Raises KeyError naming the code when there is none."""
    return {one.code: one for one in documents()}[code]


def then(code: str, moment: datetime) -> Document:
    """The document as it stood at a moment: what a result stored then was made with. Raises KeyError."""
    counted = (
        one for one in signed() if one.signed_at <= moment and not (one.reversed_at and one.reversed_at <= moment)
    )
    return {one.code: one for one in _laid_over(tuple(counted))}[code]


def without(code: str, pk: int) -> Document:
    """The document as it would stand had this amendment not been signed. Raises OutOfOrder where a later one rests
    on it."""
    kept = tuple(one for one in in_force() if one.pk != pk)
    return {one.code: one for one in _laid_over(kept)}[code]


def _laid_over(counted: tuple[Signed, ...]) -> tuple[Document, ...]:
    """The book with these amendments."""
    if not counted:
        return book.BOOK
    if _kept.book is not book.BOOK:
        _kept.book, _kept.states = book.BOOK, {}
    found = _kept.states.get(counted)
    if found is None:
        found = _made(counted)
        _kept.states = {**dict(list(_kept.states.items())[1 - KEPT :]), counted: found}
    return found


def _made(counted: tuple[Signed, ...]) -> tuple[Document, ...]:
    """Raises OutOfOrder rather than leave out what two people have signed."""
    found, wrong = _applied(counted)
    if wrong:
        raise OutOfOrder(UNFIT.filled(number=wrong[0].pk, document=wrong[0].document, name=wrong[0].name))
    return tuple(found.values())


def _applied(counted: tuple[Signed, ...]) -> tuple[dict[str, Document], list[Unfit]]:
    """The documents with what fits, and what does not."""
    texts = dict(Amendment.objects.filter(pk__in=[one.pk for one in counted]).values_list("pk", "entries"))
    found, wrong = {one.code: one for one in book.BOOK}, []
    for one in counted:
        if one.document in found:  # a document that is gone answers nothing, so nothing is answered wrongly
            found[one.document], names = _fitting(found[one.document], entries(texts[one.pk]))
            wrong += [Unfit(one.pk, one.document, name) for name in names]
    return found, wrong


def _fitting(document: Document, told: list[Entry]) -> tuple[Document, list[str]]:
    try:
        return amendment.applied(document, told), []
    except NOT_FITTING:
        names = []
    for one in told:
        try:
            document = amendment.applied(document, [one])
        except NOT_FITTING:
            names.append(one.name)
    return document, names


def unfit() -> tuple[Unfit, ...]:
    """Signed changes in force that this version of the program has no place for: a value renamed, gone, or of another
    kind since; a document that is gone."""
    counted = in_force()
    found, wrong = _applied(counted)
    return (*wrong, *(Unfit(one.pk, one.document, "*") for one in counted if one.document not in found))


def laid_over(code: str) -> tuple[Entry, ...]:
    """The changes in force of one document, in order: what another machine needs beside its code."""
    keys = [one.pk for one in in_force() if one.document == code]
    texts = dict(Amendment.objects.filter(pk__in=keys).values_list("pk", "entries"))
    return tuple(entry for key in keys for entry in entries(texts[key]))


def entries(stored: Sequence[dict[str, Any]]) -> list[Entry]:
    """Stored entries as the law reads them."""
    return [
        Entry(
            name=one["name"],
            since=date.fromisoformat(one["from"]),
            value=_value(one["kind"], one["value"]),
            unit=one["unit"],
            provision=one["provision"],
            label=Text(*one["label"]),
            illustrative=one["illustrative"],
        )
        for one in stored
    ]


def _value(kind: str, text: str) -> int | date | tuple[str, ...] | None:
    if kind == "number":
        return int(text)
    if kind == "day":
        return date.fromisoformat(text)
    return tuple(text.split()) if kind == "codes" else None
