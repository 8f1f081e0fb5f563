"""A worked example for each question, so that nobody starts from an empty page: invented facts in the form of JSON."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from yiyang.services.examples import (
    assessing,
    governance,
    home_care,
    jiangmen_away,
    jiangmen_choice,
    jiangmen_claims,
    jiangmen_geriatric,
    jiangmen_inpatient,
    jiangmen_sickbed,
    jiangmen_special,
    life,
    planning,
    providers,
    visiting,
)
from yiyang.services.examples.home_care import VISIT

__all__ = ["CHANGCHUN", "EXAMPLES", "JIANGMEN", "VISIT", "Example"]
CHANGCHUN, JIANGMEN = "220100", "440700"
SUBJECTS = {
    CHANGCHUN: (home_care, visiting, assessing, life, planning, providers, governance),
    JIANGMEN: (
        jiangmen_inpatient,
        jiangmen_sickbed,
        jiangmen_geriatric,
        jiangmen_special,
        jiangmen_choice,
        jiangmen_claims,
        jiangmen_away,
    ),
}


@dataclass(frozen=True)
class Example:
    """Facts that a question can be asked with, the place and the day."""

    place: str
    on: date
    facts: dict[str, Any]


EXAMPLES = {
    name: Example(place, on, facts)
    for place, subjects in SUBJECTS.items()
    for subject in subjects
    for name, (on, facts) in subject.FACTS.items()
}
"""By the name of the question; each subject has a file of its own."""
