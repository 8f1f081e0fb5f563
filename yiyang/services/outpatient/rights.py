"""What a person holds of this part of the rules, in words, with the days on which something can be done about it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from yiyang.law.days import same_numbered
from yiyang.law.documents.jiangmen_2024.special.validity import closes, opens
from yiyang.law.values import Values
from yiyang.law.words import Text
from yiyang.services import current
from yiyang.services.outpatient import standing
from yiyang.store.models import Grant, Person

DOCUMENT = "jiangmen_2024"
SPECIAL = Text("门诊特定病种", "Special outpatient disease")
CLINIC = Text("门诊定点机构", "Outpatient institution")
NEXT_CLINIC = Text("下一年度门诊定点机构", "Outpatient institution next year")
REFERRAL = Text("门诊转诊", "Outpatient referral")
WINDOW = Text("{name}；{first}至{last}续期", "{name}; renew from {first} to {last}")
LATE = Text(
    "{name}；{last}前（含当日）可以补办续期，过后须重新认定",
    "{name}; may still be renewed until {last}, then only certified anew",
)
SHOWN = 12
"""For how many months something that is over is still shown. Ours."""


class Window(NamedTuple):
    """When a certification is renewed: from `opens` to its last day, late until `closes`."""

    opens: date
    closes: date


class Cover(NamedTuple):
    """A right in words: what it is, of what, from when to when, and the case that left it."""

    kind: str
    label: Text
    what: Text
    grant: Grant


def renewal_window(grant: Grant, values: Values) -> Window | None:
    """When a certification is renewed; None for one without an end or renewed already. For calendars and reminders."""
    if grant.kind != standing.SPECIAL or grant.last is None or "followed_by" in grant.facts:
        return None
    return Window(opens(grant.last, values), closes(grant.last, values))


def covers(person: Person, today: date) -> Iterator[Cover]:
    """Certified diseases, the institution chosen now and for the next year, and referrals, as they stand on a day."""
    values = current.document(DOCUMENT).values(today)
    since = same_numbered(today, months=-SHOWN)
    for grant in _latest(person):
        if grant.last is None or grant.last >= since:
            yield Cover(standing.SPECIAL, SPECIAL, _disease(grant, today, values), grant)
    for label, found in ((CLINIC, standing.chosen(person, today)), (NEXT_CLINIC, standing.coming(person, today))):
        if found is not None:
            yield Cover(standing.CHOSEN, label, _clinic(found), found)
    referred = standing.referral(person, today)
    if referred is not None:
        target = str(referred.facts.get("target", ""))
        yield Cover(standing.REFERRED, REFERRAL, Text(target, target), referred)


def _latest(person: Person) -> Iterator[Grant]:
    """The validity of each disease that ends last."""
    found = Grant.objects.filter(kind=standing.SPECIAL, person=person).order_by("pk")
    for disease in dict.fromkeys(str(one.facts.get("disease", "")) for one in found):
        latest = standing.latest(person, disease)
        if latest is not None:
            yield latest


def _disease(grant: Grant, today: date, values: Values) -> Text:
    code = str(grant.facts.get("disease", ""))
    entry = values.get(f"special.disease.{code}")
    name = entry.label if entry else Text(code, code)
    window = renewal_window(grant, values)
    if window is None or grant.last is None or today > window.closes:
        return name
    if today > grant.last:
        return LATE.filled(name=name, last=window.closes)
    return WINDOW.filled(name=name, first=window.opens, last=grant.last)


def _clinic(grant: Grant) -> Text:
    name = grant.institution.name if grant.institution else ""
    return Text(name, name)
