"""A worked example for each question, so that nobody starts from an empty page: invented facts in the form of JSON."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from yiyang.services.examples import assessing, governance, home_care, life, planning, providers, visiting
from yiyang.services.examples.home_care import VISIT

__all__ = ["CHANGCHUN", "EXAMPLES", "VISIT", "Example"]
CHANGCHUN = "220100"
SUBJECTS = (home_care, visiting, assessing, life, planning, providers, governance)


@dataclass(frozen=True)
class Example:
    """Facts that a question can be asked with, the place and the day."""

    place: str
    on: date
    facts: dict[str, Any]


EXAMPLES = {name: Example(CHANGCHUN, on, facts) for subject in SUBJECTS for name, (on, facts) in subject.FACTS.items()}
"""By the name of the question; each subject has a file of its own."""
