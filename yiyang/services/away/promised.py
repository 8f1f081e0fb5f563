"""What a filing by undertaking still owes: which papers, and by when (JM-32.1)."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from yiyang.law.words import Text, joined
from yiyang.services import current
from yiyang.services.away.filings import waiting
from yiyang.store.models import Grant, Person

DOCUMENT, CODE = "jiangmen_2024", "away-papers"
OWED = Text(
    "{by}前（含当日）补齐{papers}；补齐前回江门看病不能直接结算",
    "{papers} to be handed in by {by}; until then care at home is not settled directly",
)


class Owed(NamedTuple):
    """The papers promised, in words, and the last day for them."""

    papers: Text
    by: date


def owed(grant: Grant) -> Owed | None:
    """What a filing still owes; None where nothing was promised, everything came or the filing is over."""
    facts = grant.facts
    if not facts.get("undertaking") or facts.get("complete") or grant.ended:
        return None
    words = {field.name: field.label for field in current.document(DOCUMENT).procedures[CODE].fields}
    papers = joined([words.get(code, Text(code, code)) for code in facts["promised"]])
    return Owed(papers, date.fromisoformat(facts["by"]))


def said(grant: Grant) -> Text:
    """The same as a sentence, empty where nothing is owed."""
    found = owed(grant)
    return OWED.filled(papers=found.papers, by=found.by) if found else Text("", "")


def owed_by(person: Person, today: date) -> Iterator[Owed]:
    """What a person owes on a day."""
    grant = waiting(person, today)
    found = owed(grant) if grant else None
    if found:
        yield found
