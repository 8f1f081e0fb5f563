"""What a person's rights are called and what each is for, and which of them a decided case has left."""

from collections.abc import Iterator
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
from yiyang.services.away import promised
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
NOTES = {
    "sickbed": Text(
        "到撤床为止；其间发生的普通门诊、门诊特定病种费用，基金不予支付（第十二条）",
        "until it is closed; meanwhile the fund pays no outpatient and no special-disease costs (Art 12)",
    ),
    "geriatric": Text(
        "到停止老年病区结算为止，之后按普通住院规定（第十四条）",
        "until it stops; ordinary rules apply after it (Art 14)",
    ),
}
"""What whoever is granted a right has to know besides: it comes with the answer and on the notice."""


@dataclass(frozen=True)
class Gained:
    """A right that a case left, in words: what it is, of what, and how long it runs; `replaced_by` is the number of
    the later case that has taken its place, `ends_itself` that `what` says already until when it runs."""

    label: Text
    what: Text
    term: Term
    replaced_by: str = ""
    ends_itself: bool = False


def gained(*, viewer: Viewer, case_id: int) -> tuple[Gained, ...]:
    """The rights a case has left, as they stand today; one taken back is gone. Raises NotFound."""
    case: Case = rights.found(viewer, case_id)
    today = timezone.localdate()

    def told(one: Grant, later: str = "") -> Gained:
        return Gained(
            NAMED[one.kind], _noted(one), term(first=one.first, last=one.last, on=today), later, one.kind in NOTES
        )

    later = (told(one, str(one.case.number)) for one in _replaced(case) if one.case)
    return (*(told(one) for one in _left(case)), *later)


def kept(case: Case) -> list[list[Any]]:
    """The same as a case keeps it with its decision, so that its notice says for ever what was granted that day."""
    return [
        [*NAMED[one.kind], *_noted(one), one.first.isoformat(), one.last.isoformat() if one.last else None]
        for one in _left(case)
    ]


def _left(case: Case) -> QuerySet[Grant]:
    return Grant.objects.filter(case=case, kind__in=NAMED).select_related("institution").order_by("first", "pk")


def _replaced(case: Case) -> Iterator[Grant]:
    """Rights that were this case's and that a later one has made its own: of several requests the last counts."""
    standing = case.changes if case.undone_at is None else []
    own = [entry["pk"] for entry in standing if entry["table"] == "grant" and _took(entry, case)]
    found = Grant.objects.filter(pk__in=own, kind__in=NAMED, case__isnull=False).exclude(case=case)
    yield from found.select_related("institution", "case").order_by("first", "pk")


def _took(entry: dict[str, Any], case: Case) -> bool:
    return bool(entry["after"] and entry["after"].get("case_id") == case.pk)


def _noted(grant: Grant) -> Text:
    """What a right is for, with what one has to know besides."""
    parts = zip(what(grant), NOTES.get(grant.kind, NOTHING), strict=True)
    return Text(*[" · ".join(part for part in pair if part) for pair in parts])


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
    """The sub-class and the place it was filed for, with the papers it still owes."""
    sub = SUBS.get(str(grant.facts.get("sub", "")), NOTHING)
    place = _listed(f"away.place.{grant.facts.get('to', '')}")
    parts = zip(place, sub, promised.said(grant), strict=True)
    return Text(*[" · ".join(part for part in pair if part) for pair in parts])


def _listed(name: str) -> Text:
    """An entry of a catalogue of Jiangmen's by its name; nothing where the list no longer has it."""
    entry = current.document("jiangmen_2024").values(timezone.localdate()).get(name)
    return entry.label if entry else NOTHING
