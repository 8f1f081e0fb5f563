"""Any question of any document, from JSON: its schema, and its answer with every reason and article."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from yiyang.intake.columns import NO_DIVISION
from yiyang.law import charge
from yiyang.law.charge import ChargeRule, Explained
from yiyang.law.decision import Decision, Outcome
from yiyang.law.document import Document, Example
from yiyang.law.questions.asked import faults
from yiyang.law.rule import Rule
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.services import current, json_faults
from yiyang.services.cases.declared import Declared
from yiyang.services.errors import BadInput, NotFound
from yiyang.services.money.charging import DayValues

_adapters: dict[type[Any], TypeAdapter[Any]] = {}


@dataclass(frozen=True)
class Asked:
    """A question that can be asked: its name, its document, the provisions it carries."""

    name: str
    document: Document
    title: Text
    provisions: tuple[str, ...]
    shape: type[Any]

    @property
    def example(self) -> Example | None:
        """The worked example of its document's folder."""
        return self.document.examples.get(self.name)


@dataclass(frozen=True)
class Answer:
    """A decision with what it rests on; `preview` marks the answer of a draft, which binds nobody.

    `status` is the code of what a charge makes of the event (payable, held …), empty for a question.
    """

    question: str
    place: str
    on: date
    decision: Decision
    document: Document
    values_version: str
    preview: bool
    status: str = ""


def questions() -> list[Asked]:
    """Every question of every document, in the order of the book."""
    return [_asked(d, name, rule) for d in current.documents() for name, rule in _rules(d).items()]


def question(name: str, *, document: str = "") -> Asked:
    """One question, of a certain document when its code is given. Raises NotFound naming it."""
    for asked in questions():
        if asked.name == name and document in {"", asked.document.code}:
            return asked
    raise NotFound(Text(f"没有“{name}”这个问题", f"there is no question {name!r}"))


def _rules(document: Document) -> Mapping[str, Rule[Any] | ChargeRule]:
    return {**document.questions, **document.charges}


def _asked(document: Document, name: str, rule: Rule[Any] | ChargeRule) -> Asked:
    shape = rule.question
    return Asked(name, document, document.question_titles[name], rule.provisions, shape)


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a question's facts."""
    found = _adapter(question(name).shape).json_schema()
    return {**found, "title": name}


def example(name: str) -> dict[str, Any]:
    """The facts of a question's worked example. Raises NotFound for a question that has none."""
    found = question(name).example
    if found is None:
        raise NotFound(Text(f"“{name}”没有示例", f"there is no example of {name!r}"))
    return dict(found.facts)


def ask(*, name: str, place: str, on: date, facts: str) -> Answer:
    """Answer a question from its facts as JSON text.

    Raises BadInput naming the field for a wrong name, type, unit or place; NotFound for an unknown question.
    """
    asked = question(name)
    if not re.fullmatch(r"\d{6}", place, re.ASCII):
        raise BadInput(field="place", value=json_faults.short(place), text=NO_DIVISION)
    given = _facts(asked.shape, facts)
    if getattr(given, "asked_on", on) is None:
        given = _with_day(given, on)
    document = asked.document
    day, silent = _event(document, name, given, on)
    if silent or not document.covers(place) or not document.regulates(day):
        said = silent if silent and document.covers(place) else Decision(Outcome.NOT_REGULATED, ())
        return Answer(name, place, on, said, document, "", document.draft)
    values = document.values(day)
    if name in document.questions:
        return Answer(
            name, place, on, document.questions[name](given, values), document, values.version, document.draft
        )
    found = _charge(document, name, given)
    status = document.charges[name].status_of(found.result)
    return Answer(name, place, on, found.decision, document, values.version, document.draft, status)


def _event(document: Document, name: str, given: Any, on: date) -> tuple[date, Decision | None]:
    """The day whose law answers, as filing it would have it: that of the event where a procedure that asks the
    question goes by one; and the answer to an event the document does not regulate."""
    rule = document.questions.get(name)
    for one in document.procedures.values():
        if rule is not None and one.event is not None and (one.gate is rule or one.question is rule):
            known = Declared(document, one)
            return known.day(vars(given), on), known.unregulated(vars(given), on)
    return on, None


def _with_day(given: Any, on: date) -> Any:
    return type(given)(**{**vars(given), "asked_on": on})


def _adapter(shape: type[Any]) -> TypeAdapter[Any]:
    """What reads JSON into a question's facts; making one takes longer than an answer, so it is kept."""
    if shape not in _adapters:
        _adapters[shape] = TypeAdapter(shape)
    return _adapters[shape]


def _facts(shape: type[Any], facts: str) -> Any:
    try:
        given = _adapter(shape).validate_json(facts)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "facts"
        raise BadInput(field=field, value=json_faults.short(first["input"]), text=json_faults.words(first)) from None
    for fault in faults(given):
        raise BadInput(field=fault.field, value=json_faults.short(fault.value), text=fault.reason)
    return given


def _charge(document: Document, name: str, given: Any) -> Explained:
    """Charge the one visit among the others of its key, in their order, and explain it."""
    rule, values = document.charges[name], DayValues(document)
    key = rule.order(given.visit)[:-2]
    events = sorted((e for e in (*given.others, given.visit) if rule.order(e)[:-2] == key), key=rule.order)
    then = [values.on(event.check_in.date()) for event in events]
    lines = [_measured(rule, event, known) for event, known in zip(events, then, strict=True)]
    return charge.explain(rule, lines, then)[events.index(given.visit)]


def _measured(rule: ChargeRule, event: Any, values: Any) -> Any:
    line = rule.measure(event, values)
    for name, value in line._asdict().items():
        if not 0 <= value <= getattr(rule.limits, name):
            raise BadInput(
                field=name,
                value=json_faults.short(value),
                text=Text(f"超出 0 到 {getattr(rule.limits, name)}", f"outside 0 to {getattr(rule.limits, name)}"),
            )
    return line


COUNTS = frozenset({"minutes", "level", "adl", "cognition", "perception", "barthel"})
"""Amounts that are no money: minutes, grades, points."""


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer as the API and the command line give it; amounts in fen, minutes as minutes."""
    return {
        "question": answer.question,
        "place": answer.place,
        "on": answer.on.isoformat(),
        "outcome": str(answer.decision.outcome),
        **({"status": answer.status} if answer.status else {}),
        "reasons": [
            {
                "provision": reason.provision,
                "finding": str(reason.finding),
                "text": reason.text._asdict(),
                "values": [_value(value) for value in reason.values],
                "change": reason.change._asdict() if reason.change else None,
            }
            for reason in answer.decision.reasons
        ],
        "amounts": dict(answer.decision.amounts),
        "document": answer.document.number,
        "values_version": answer.values_version,
        "illustrative": [_value(value) for value in answer.decision.illustrative],
        "preview": answer.preview,
    }


def _value(value: Value) -> dict[str, Any]:
    return {
        "name": value.name,
        "value": value.text,
        "unit": value.unit,
        "provision": value.provision,
        "illustrative": value.illustrative,
    }
