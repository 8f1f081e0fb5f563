"""A question gets a decision: the first of the two forms of rule."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_type_hints

from yiyang.law.decision import Decision, watched
from yiyang.law.values import Values

Q = TypeVar("Q")


@dataclass(frozen=True)
class Rule(Generic[Q]):
    """A function from a question and the values of its day to a decision, with the provisions it carries."""

    provisions: tuple[str, ...]
    question: type[Q]
    answer: Callable[[Q, Values], Decision]

    def __call__(self, question: Q, values: Values) -> Decision:
        """Answer. Raises ValueError when a reason names a provision the rule does not declare."""
        decision = self.answer(question, values)
        strange = {reason.provision for reason in decision.reasons} - set(self.provisions)
        if strange:
            raise ValueError(f"{self.answer.__name__} gives reasons it does not declare: {sorted(strange)}")
        watched(decision.reasons)
        return decision


def rule(*provisions: str) -> Callable[[Callable[[Q, Values], Decision]], Rule[Q]]:
    """Declare the provisions a question rule carries; the question is its first parameter's type."""

    def wrap(answer: Callable[[Q, Values], Decision]) -> Rule[Q]:
        hints: dict[str, Any] = get_type_hints(answer)
        return Rule(provisions, next(iter(hints.values())), answer)

    return wrap
