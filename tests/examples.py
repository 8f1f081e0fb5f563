"""The worked examples of all documents, as tests ask them: by the name of the question, with the place."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from yiyang.law.book import BOOK


class Worked(NamedTuple):
    """Facts that a question can be asked with, the place and the day."""

    place: str
    on: date
    facts: Mapping[str, Any]


EXAMPLES = {name: Worked(law.place, one.on, one.facts) for law in BOOK for name, one in law.examples.items()}
VISIT: dict[str, Any] = EXAMPLES["home-care-visits"].facts["visit"]
"""A living-care visit of the demo's month; the fund pays 56.00 of 80.00 yuan."""
