"""Moving a case on: taking it, filling a step, asking for papers once, withdrawing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiyang.law.filing import Field
from yiyang.law.procedure import Stage
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer, viewer_of
from yiyang.services.cases import clocks, lookups, messages
from yiyang.services.cases.about import About
from yiyang.services.cases.completeness import NO_FIELD, complete, only_known, written
from yiyang.services.cases.declared import Declared, of
from yiyang.services.cases.opening import SYSTEM
from yiyang.services.cases.rights import locked, may_act, to_act
from yiyang.services.cases.sealing import sealed
from yiyang.services.cases.situation import Situation
from yiyang.services.errors import BadInput, Conflict, NotAllowed
from yiyang.store.models import Case, User

DECIDES = Text("这一步须作出决定", "this step is a decision")
NOT_WAITING = Text("没有待补的材料", "no papers were asked for")
BY_LAW = Text("依规定自动立案的，不能撤回", "the law itself filed it: nobody can take it back")
NOTHING_TICKED = Text("请至少勾选一项", "tick at least one thing")
ASKED_TWICE = Text("材料应一次告知；再次要求须说明理由", "papers are asked for once; asking again needs a reason")


def about_of(case: Case) -> About:
    """What a stored case is about."""
    return About(case.person, case.institution, case.line, case.visit, case.about)


def situation(viewer: Viewer, case: Case, *, on: date | None = None) -> Situation:
    """The facts of a stored case, as the questions of its procedure see them today, or on a day named."""
    one = of(case)
    return Situation(viewer, one, about_of(case), case.channel, one.procedure.values(case.filing), case, on)


@transaction.atomic
def take(*, viewer: Viewer, case_id: int, version: int) -> None:
    """Hold a case oneself. Raises NotFound, NotAllowed, Conflict when somebody else holds it or was first."""
    case = to_act(viewer, case_id, version)
    if case.holder_id not in {None, viewer.user_id}:
        raise Conflict(Text("已有人在办", "somebody else holds it"))
    _hold(viewer, case, viewer.user_id, "case.taken")


@transaction.atomic
def hand_over(*, viewer: Viewer, case_id: int, version: int, to: int | None) -> None:
    """Hand a case to a colleague of the same role and place, or back to the group (None)."""
    case = to_act(viewer, case_id, version)
    if to is not None:
        known = User.objects.filter(pk=to, is_active=True).exists()
        if not known or not may_act(viewer_of(to), case):
            raise BadInput(field="to", value=str(to), text=Text("不能办理这一步", "cannot act in this step"))
    _hold(viewer, case, to, "case.handed_over")


def _hold(viewer: Viewer, case: Case, holder: int | None, code: str) -> None:
    before, case.holder_id = case.holder_id, holder
    saved(case, "holder")
    events.record(viewer, code, f"case:{case.pk}", before={"holder": before}, after={"holder": holder})


def saved(case: Case, *names: str) -> None:
    """Save these columns and count the change."""
    case.version += 1
    case.save(update_fields=[*names, "version"])


@transaction.atomic
def act(*, viewer: Viewer, case_id: int, version: int, filing: Mapping[str, str]) -> None:
    """Fill the step a case waits at and pass it on.

    Raises NotFound, NotAllowed, Conflict when somebody was first, BadInput with everything missing.
    """
    case = to_act(viewer, case_id, version)
    one, stage = of(case), of(case).procedure.stage(case.stage)
    if stage.decides:
        raise Conflict(DECIDES)
    fill(viewer, case, filing)
    move_on(one, case)
    saved(case, "filing", "stage", "reached_on", "due", "missing_year", "holder")
    events.record(viewer, f"case.{stage.name}", f"case:{case.pk}", after={"stage": case.stage})
    messages.moved(one, case)


def fill(viewer: Viewer, case: Case, filing: Mapping[str, str]) -> None:
    """Put a step's fields into the filing after the checklist; uploads named in them are tied to the case."""
    one, asked = of(case), of(case).procedure.asked_at(case.stage)
    only_known(one.procedure, asked, filing)
    whole = _whole(case, asked, filing)
    complete(one.procedure, missing_of(viewer, case, filing), whole)
    case.filing = {name: text for name, text in whole.items() if text}
    lookups.attach(case, asked)


def _whole(case: Case, asked: Sequence[Field], filing: Mapping[str, str]) -> dict[str, str]:
    given = sealed(of(case).procedure, filing)
    return {**case.filing, **{field.name: given.get(field.name, "").strip() for field in asked}}


def missing_of(
    viewer: Viewer, case: Case, filing: Mapping[str, str], *, supplied: bool = False
) -> list[tuple[Field, Text]]:
    """Everything missing or wrong in the fields of the step a case waits at, or in the papers asked for."""
    one = of(case)
    asked = _wanted(case) if supplied else one.procedure.asked_at(case.stage)
    places = ["", *(stage.name for stage in _own_steps(case))] if supplied else [case.stage]
    whole = _whole(case, asked, filing)
    now = Situation(viewer, one, about_of(case), case.channel, one.procedure.values(whole), case)
    found = [[*one.procedure.missing(whole, place), *lookups.unknown(now, whole, place)] for place in places]
    return [entry for each in found for entry in each if entry[0] in asked]


def _wanted(case: Case) -> tuple[Field, ...]:
    names = waiting_for(case)
    return tuple(field for field in given_by_them(case) if field.name in names)


def move_on(one: Declared, case: Case) -> None:
    """To the next step, with its clock; nobody holds it yet."""
    after, today = one.procedure.after(case.stage), timezone.localdate()
    if after is None:
        raise Conflict(DECIDES)
    deadline = clocks.due(one, after, today)
    case.stage, case.reached_on, case.holder_id = after.name, today, None
    case.due, case.missing_year = deadline.due, deadline.missing_year


@transaction.atomic
def ask_papers(*, viewer: Viewer, case_id: int, version: int, fields: Sequence[str], why: str) -> None:
    """Ask the applicant for all that is missing, once; a second asking is flagged and needs a reason."""
    case = to_act(viewer, case_id, version)
    one = of(case)
    names = {field.name for field in askable(case, also=fields)}
    strange = [name for name in fields if name not in names]
    if strange or not fields:
        said, given = NO_FIELD if strange else NOTHING_TICKED, ", ".join(strange)
        raise BadInput(field="fields", value=given, text=said, provision=one.procedure.provision)
    why = written("why", why, one.procedure.provision)
    if case.asked_papers and not why:
        raise BadInput(field="why", value="", text=ASKED_TWICE, provision=one.procedure.provision)
    asked = {"at": timezone.now().isoformat(), "by": viewer.user_id, "fields": list(fields), "why": why}
    case.asked_papers = [*case.asked_papers, {**asked, "supplied": None}]
    saved(case, "asked_papers")
    events.record(viewer, "case.papers_asked", f"case:{case.pk}", after={"fields": list(fields)})
    messages.papers(one, case, list(fields), why)


def askable(case: Case, *, also: Sequence[str] = ()) -> tuple[Field, ...]:
    """What the applicant can be asked for: what was filed, and what their own later steps have added; nothing that
    their way of filing is not asked, no paper beyond the service list of what they file for, unless what it hangs on
    is asked for as well (`also`)."""
    return tuple(
        field
        for field in given_by_them(case)
        if field.asked_through(case.channel) and (_on_list(field, case) or (field.when and field.when[0] in also))
    )


def given_by_them(case: Case) -> tuple[Field, ...]:
    """What was filed, and what whoever filed it has added in steps of their own: a certificate, a record of votes."""
    added = (field for stage in _own_steps(case) for field in stage.fields if field.applies(case.filing))
    return (*of(case).procedure.fields, *added)


def _own_steps(case: Case) -> tuple[Stage, ...]:
    """The steps behind a case that are taken by whoever files it."""
    stages = of(case).procedure.stages
    names = [stage.name for stage in stages]
    behind = stages[1 : names.index(case.stage)] if case.stage in names else ()
    return tuple(stage for stage in behind if stage.role == stages[0].role and not stage.named_by)


def _on_list(field: Field, case: Case) -> bool:
    return field.listed is None or field.applies(case.filing)


@transaction.atomic
def supply(*, viewer: Viewer, case_id: int, version: int, filing: Mapping[str, str]) -> None:
    """Supply what was asked for. Raises NotFound, NotAllowed, Conflict, BadInput with everything still missing."""
    case = locked(viewer, case_id, version)
    if not may_supply(viewer, case):
        raise NotAllowed
    if not waiting_for(case):
        raise Conflict(NOT_WAITING)
    one, wanted = of(case), _wanted(case)
    only_known(one.procedure, wanted, filing)
    whole = _whole(case, wanted, filing)
    complete(one.procedure, missing_of(viewer, case, filing, supplied=True), whole)
    case.filing = {name: text for name, text in whole.items() if text}
    now = timezone.now().isoformat()
    case.asked_papers = [{**asked, "supplied": asked["supplied"] or now} for asked in case.asked_papers]
    lookups.attach(case, wanted)
    saved(case, "filing", "asked_papers")
    names = [field.name for field in wanted]
    events.record(viewer, "case.papers_supplied", f"case:{case.pk}", after={"fields": names})


def waiting_for(case: Case) -> list[str]:
    """Fields that the applicant was asked for and has not supplied; a later extra request adds to the first."""
    return list(dict.fromkeys(name for one in _unsupplied(case) for name in one["fields"]))


def reasons_of(case: Case) -> tuple[str, ...]:
    """Why the applicant was asked, as far as the agency said so."""
    return tuple(one["why"] for one in _unsupplied(case) if one["why"])


def _unsupplied(case: Case) -> list[dict[str, Any]]:
    return [] if case.decided_at else [one for one in case.asked_papers if not one["supplied"]]


def may_supply(viewer: Viewer, case: Case) -> bool:
    """True for whoever filed the case, the person's family, the institution's desk, and the counter; both family and
    desk where the law itself filed it."""
    near = viewer.user_id is not None and case.filed_by_id == viewer.user_id
    own = case.person_id in viewer.persons if case.channel == "family" else case.institution_id in viewer.institutions
    asked = case.channel == SYSTEM and case.person_id is not None and viewer.may_for(case.person_id, "apply")
    return near or own or asked or viewer.may("counter", place=case.place)


@transaction.atomic
def withdraw(*, viewer: Viewer, case_id: int, version: int, why: str = "") -> None:
    """Take a filing back before it is decided. Raises NotFound, NotAllowed, Conflict."""
    case = locked(viewer, case_id, version)
    if not may_supply(viewer, case):
        raise NotAllowed
    if case.channel == SYSTEM:
        raise Conflict(BY_LAW)
    case.outcome, case.stage, case.answer = "withdrawn", "", written("why", why)
    case.decided_at, case.decided_by_id, case.due = timezone.now(), viewer.user_id, None
    saved(case, "outcome", "stage", "answer", "decided_at", "decided_by", "due")
    case.invoices.filter(live=True).update(live=False)  # they may be claimed anew
    events.record(viewer, "case.withdrawn", f"case:{case.pk}")
