"""Who may look at a case and who may act in the step it waits at."""

from django.db.models import Q

from yiyang.law.document import shared_digits
from yiyang.law.procedure import Stage
from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.cases.declared import all_declared, of
from yiyang.services.cases.readers import named, named_in
from yiyang.services.cases.veil import concerned, internal
from yiyang.services.errors import Conflict, NotAllowed, NotFound
from yiyang.store.models import Case, Role

NO_CASE = Text("没有这件申请，或者您不能查看", "There is no such case, or not for you to see")
OVER = Text("这件申请已办结（{number}）", "{number} is closed")
CHANGED = Text("{number} 已被他人处理，请看最新情况", "somebody has worked on {number} meanwhile; look at it again")
SELECTED = ("person", "institution", "filed_by", "holder", "decided_by", "seconded_by", "about", "visit", "line")


def visible(viewer: Viewer) -> Q:
    """Cases the viewer may see: filed by them, about their person or institution, naming them as a reader, of their
    place, or theirs to do.

    A dispute about a settled line is between the provider and the agency: relatives of the person do not see it.
    """
    if viewer.user_id is None:  # whoever works at the machine
        return Q()
    mine = Q(filed_by=viewer.user_id)
    mine |= Q(person__in=viewer.persons, line__isnull=True) & ~Q(channel__in=["supervisor"])
    mine |= Q(institution__in=viewer.institutions) | named(viewer)
    mine &= ~internal()
    for city in sorted(viewer.cities_with("case.read")):  # every agency of a city reads what its others do (JM-02.2)
        mine |= Q(place__startswith=shared_digits(city)) & (~internal() | concerned(viewer))
    return mine | acts(viewer)


def acts(viewer: Viewer) -> Q:
    """Cases whose present step is one the viewer may do; where a team is named, only those it names."""
    found = Q(pk__in=[])
    for one in all_declared():
        for stage in one.procedure.stages[1:]:
            here = _here(viewer, stage)
            if here is not None:
                found |= Q(procedure=one.procedure.code, stage=stage.name) & here
    return found


def _here(viewer: Viewer, stage: Stage) -> Q | None:
    """Where a step is the viewer's; None when they do not have its role."""
    if stage.role == Role.FAMILY:
        return Q(person__in=viewer.persons) | Q(place__in=viewer.places_with("counter"))
    if not viewer.may(f"act.{stage.role}"):
        return None
    if stage.role == Role.PROVIDER:
        return Q(institution__in=viewer.institutions)
    here = Q(place__in=viewer.places_with(f"act.{stage.role}"))
    return here & named_in(viewer, stage.named_by) if stage.named_by else here


def found(viewer: Viewer, case_id: int) -> Case:
    """A case the viewer may see. Raises NotFound."""
    case = Case.objects.select_related(*SELECTED).filter(visible(viewer), pk=case_id).first()
    if case is None:
        raise NotFound(NO_CASE)
    return case


def may_act(viewer: Viewer, case: Case, stage: Stage | None = None) -> bool:
    """True when the step the case waits at is the viewer's to do."""
    step = stage or (of(case).procedure.stage(case.stage) if case.stage else None)
    if step is None or viewer.user_id is None:
        return False
    if step.named_by:
        team = case.filing.get(step.named_by, "").split(";")
        return str(viewer.user_id) in team and viewer.may(f"act.{step.role}", place=case.place)
    if step.role == Role.FAMILY:  # whoever has no account signs on paper, and the counter enters it
        return case.person_id in viewer.persons or viewer.may("counter", place=case.place)
    if step.role == Role.PROVIDER:
        return case.institution_id in viewer.institutions and viewer.may(f"act.{step.role}")
    return viewer.may(f"act.{step.role}", place=case.place)


def locked(viewer: Viewer, case_id: int, version: int) -> Case:
    """A case the viewer may see, held until the transaction ends; `version` is the one they looked at.

    Raises NotFound, Conflict when it is over or somebody else was first.
    """
    found(viewer, case_id)
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    if case.version != version:
        raise Conflict(CHANGED.filled(number=case.number))
    if case.decided_at:
        raise Conflict(OVER.filled(number=case.number))
    return case


def to_act(viewer: Viewer, case_id: int, version: int) -> Case:
    """A case whose present step is the viewer's, held. Raises NotFound, Conflict, NotAllowed."""
    case = locked(viewer, case_id, version)
    if not may_act(viewer, case):
        raise NotAllowed
    return case
