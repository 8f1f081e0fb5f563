"""From a charge rule to the source of its loop: what the charge function names, and a digest of all of it.

The generated loop only moves numbers: it fills the line's NamedTuple from the columns, starts each new key from the
defaults of the used NamedTuple, calls the rule's own `charge`, and writes the result's fields. It holds no law.
"""

import dis
import hashlib
import inspect
import json
import platform
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import CodeType, FunctionType
from typing import Any

from yiyang.law.charge import ChargeRule

LARGEST = 2**31 - 1
"""The largest value a rate or an amount may have, so that a product of two of them fits 64 bits."""

LOOP = '''\
"""The loop of charge rule {code}, generated from its four NamedTuples; {digest}."""


def fold(key, rates_index, rates, {columns}, {outputs}):
    last = -1
    used = Used({defaults})
    for i in range(key.size):
        if key[i] != last:
            if key[i] < last:
                return UNSORTED, i
            last = key[i]
            used = Used({defaults})
        row = rates_index[i]
        if row < 0 or row >= rates.shape[0]:
            return NO_RATES, i
        line = Line({line})
        result, used = charge(line, used, Rates({rates}))
{results}
    return DONE, 0
'''

RESULT = """\
        if result.{field} < {low} or result.{field} > {high}:
            return {position}, i
        out_{field}[i] = result.{field}
"""

DONE, UNSORTED, NO_RATES = -1, -2, -3
"""How a loop ends; zero and above is the position of the result field that did not fit."""


@dataclass(frozen=True)
class Named:
    """What a charge function names, directly or through its helpers: plain functions, and constants by name."""

    functions: tuple[FunctionType, ...]
    constants: Mapping[str, str]


def named_by(charge: Callable[..., Any]) -> Named:
    """Walk the charge and its helpers. Raises TypeError naming whatever is neither helper, enum, tuple nor number."""
    functions: dict[FunctionType, None] = {}
    constants: dict[str, str] = {}
    waiting = [_plain_function(charge)]
    while waiting:
        function = waiting.pop()
        if function in functions:
            continue
        functions[function] = None
        for name in sorted(set(_globals_of(function.__code__))):
            if name in function.__globals__:
                found = function.__globals__[name]
                if isinstance(found, FunctionType):
                    waiting.append(_plain_function(found))
                else:
                    constants[f"{function.__module__}.{name}"] = _said(name, found)
    return Named(tuple(functions), constants)


def _plain_function(function: Any) -> FunctionType:
    if not isinstance(function, FunctionType) or function.__closure__:
        raise TypeError(f"{function!r} is not a plain function of a module, so it cannot be compiled")
    return function


def _globals_of(code: CodeType) -> Iterator[str]:
    yield from (step.argval for step in dis.get_instructions(code) if step.opname in {"LOAD_GLOBAL", "LOAD_NAME"})
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _globals_of(inner)


def _said(name: str, found: Any) -> str:
    if isinstance(found, type) and issubclass(found, IntEnum):
        return repr([(member.name, member.value) for member in found])
    if isinstance(found, type) and issubclass(found, tuple) and hasattr(found, "_fields"):
        return _shape(found)
    if isinstance(found, int):
        return repr(int(found))
    raise TypeError(f"a charge rule names {name}, which is not a helper, an IntEnum, a NamedTuple or a whole number")


def _shape(shape: Any) -> str:
    return repr((shape._fields, sorted((name, int(value)) for name, value in shape._field_defaults.items())))


def width(largest: int) -> str:
    """The narrowest signed whole-number dtype that holds 0 to `largest`."""
    return next(name for name, bits in (("int8", 7), ("int16", 15), ("int32", 31), ("int64", 63)) if largest < 2**bits)


def result_widths(rule: ChargeRule) -> dict[str, str]:
    """The dtype of each result field: status and reasons by what the rule declares, amounts 32 bits, checked."""
    known = {"status": len(rule.statuses), "reasons": sum({int(step.bit) for step in rule.steps})}
    return {field: width(known.get(field, LARGEST)) for field in rule.result._fields}


def loop_source(rule: ChargeRule, digest: str) -> str:
    """The source of the rule's loop over columns, one `fold` function."""
    defaults = ", ".join(str(int(rule.used._field_defaults[field])) for field in rule.used._fields)
    highest = {field: 2 ** (int(dtype.removeprefix("int")) - 1) - 1 for field, dtype in result_widths(rule).items()}
    results = "".join(
        RESULT.format(field=field, low=-highest[field] - 1, high=highest[field], position=position)
        for position, field in enumerate(rule.result._fields)
    )
    return LOOP.format(
        code=rule.code,
        digest=digest,
        columns=", ".join(f"in_{field}" for field in rule.line._fields),
        outputs=", ".join(f"out_{field}" for field in rule.result._fields),
        defaults=defaults,
        line=", ".join(f"int64(in_{field}[i])" for field in rule.line._fields),
        rates=", ".join(f"rates[row, {place}]" for place in range(len(rule.rates._fields))),
        results=results.rstrip("\n"),
    )


def digest_of(rule: ChargeRule, compiler: str) -> str:
    """Sixteen hex digits that change with any source, constant, shape, limit or compiler behind the loop."""
    named = named_by(rule.charge)
    parts: list[Any] = [platform.python_version(), compiler, rule.code, loop_source(rule, "")]
    parts += [_shape(shape) for shape in (rule.line, rule.used, rule.rates, rule.result)]
    parts += [[f"{one.__module__}.{one.__qualname__}", inspect.getsource(one)] for one in named.functions]
    parts += [sorted(named.constants.items()), [width(limit) for limit in rule.limits]]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]
