"""What the interface gives out, field by field; the OpenAPI description is made from these."""

from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from django.utils import timezone
from ninja import Field, Schema

from yiyang.law.decision import Reason
from yiyang.law.filing import YEARS
from yiyang.law.money import Fen, yuan
from yiyang.law.values import Value
from yiyang.law.words import Text

One = TypeVar("One")
Day = Annotated[date, Field(ge=date(YEARS[0], 1, 1), le=date(YEARS[1], 12, 31))]
"""A day somebody asks about: beyond these years no period could be reckoned from it."""


class Words(Schema):
    """The same sentence in both languages."""

    zh: str
    en: str


class Problem(Schema):
    """An error (RFC 9457)."""

    type: str = Field(examples=["urn:yiyang:problem:bad-input"])
    title: str
    status: int
    detail: str
    field: str | None = None
    value: str | None = None
    provision: str | None = None
    missing: list["MissingOut"] | None = Field(None, description="every field that is missing or wrong in a filing")


class MissingOut(Schema):
    """One field of a filing that is missing or wrong, and the provision that asks for it."""

    field: str
    label: Words
    text: Words
    provision: str


class Page(Schema, Generic[One]):
    """A page of a list; `next` is the cursor of the page after it, null on the last."""

    items: list[One]
    next: str | None


class ValueOut(Schema):
    """A dated value of a document; `illustrative` when no document states it."""

    name: str
    value: str = Field(description="whole number (fen, minutes, per 10,000), ISO day, or codes with spaces between")
    unit: str
    provision: str
    since: date | None = None
    illustrative: bool
    label: Words | None = None


def words(text: Text) -> dict[str, str]:
    """A text as JSON."""
    return text._asdict()


def value(one: Value) -> dict[str, Any]:
    """A value as JSON."""
    told = {"name": one.name, "value": one.text, "unit": one.unit, "provision": one.provision}
    return {**told, "since": one.since, "illustrative": one.illustrative, "label": words(one.label)}


def reason(one: Reason) -> dict[str, Any]:
    """A reason as JSON."""
    return {
        "provision": one.provision,
        "finding": str(one.finding),
        "text": words(one.text),
        "values": [value(used) for used in one.values],
        "change": words(one.change) if one.change else None,
    }


def money(fen: Fen) -> str:
    """Fen as a decimal string in yuan: 8000 → "80.00"."""
    return yuan(fen)


def moment(when: datetime | None) -> str | None:
    """A moment as ISO 8601 with its offset (+08:00)."""
    return None if when is None else timezone.localtime(when).isoformat()
