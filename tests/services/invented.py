"""A procedure nobody ever wrote: what the engine makes of a declaration alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from yiyang.law import book
from yiyang.law.decision import Decision, condition, decide
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Leaves, Procedure, Stage
from yiyang.law.questions.asked import STRICT, asked
from yiyang.law.rule import rule
from yiyang.law.values import Series, Values
from yiyang.law.words import Text

CODE = "garden-visit"


@dataclass(frozen=True)
class VisitGarden:
    """May this person visit the garden?"""

    __pydantic_config__ = STRICT
    scheme: str | None = asked("参保", "Scheme")
    companions: int | None = asked("同行人数", "Companions")
    wished_on: date | None = asked("日期", "Day")


@rule("CC-3.1")
def may_visit(q: VisitGarden, values: Values) -> Decision:
    most = values["garden.companions"]
    return decide(
        [
            condition(
                "CC-3.1",
                None if q.companions is None else q.companions <= most.number,
                Text("人数合适", "Few enough come along"),
                Text("人数超过 {n}", "More than {n} come along").filled(n=most.number),
                values=(most,),
            )
        ]
    )


@rule("CC-3.1")
def is_insured(q: VisitGarden, _values: Values) -> Decision:
    known = None if q.scheme is None else q.scheme != "none"
    return decide([condition("CC-3.1", known, Text("已参保", "Insured"), Text("未参保", "Not insured"))])


FIELDS = (
    Field("wished_on", Text("日期", "Day"), Kind.DATE, "CC-3.1"),
    Field("companions", Text("同行人数", "Companions"), Kind.NUMBER, "CC-3.1", least=0, most=20),
    Field("shade", Text("需要遮阳", "Needs shade"), Kind.YES, "CC-3.1"),
    Field(
        "hat",
        Text("帽子", "Hat"),
        Kind.CHOICE,
        "CC-3.1",
        choices=(("straw", Text("草帽", "straw")),),
        when=("shade", ("yes",)),
    ),
    Field("note", Text("备注", "Note"), Kind.TEXT, "CC-3.1", required=False),
)
GARDEN = Procedure(
    code=CODE,
    title=Text("游园申请", "Visit to the garden"),
    provision="CC-3.1",
    channels=("family", "counter"),
    fields=FIELDS,
    stages=(
        Stage("filed", Text("提交", "Filed"), "family"),
        Stage(
            "looked",
            Text("查看", "Looked at"),
            "clerk",
            "garden.look",
            (Field("weather", Text("天气", "Weather"), Kind.LINE, "CC-3.1"),),
        ),
        Stage("decided", Text("决定", "Decided"), "reviewer", "garden.decide", decides=True),
    ),
    question=may_visit,
    gate=is_insured,
    leaves=Leaves("garden", facts=("companions",), lasts="garden.months", begins="wished_on"),
)


def _series(name: str, unit: str, value: int) -> Series:
    return Series(name, unit, "CC-3.1", Text(name, name), ((date(2021, 10, 29), value),), illustrative=True)


@contextmanager
def registered(procedure: Procedure = GARDEN, place: str = "220100") -> Iterator[Procedure]:
    """The book with one more procedure in the document of a place, while the block runs."""
    before = book.BOOK
    series = [_series("garden.companions", "people", 3), _series("garden.look", "working_days", 2),
              _series("garden.decide", "working_days", 5), _series("garden.months", "months", 6)]  # fmt: skip
    book.BOOK = tuple(
        replace(
            one,
            procedures={**one.procedures, procedure.code: procedure},
            questions={**one.questions, "garden-visit": may_visit, "garden-gate": is_insured},
            question_titles={**one.question_titles, "garden-visit": Text("问", "Q"), "garden-gate": Text("问", "Q")},
            series={**one.series, **{row.name: row for row in series}},
        )
        if one.place == place
        else one
        for one in before
    )
    try:
        yield procedure
    finally:
        book.BOOK = before
