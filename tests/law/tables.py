"""The tables of cases: YAML that an official can read, checked strictly, one `Case` for each entry.

document: changchun_2021
question: home-care            (or `charge: home-care-visits`)
defaults: {…}                  what is given unless a case says otherwise
cases:
  - name: one sentence
    on: 2022-05-03
    given: {…}                 only what differs
    expect: {outcome: refused, failing: [CC-3.1]}
"""

import json
import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml
from pydantic import TypeAdapter

TABLES = Path(__file__).parent / "tables"
HEAD = {"document", "question", "charge", "defaults", "cases"}
ENTRY = {"name", "on", "given", "expect"}
EXPECTED = {"outcome", "status", "failing", "unknown", "amounts", "others", "says", "change", "values"}
SENTENCE = re.compile(r"[A-Z0-9][ -~]+")


@dataclass(frozen=True)
class Case:
    """One case: the table it stands in, its sentence, the day, what is given (defaults included), what is expected."""

    table: str
    document: str
    rule: str
    name: str
    on: date
    given: Mapping[str, Any]
    expect: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.table}: {self.name}"


@cache
def cases(kind: str) -> tuple[Case, ...]:
    """Cases of the tables that ask a `question` or a `charge`, by file. Raises ValueError for a stray key."""
    return tuple(case for path in sorted(TABLES.glob("*.yaml")) for case in _read(path, kind))


@cache
def _shape(question: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast("type[Any]", question))


def shape_of(question: type[Any]) -> TypeAdapter[Any]:
    """What reads the facts of a question, made once: to make one takes longer than to ask."""
    return _shape(cast("Hashable", question))


def _read(path: Path, kind: str) -> Iterator[Case]:
    table = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 -- a SafeLoader without base 60
    _only(path.name, table, HEAD)
    if kind not in table:
        return
    names = [entry["name"] for entry in table["cases"]]
    if len(set(names)) < len(names) or not all(SENTENCE.fullmatch(name) for name in names):
        raise ValueError(f"{path.name}: each case needs an ASCII sentence of its own as its name")
    for entry in table["cases"]:
        _only(entry["name"], entry, ENTRY)
        _only(entry["name"], entry["expect"], EXPECTED)
        given = {**table["defaults"], **entry.get("given", {})}
        yield Case(path.stem, table["document"], table[kind], entry["name"], entry["on"], given, entry["expect"])


def _only(where: str, found: Mapping[str, Any], allowed: set[str]) -> None:
    if strange := set(found) - allowed:
        raise ValueError(f"{where}: {sorted(strange)} mean nothing here")


def as_json(facts: Mapping[str, Any]) -> str:
    """Facts as the outside world sends them; `items: {L01: 50}` is short for a list of codes with minutes."""
    said = dict(facts)
    if isinstance(said.get("items"), Mapping):
        said["items"] = [{"code": code, "minutes": minutes} for code, minutes in said["items"].items()]
    return json.dumps(said, default=str)


class _Loader(yaml.SafeLoader):
    """YAML in which `on` is a word and 9:30 is not 570: whole numbers, true, false, null, days and moments only."""


_AMBIGUOUS = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag not in _AMBIGUOUS]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(0|[1-9][0-9]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(true|false)$"), list("tf"))
