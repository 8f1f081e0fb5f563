"""What a person's rights are called and what each is for, and which of them a decided case has left."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from yiyang.law.disability import LEVELS
from yiyang.law.questions.claims import SUBS
from yiyang.law.questions.home_care import KINDS, SCHEMES
from yiyang.law.words import Text
from yiyang.services import current
from yiyang.services.access import Viewer
from yiyang.services.cases import rights
from yiyang.services.terms import Term, term
from yiyang.store.models import Case, Grant

NOTHING = Text("", "")
RIGHTS = {
    "coverage": Text("参保", "Insured"),
    "assessment": Text("失能等级", "Disability grade"),
    "recipient": Text("居家照护享受资格", "Right to home care"),
    "choice": Text("选定的服务机构", "Chosen provider"),
    "needs": Text("机构的需求评估", "Needs assessed by the provider"),
    "plan": Text("服务计划", "Care plan"),
    "service": Text("服务协议", "Service agreement"),
    "sickbed": Text("家庭病床", "Home sickbed"),
    "away": Text("异地就医备案", "Filing for care away from home"),
}
"""Rights of a person, in the order in which one leads to the next."""
ALSO = {
    "special": Text("门诊特定病种", "Special outpatient disease"),
    "outpatient": Text("门诊定点机构", "Outpatient institution"),
    "outpatient_referral": Text("门诊转诊", "Outpatient referral"),
    "geriatric": Text("老年病区结算", "Settled as a geriatric ward"),
}
"""Rights whose place on a family's page is told by what one can do about them."""
NAMED = {**RIGHTS, **ALSO}


@dataclass(frozen=True)
class Gained:
    """A right that a case left, in words: what it is, of what, and how long it runs."""

    label: Text
    what: Text
    term: Term


def gained(*, viewer: Viewer, case_id: int) -> tuple[Gained, ...]:
    """The rights a case has left, as they stand today; one taken back is gone. Raises NotFound."""
    case: Case = rights.found(viewer, case_id)
    today = timezone.localdate()
    return tuple(
        Gained(NAMED[one.kind], what(one), term(first=one.first, last=one.last, on=today)) for one in _left(case)
    )


def kept(case: Case) -> list[list[Any]]:
    """The same as a case keeps it with its decision, so that its notice says for ever what was granted that day."""
    return [
        [*NAMED[one.kind], *what(one), one.first.isoformat(), one.last.isoformat() if one.last else None]
        for one in _left(case)
    ]


def _left(case: Case) -> QuerySet[Grant]:
    return Grant.objects.filter(case=case, kind__in=NAMED).select_related("institution").order_by("first", "pk")


def what(grant: Grant) -> Text:
    """What a right is for: a level, a place, an illness, an institution."""
    facts = grant.facts
    match grant.kind:
        case "coverage":
            return SCHEMES[facts["scheme"]]
        case "assessment":
            return LEVELS[facts["level"]]
        case "plan":
            return KINDS.get(facts.get("kind", ""), NOTHING)
        case "away":
            return _away(grant)
        case "special":
            return _listed(f"special.disease.{facts.get('disease', '')}")
        case "outpatient_referral":
            return Text(*[str(facts.get("target", ""))] * 2)
        case _:
            name = grant.institution.name if grant.institution else ""
            return Text(name, name)


def _away(grant: Grant) -> Text:
    """The sub-class and the place it was filed for."""
    sub = SUBS.get(str(grant.facts.get("sub", "")), NOTHING)
    place = _listed(f"away.place.{grant.facts.get('to', '')}")
    return Text(*[" · ".join(part for part in pair if part) for pair in zip(place, sub, strict=True)])


def _listed(name: str) -> Text:
    """An entry of a catalogue of Jiangmen's by its name; nothing where the list no longer has it."""
    entry = current.document("jiangmen_2024").values(timezone.localdate()).get(name)
    return entry.label if entry else NOTHING
