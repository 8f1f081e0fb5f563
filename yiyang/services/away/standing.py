"""Whether care of a person elsewhere settles directly, asked with the filings on file (JM-26.1 to JM-33)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils import timezone

from yiyang.law.decision import Decision
from yiyang.law.documents.jiangmen_2024.away.places import CITY, covers
from yiyang.law.questions.away import SettleAway
from yiyang.law.words import Text
from yiyang.services import current, events
from yiyang.services.access import Viewer
from yiyang.services.away.filings import AWAY, LONG_FIRST, in_force_on
from yiyang.services.cases.about import NOT_THERE, presented
from yiyang.services.cases.situation import in_force
from yiyang.services.errors import BadInput, NotFound
from yiyang.store.models import Case, Grant, Person

DOCUMENT, QUESTION = "jiangmen_2024", "away-settlement"
REVERSED = Text("早于就诊或入院日期", "lies before the visit or the admission")
DURING = ("away-long-term", "away-temporary")


@dataclass(frozen=True)
class Care:
    """A visit or a stay elsewhere; `on`: the day of the visit or admission, `settled_on` that of its settlement."""

    setting: Literal["inpatient", "outpatient"]
    place: str
    on: date
    settled_on: date | None = None
    emergency: bool = False


def settles(*, viewer: Viewer, person_id: int, care: Care) -> Decision:
    """What the law says of settling it directly. Raises NotFound for somebody who is not the viewer's to look at,
    BadInput for a settlement before the care."""
    if care.settled_on is not None and care.settled_on < care.on:
        raise BadInput(field="settled_on", value=str(care.settled_on), text=REVERSED, provision="JM-33")
    person = Person.objects.filter(pk=person_id).first()
    if person is None or not _sees(viewer, person):
        raise NotFound(NOT_THERE)
    events.looked_at(viewer, person.pk, "away.settlement")
    document, today = current.document(DOCUMENT), timezone.localdate()
    return document.questions[QUESTION](asked_of(person, care), document.values(today))


def _sees(viewer: Viewer, person: Person) -> bool:
    """One's own and the family's; the insured of the city for its agencies; who showed a voucher, for the hospital."""
    if person.pk in viewer.persons:
        return True
    covered = Grant.objects.filter(kind="coverage", person=person, facts__division__startswith=CITY).exists()
    if covered and viewer.may_in("people.read", current.document(DOCUMENT).place):
        return True
    return Grant.objects.filter(presented(), person=person, institution__in=viewer.institutions).exists()


def asked_of(person: Person, care: Care) -> SettleAway:
    """The question as the record answers it."""
    coverage = in_force("coverage", care.on, person=person)
    here = coverage is not None and str(coverage.facts.get("division", "")).startswith(CITY)
    filed, during = _filing(person, care), _during(person, care)
    facts = filed.facts if filed else {}
    return SettleAway(
        insured_on=here,
        scheme=coverage.facts.get("scheme") if coverage else None,
        setting=care.setting,
        care_place=care.place,
        care_on=care.on,
        settled_on=care.settled_on,
        emergency=care.emergency,
        filed_sub=facts.get("sub") or (during.filing.get("sub") if during else None) or "none",
        filed_place=facts.get("to") or (during.filing.get("to_place") if during else None),
        filed_from=filed.first if filed else None,
        filed_to=filed.last if filed and filed.ended else None,
        undertaking=facts.get("undertaking"),
        completed=facts.get("complete"),
        sent_on=timezone.localdate(during.filed_at) if during else None,
        approved=None if during is None or not during.decided_at else during.outcome == "granted",
    )


def _filing(person: Person, care: Care) -> Grant | None:
    """The filing that covers the care best: at its place and in force, the long-term one first; else the latest."""
    running = list(in_force_on(person, care.on))
    running.sort(key=lambda one: (not covers(one.facts["to"], care.place), LONG_FIRST.index(one.facts["sub"])))
    if running:
        return running[0]
    return Grant.objects.filter(kind=AWAY, person=person, first__lte=care.on).order_by("-first", "-pk").first()


def _during(person: Person, care: Care) -> Case | None:
    """A filing sent in during the stay, where none was in force at admission (JM-33)."""
    if care.setting != "inpatient" or in_force_on(person, care.on).exists():
        return None
    found = Case.objects.filter(person=person, procedure__in=DURING, filed_at__date__gte=care.on, undone_at=None)
    sent = found.exclude(outcome="withdrawn").order_by("filed_at", "pk")
    return next((case for case in sent if covers(case.filing.get("to_place"), care.place)), None)
