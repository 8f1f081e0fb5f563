"""ID numbers in filings: encrypted before anything else looks at them, shown only masked."""

from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from django.utils import timezone

from yiyang.intake.identity import masked, problem
from yiyang.law.filing import Kind
from yiyang.law.procedure import Procedure
from yiyang.services.secrets import SEALED, seal, unseal

UNSOUND = "?"
"""Stands for a text that is no ID number, so that no fault message repeats what somebody typed."""


def sealed(procedure: Procedure, filing: Mapping[str, str]) -> dict[str, str]:
    """The filing with every ID number encrypted; what is none becomes a text that the checklist refuses."""
    names = {field.name for field in procedure.every_field if field.kind is Kind.SEALED}
    return {name: _sealed(text.strip()) if name in names else text for name, text in filing.items()}


def _sealed(text: str) -> str:
    if not text or SEALED.fullmatch(text):
        return text
    number = text.upper()
    return UNSOUND if problem(number, on=timezone.localdate()) else seal(number)


def number_of(text: str | None) -> str | None:
    """The ID number behind a sealed text; None where it does not open."""
    try:
        return unseal(text) if text and SEALED.fullmatch(text) else None
    except (KeyError, InvalidTag, ValueError):
        return None


def shown(text: str) -> str:
    """A sealed text as people read it."""
    number = number_of(text)
    return masked(number) if number else UNSOUND
