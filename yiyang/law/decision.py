"""An answer and its reasons: each condition with its provision, what was found, values used, what would change it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from yiyang.law.values import Value
from yiyang.law.words import Text


class Outcome(StrEnum):
    """What the law proposes; people dispose."""

    GRANTED = "granted"
    REFUSED = "refused"
    UNKNOWN = "unknown"  # a clerk judges it, nothing guesses
    NOT_REGULATED = "not_regulated"  # outside the document's place or dates


class Finding(StrEnum):
    """How one condition stands; `amount` marks a figure that a provision sets and that can neither fit nor fail."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    AMOUNT = "amount"


class Reason(NamedTuple):
    """One condition of a decision, or one step of an amount."""

    provision: str
    finding: Finding
    text: Text
    values: tuple[Value, ...] = ()
    change: Text | None = None


@dataclass(frozen=True)
class Decision:
    """The outcome with all its reasons in the order of the rule; amounts in fen (or the unit named) by name."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    amounts: Mapping[str, int] = field(default_factory=dict)

    @property
    def failing(self) -> tuple[Reason, ...]:
        """Reasons that stand in the way: not met, or not known."""
        return tuple(r for r in self.reasons if r.finding in {Finding.UNMET, Finding.UNKNOWN})

    @property
    def holding(self) -> tuple[Reason, ...]:
        """Reasons in order: conditions met and the steps of the amounts."""
        return tuple(r for r in self.reasons if r.finding in {Finding.MET, Finding.AMOUNT})

    @property
    def illustrative(self) -> tuple[Value, ...]:
        """Values used that no document states, each once, in order of name."""
        used = {value.name: value for reason in self.reasons for value in reason.values if value.illustrative}
        return tuple(used[name] for name in sorted(used))


NOT_SAID = Text("现有事实不足以判断：{wanted}", "The facts do not say whether this holds: {wanted}")
ASK = Text("补充这一事实，或由经办人员核定", "State this fact, or let a clerk judge it")


def condition(
    provision: str,
    holds: bool | None,
    met: Text,
    unmet: Text,
    *,
    values: Sequence[Value] = (),
    change: Text | None = None,
) -> Reason:
    """One condition as a reason; `holds` None means that the facts do not say, which is a finding of its own."""
    if holds is None:
        return Reason(provision, Finding.UNKNOWN, NOT_SAID.filled(wanted=met), tuple(values), ASK)
    if holds:
        return Reason(provision, Finding.MET, met, tuple(values))
    return Reason(provision, Finding.UNMET, unmet, tuple(values), change)


def every(*holds: bool | None) -> bool | None:
    """Several facts as one condition: false when one fails, else open when one is, else true."""
    if False in holds:
        return False
    return None if None in holds else True


def decide(reasons: Sequence[Reason], amounts: Mapping[str, int] | None = None) -> Decision:
    """Refused when any condition fails, else unknown when any is open, else granted."""
    found = {reason.finding for reason in reasons}
    if Finding.UNMET in found:
        outcome = Outcome.REFUSED
    else:
        outcome = Outcome.UNKNOWN if Finding.UNKNOWN in found else Outcome.GRANTED
    return Decision(outcome, tuple(reasons), amounts or {})


WATCHERS: list[Callable[[Reason], None]] = []
"""Called with every reason given; the test run listens here to prove which provisions it has exercised."""


def watched(reasons: Sequence[Reason]) -> None:
    """Show the reasons to whoever watches."""
    for watch in WATCHERS:
        for reason in reasons:
            watch(reason)
