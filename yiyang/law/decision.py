"""An answer and its reasons: each condition with its provision, what was found, values used, what would change it."""

from collections.abc import Callable, Container, Mapping, Sequence
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


NOT_SAID = Text("现有事实不足以判断：{wanted}", "The facts do not say whether this holds: {wanted}")


class Reason(NamedTuple):
    """One condition of a decision, or one step of an amount."""

    provision: str
    finding: Finding
    text: Text
    values: tuple[Value, ...] = ()
    change: Text | None = None

    @property
    def wanted(self) -> Text:
        """What is left open, without the words that it is: for people who are told that a clerk looks at it."""
        bare = (said.removeprefix(words.partition("{")[0]) for said, words in zip(self.text, NOT_SAID, strict=True))
        return Text(*bare)


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
    def unmet(self) -> tuple[Reason, ...]:
        """Reasons that fail for sure."""
        return tuple(r for r in self.reasons if r.finding is Finding.UNMET)

    @property
    def left_open(self) -> tuple[Reason, ...]:
        """Reasons that the facts leave open: a clerk judges them."""
        return tuple(r for r in self.reasons if r.finding is Finding.UNKNOWN)

    @property
    def holding(self) -> tuple[Reason, ...]:
        """Reasons in order: conditions met and the steps of the amounts."""
        return tuple(r for r in self.reasons if r.finding in {Finding.MET, Finding.AMOUNT})

    @property
    def illustrative(self) -> tuple[Value, ...]:
        """Values used that no document states, each once, in order of name."""
        used = {value.name: value for reason in self.reasons for value in reason.values if value.illustrative}
        return tuple(used[name] for name in sorted(used))


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


def either(*holds: bool | None) -> bool | None:
    """Several facts of which one is enough: true when one holds, else open when one is, else false."""
    if True in holds:
        return True
    return None if None in holds else False


def among(code: str | None, codes: Container[str]) -> bool | None:
    """True when a code is one of those named; open when it was left unsaid."""
    return None if code is None else code in codes


def not_so(fact: bool | None) -> bool | None:
    """A fact that stands in the way: true when it does not hold, open when it was left unsaid."""
    return None if fact is None else not fact


def written(text: str | None) -> bool | None:
    """True when something is written there, false when it is empty, open when it was left unsaid."""
    return None if text is None else text != ""


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
