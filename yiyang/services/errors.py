"""What can go wrong, in the words of the field; only the outermost layers know HTTP.

YiyangError
├── NotAllowed      the viewer has no right to this
├── NotFound        there is no such thing (or the viewer may not know of it)
├── NotRegulated    no document speaks for this place and day
├── BadInput        a field holds something it cannot hold
│   ├── LinkOver    what one acted for has ended since (a proxy revoked, a membership over)
│   └── Elsewhere   another agency handles it
├── Refused         the law says no; carries the decision
├── Conflict        somebody else was first, or the thing is past this step
│   └── AlreadyFiled    the same matter is under way
└── OutOfOrder      the installation cannot answer until whoever runs it has put it right
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from yiyang.law.decision import Decision
from yiyang.law.filing import CONTROL
from yiyang.law.words import Text

UNSEEN = "\N{REPLACEMENT CHARACTER}"


class YiyangError(Exception):
    """Anything a service refuses, said in both languages."""

    def __init__(self, text: Text) -> None:
        """Keep the words."""
        super().__init__(text.en)
        self.text = text


class NotAllowed(YiyangError):
    """The viewer has no right to this."""

    def __init__(self) -> None:
        """Say no more than that."""
        super().__init__(Text("您没有权限进行此操作", "You have no right to do this"))


class NotFound(YiyangError):
    """There is no such thing, or not for this viewer."""


class NotRegulated(YiyangError):
    """No document speaks for this place and day: never a guess."""


class Missing(NamedTuple):
    """One field of several that are missing or wrong in a filing."""

    field: str
    label: Text
    text: Text
    provision: str


class BadInput(YiyangError):
    """A field holds something it cannot hold."""

    def __init__(
        self, *, field: str, value: str, text: Text, provision: str | None = None, missing: Sequence[Missing] = ()
    ) -> None:
        """Name the field, the value and, where there is one, the provision; `missing` takes several fields apart."""
        field, value = (CONTROL.sub(UNSEEN, one) for one in (field, value))  # half a character cannot be sent back
        said = Text(f"{field}：“{value}”，{text.zh}", f"{field}: {value!r}: {text.en}")
        super().__init__(said if provision is None else Text(f"{said.zh}（{provision}）", f"{said.en} ({provision})"))
        self.field, self.value, self.provision, self.reason = field, value, provision, text
        self.missing = tuple(missing)


class LinkOver(BadInput):
    """The viewer's link to whom a filing is about has ended; `field` is person or institution."""


class Elsewhere(BadInput):
    """Another agency than the viewer's handles the matter; `value` is its place."""


class Refused(YiyangError):
    """The law says no."""

    def __init__(self, decision: Decision, *, next_possible: datetime | None = None) -> None:
        """Carry the decision, whose failing reasons are the message, and when it would be possible, where known."""
        said = [reason.text for reason in decision.failing]
        super().__init__(Text("；".join(t.zh for t in said), "; ".join(t.en for t in said)))
        self.decision, self.next_possible = decision, next_possible


class Conflict(YiyangError):
    """Somebody else was first, or the thing is past this step."""


class AlreadyFiled(Conflict):
    """The same matter is under way; `case` is its key where the viewer may look at it."""

    def __init__(self, text: Text, case: int | None) -> None:
        """Keep where it is."""
        super().__init__(text)
        self.case = case


class OutOfOrder(YiyangError):
    """The installation cannot answer until whoever runs it has put it right: `yiyang doctor` says what and how."""
