"""What was done during a visit, in the words of the catalogue, beside the minimum of each item."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from yiyang.law.values import Value, Values
from yiyang.law.words import Text
from yiyang.store.models import Visit

UNLISTED = Text("{code}（不在服务目录内）", "{code} (not in the catalogue)")


@dataclass(frozen=True)
class Item:
    """One item of a visit with its minutes; `least` is its dated minimum, None outside the catalogue."""

    label: Text
    minutes: int
    least: Value | None

    @property
    def short(self) -> bool:
        """True when the item stayed below its minimum."""
        return self.least is not None and self.minutes < self.least.number


def items(visit: Visit, values: Values) -> tuple[Item, ...]:
    """The items of a visit in the words of the catalogue of its kind."""
    return items_of(visit.items, visit.kind, values)


def items_of(pairs: Iterable[Sequence[Any]], kind: str, values: Values) -> tuple[Item, ...]:
    """Stored items ([[code, minutes], …]) in the words of the catalogue of a kind."""
    listed = values.under(f"home_care.{kind}.item")
    return tuple(_item(str(code), int(minutes), listed.get(code)) for code, minutes in pairs)


def _item(code: str, minutes: int, least: Value | None) -> Item:
    return Item(least.label if least else UNLISTED.filled(code=code), minutes, least)
