"""A procedure declared once: who may file what, through whom it passes, by when, and which question it asks."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from yiyang.law.rule import Rule
from yiyang.law.words import Text


class Kind(StrEnum):
    """What a field holds; the form, the endpoint and the check follow from it."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"


@dataclass(frozen=True)
class Field:
    """One thing asked for; `longest` is the most characters a text may have, `choices` the codes with their words."""

    name: str
    label: Text
    kind: Kind
    provision: str
    required: bool = True
    longest: int = 2000
    choices: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True)
class Stage:
    """A step on the way; `role` acts in it, within the working days of the dated value named by `clock`."""

    name: str
    label: Text
    role: str
    clock: str | None = None


@dataclass(frozen=True)
class Procedure:
    """Fields, stages, and the question a filing must pass; every refusal lists all that is missing at once."""

    code: str
    title: Text
    provision: str
    channels: tuple[str, ...]
    fields: tuple[Field, ...]
    stages: tuple[Stage, ...]
    question: Rule[Any]

    def missing(self, filing: dict[str, str]) -> list[tuple[Field, Text]]:
        """Everything that is missing or wrong in a filing, field by field: the one-time checklist."""
        found = [(field, _fault(field, filing.get(field.name, "").strip())) for field in self.fields]
        return [(field, fault) for field, fault in found if fault]


def _fault(field: Field, given: str) -> Text | None:
    if not given:
        return Text("未填写", "is missing") if field.required else None
    if len(given) > field.longest:
        return Text(f"超过 {field.longest} 字", f"is longer than {field.longest} characters")
    if field.choices and given not in dict(field.choices):
        return Text(f"“{given}”不在可选范围内", f"{given!r} is not among the choices")
    return None
