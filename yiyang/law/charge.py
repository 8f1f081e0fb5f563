"""Lines get charges: money over ordered events, the second of the two forms of rule.

A charge rule is one function `charge(line, used, rates) -> (result, used)` over NamedTuples of whole numbers. It runs
here in plain Python for one person, each condition and amount of the result explained by its step; the very same
function object is compiled by `simulate.fold` for a population. Lines of one key (a person, or a person and kind)
come in order; `used` starts from its defaults.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from yiyang.law.decision import Decision, Finding, Outcome, Reason, watched
from yiyang.law.values import Value, Values
from yiyang.law.words import Text


class Step(NamedTuple):
    """A condition of a charge: the bit it sets when it fails, its words both ways, what would change it.

    `only` names a line field and the value it must have for the condition to apply, `unless` one that it may not have;
    `within` names the line field (day, week, month) whose earlier paid lines used the right up, asked only of a line
    that nothing else stands against; `rates` the rate fields the condition looks at.
    """

    bit: int
    provision: str
    met: Text
    unmet: Text
    change: Text
    only: tuple[str, int] | None = None
    unless: tuple[str, int] | None = None
    within: str | None = None
    rates: tuple[str, ...] = ()


class Amount(NamedTuple):
    """A figure of the result: the field it fills, its provision and how it came about."""

    field: str
    provision: str
    text: Text
    only: tuple[str, int] | None = None
    rates: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChargeRule:
    """A charge function with its shapes and its steps.

    `question` asks about one `reported` event among its others; `measure` turns a reported event into a line with the
    values of its day; `order` sorts them: key first (all but the last two parts), then time, then a unique id.
    A line has `day` (`days.day_number`); the result has `status` (0 is payable) and `reasons` (bitmask of steps).
    `statuses` gives each status its code outside and the outcome it means. `limits` is a line of the largest values
    each field may hold, checked on load because compiled integers wrap silently. `resolve` gives the row of rates of
    a line from the values of its day and the line fields named in `resolved_by`; `values_of` the dated values behind
    each rate field. `words` turns one line's numbers into the words its steps use. Amounts are in fen or minutes.
    """

    code: str
    question: type[Any]
    reported: type[Any]
    measure: Callable[[Any, Values], Any]
    order: Callable[[Any], tuple[Any, ...]]
    charge: Callable[..., Any]
    line: type[Any]
    used: type[Any]
    rates: type[Any]
    result: type[Any]
    limits: Any
    statuses: tuple[tuple[str, Outcome], ...]
    steps: tuple[Step, ...]
    amounts: tuple[Amount, ...]
    resolve: Callable[[Values, Any], Any]
    resolved_by: tuple[str, ...]
    values_of: Callable[[Values, Any], Mapping[str, Value]]
    words: Callable[[Any, Any, Any, Any], Mapping[str, object]]

    @property
    def provisions(self) -> tuple[str, ...]:
        """Every provision this rule carries, sorted."""
        return tuple(sorted({s.provision for s in self.steps} | {a.provision for a in self.amounts}))

    def status_of(self, result: Any) -> str:
        """The code of a result's status, as files and pages write it."""
        code, _ = self.statuses[int(result.status)]
        return code

    def provisions_of(self, reasons: int) -> tuple[str, ...]:
        """Distinct provisions of a bitmask of reasons, sorted by code point."""
        return tuple(sorted({step.provision for step in self.steps if reasons & step.bit}))


@dataclass(frozen=True)
class Explained:
    """One line with what was used before it, its result, and every condition and amount in words."""

    line: Any
    used: Any
    rates: Any
    result: Any
    decision: Decision


def run(rule: ChargeRule, lines: Sequence[Any], rates: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Charge the lines of one key in order, each with its resolved row of rates; (used before, result) for each."""
    used, done = rule.used(), []
    for line, row in zip(lines, rates, strict=True):
        before = used
        result, used = rule.charge(line, used, row)
        done.append((before, result))
    return done


def explain(rule: ChargeRule, lines: Sequence[Any], values: Sequence[Values]) -> list[Explained]:
    """Charge one key's lines in order and say why; `values` are those of each line's day."""
    rates = [rule.resolve(known, line) for line, known in zip(lines, values, strict=True)]
    done = run(rule, lines, rates)
    return [
        explained(rule, line, used=before, rates=row, result=result, values_then=known)
        for line, (before, result), row, known in zip(lines, done, rates, values, strict=True)
    ]


def explained(rule: ChargeRule, line: Any, *, used: Any, rates: Any, result: Any, values_then: Values) -> Explained:
    """Put one stored or fresh result into words: a stored line explains itself without its neighbours."""
    values = rule.values_of(values_then, line)
    words = rule.words(line, used, rates, result)
    alone = not any(result.reasons & step.bit for step in rule.steps if not step.within)
    reasons = [_condition(step, result, words, values) for step in rule.steps if _asked(step, line, alone=alone)]
    if result.status == 0:
        reasons += [_amount(amount, words, values) for amount in rule.amounts if _applies(amount.only, line)]
    watched(reasons)
    amounts = {amount.field: getattr(result, amount.field) for amount in rule.amounts}
    return Explained(line, used, rates, result, Decision(rule.statuses[int(result.status)][1], tuple(reasons), amounts))


def failing(
    rule: ChargeRule, line: Any, *, used: Any, rates: Any, result: Any, values_then: Values
) -> tuple[Reason, ...]:
    """The failing conditions alone, as `explained` tells them: what a long list needs of each line."""
    values = rule.values_of(values_then, line)
    words = rule.words(line, used, rates, result)
    return tuple(_condition(step, result, words, values) for step in rule.steps if result.reasons & step.bit)


def _asked(step: Step, line: Any, *, alone: bool) -> bool:
    if not _applies(step.only, line) or (step.unless and _applies(step.unless, line)):
        return False
    return alone or step.within is None


def _applies(only: tuple[str, int] | None, line: Any) -> bool:
    return only is None or getattr(line, only[0]) == only[1]


def _condition(step: Step, result: Any, words: Mapping[str, object], values: Mapping[str, Value]) -> Reason:
    used = tuple(values[name] for name in step.rates)
    if not result.reasons & step.bit:
        return Reason(step.provision, Finding.MET, step.met.filled(**words), used)
    return Reason(step.provision, Finding.UNMET, step.unmet.filled(**words), used, step.change.filled(**words))


def _amount(amount: Amount, words: Mapping[str, object], values: Mapping[str, Value]) -> Reason:
    used = tuple(values[name] for name in amount.rates)
    return Reason(amount.provision, Finding.AMOUNT, amount.text.filled(**words), used)
