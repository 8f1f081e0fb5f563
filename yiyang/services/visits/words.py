"""What visits of every kind are called: home care, and the rounds at a home sickbed."""

from yiyang.law.questions.home_care import KINDS
from yiyang.law.questions.sickbed import ROUNDS
from yiyang.law.words import Text

VISITS: dict[str, Text] = {**ROUNDS, **KINDS}
"""By the kind of a visit."""
