"""The documents as people read them: article by article, and for each row where it lives in the software."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby

from yiyang.law import coverage
from yiyang.law.charge import ChargeRule
from yiyang.law.coverage import State
from yiyang.law.document import Document, Provision
from yiyang.law.rule import Rule
from yiyang.law.values import Series, Value
from yiyang.law.words import Text
from yiyang.services import current
from yiyang.services.amendments.choosing import ReadAs, choices
from yiyang.services.current import Signed
from yiyang.services.errors import NotFound

KINDS: dict[str, Text] = {
    "E": Text("资格条件", "eligibility"),
    "P": Text("办理程序", "procedure"),
    "D": Text("期限", "period"),
    "C": Text("次数与限额", "cap"),
    "$": Text("价格与比例", "price or share"),
    "B": Text("支付边界", "payment boundary"),
    "K": Text("协议管理", "contract"),
    "S": Text("监督", "supervision"),
    "I": Text("说明", "information"),
    "W": Text("实体措施", "measure on site"),
}
"""The kinds of a provision in words."""

STATES: dict[State, Text] = {
    State.DONE: Text("已实现，经测试证明", "carried out, proved by tests"),
    State.UNPROVEN: Text("已实现，测试未全", "carried out, not wholly proved yet"),
    State.TEXT: Text("说明性文字", "information only"),
    State.PLANNED: Text("计划中", "planned"),
}
"""How far a row has come, in words."""

RULE, STEP, AMOUNT, PROCEDURE = (
    Text("判断规则", "rule"),
    Text("结算条件", "charge condition"),
    Text("结算金额", "charge amount"),
    Text("办理程序", "procedure"),
)


@dataclass(frozen=True)
class Home:
    """Where a row lives: what kind of thing, its title, its place in the source, the question to try it with."""

    kind: Text
    title: Text
    source: str
    question: str = ""


@dataclass(frozen=True)
class Entry:
    """One provision with its state, its homes, its dated values and how its ambiguities are read."""

    provision: Provision
    kinds: tuple[Text, ...]
    state: State
    state_text: Text
    exception: str
    homes: tuple[Home, ...]
    values: tuple[Value, ...]
    readings: tuple[ReadAs, ...]


@dataclass(frozen=True)
class Article:
    """Provisions that stand together in the document, under its own name for them."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def anchor(self) -> str:
        """The first provision's id: where a link to the article leads."""
        return self.entries[0].provision.id


def documents() -> tuple[Document, ...]:
    """Every document of the book."""
    return current.documents()


def document(code: str) -> Document:
    """One document. Raises NotFound naming the code."""
    try:
        return current.document(code)
    except KeyError:
        raise NotFound(Text(f"没有“{code}”这份文件", f"there is no document {code!r}")) from None


def holder(provision: str) -> Document:
    """The document of a provision such as CC-5.1. Raises NotFound naming it."""
    for one in current.documents():
        if provision in one.provisions:
            return one
    raise NotFound(Text(f"没有“{provision}”这一条", f"there is no provision {provision!r}"))


def entries(code: str) -> tuple[Entry, ...]:
    """Every provision of a document in its order. Raises NotFound."""
    own = document(code).code
    read = choices(own)
    return tuple(
        replace(one, readings=tuple(read[known.reading.id] for known in one.readings)) if one.readings else one
        for one in _entries(own, current.in_force())
    )


def entry(provision: str) -> Entry:
    """One provision. Raises NotFound naming it."""
    return next(one for one in entries(holder(provision).code) if one.provision.id == provision)


def articles(code: str) -> tuple[Article, ...]:
    """The document article by article; numbered points of one article stand together. Raises NotFound."""
    return tuple(
        Article(name, tuple(group))
        for name, group in groupby(entries(code), key=lambda e: _heading(e.provision.article))
    )


def counts(code: str) -> dict[State, int]:
    """How many provisions of a document are in each state. Raises NotFound."""
    found = [one.state for one in entries(code)]
    return {state: found.count(state) for state in State}


def values(code: str, on: date) -> tuple[Value, ...]:
    """A document's values in force on a day. Raises NotFound."""
    return tuple(document(code).values(on).values())


def illustrative(code: str) -> tuple[Value, ...]:
    """The latest of each value that the document does not state itself. Raises NotFound."""
    own = document(code)
    latest = own.values(date.max)
    return tuple(value for value in latest.values() if value.illustrative)


def _heading(article: str) -> str:
    return re.sub(r"\d+$", "", article).strip() or article


@lru_cache(maxsize=64)
def _entries(code: str, _in_force: tuple[Signed, ...]) -> tuple[Entry, ...]:
    """Computed once for each state of the law: rules and proofs change only with the program."""
    own = current.document(code)
    found = list(_homes(own))
    return tuple(
        Entry(
            provision=row.provision,
            kinds=tuple(KINDS[kind] for kind in row.provision.kinds),
            state=row.state,
            state_text=STATES[row.state],
            exception=row.exception,
            homes=tuple(dict.fromkeys(home for provision, home in found if provision == row.provision.id)),
            values=tuple(
                value
                for series in own.series.values()
                if series.provision == row.provision.id
                for value in _through(series)
            ),
            readings=tuple(ReadAs(one, ()) for one in own.readings if row.provision.id in one.provisions),
        )
        for row in coverage.rows()
        if row.document.code == own.code
    )


def _through(series: Series) -> Iterator[Value]:
    """Every value a series has had, in order of day."""
    for since, _ in series.dated:
        value = series.on(since)
        if value:
            yield value


def _homes(own: Document) -> Iterator[tuple[str, Home]]:
    for name, rule in own.questions.items():
        home = Home(RULE, own.question_titles[name], _place(rule), name)
        yield from ((provision, home) for provision in rule.provisions)
    for name, charge in own.charges.items():
        steps = Home(STEP, own.question_titles[name], _charge_place(charge), name)
        amounts = Home(AMOUNT, own.question_titles[name], _charge_place(charge), name)
        yield from ((step.provision, steps) for step in charge.steps)
        yield from ((amount.provision, amounts) for amount in charge.amounts)
    for procedure in own.procedures.values():
        home = Home(PROCEDURE, procedure.title, f"procedure {procedure.code}")
        yield from ((one, home) for one in (procedure.provision, *(sheet.provision for sheet in procedure.sheets)))


def _place(rule: Rule[object]) -> str:
    return f"{rule.answer.__module__}.{rule.answer.__name__}"


def _charge_place(charge: ChargeRule) -> str:
    return f"{charge.charge.__module__}.{charge.charge.__name__}"
