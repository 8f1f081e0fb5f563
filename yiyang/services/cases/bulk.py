"""Several cases in one go: first shown what would happen to each, then done one by one, each by itself or not at all.

What the preview says is found out, not guessed: every step is done and taken back at once. Versions are those that were
looked at, so that a case somebody has worked on meanwhile is reported and left alone.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import OperationalError, transaction

from yiyang.law.decision import Decision, Outcome
from yiyang.law.words import Text, joined
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.cases import acting, deciding
from yiyang.services.cases.colleagues import colleagues
from yiyang.services.cases.declared import Declared, all_declared, of
from yiyang.services.cases.reading import Row, row
from yiyang.services.cases.rights import SELECTED, may_act, to_act, visible
from yiyang.services.errors import BadInput, Conflict, YiyangError
from yiyang.store.models import Case

MOST = 100
"""Cases in one go. Ours: what a person can still look over on one page."""
TOO_MANY = Text("一次最多办理 {most} 件", "at most {most} cases in one go")
NONE = Text("没有选中任何申请", "no case is ticked")
NO_ACTION = Text("不是可批量办理的操作", "is nothing that can be done to several cases")
REASON = Text("须写明理由", "needs a reason")
NO_CASE = Text("没有这件申请，或者您不能查看", "There is no such case, or not for you to see")
JUDGE = Text("法规没有给出结论，须逐件判断：{why}", "the law leaves it open, look at it by itself: {why}")
PEOPLE = Text("这一步由人判断，须逐件办理", "people judge this step: look at it by itself")
SECOND = Text("与法规建议不同，须另一人复核", "against the law's proposal: a second person must agree")
NO_FIELDS = Text("没有为这项业务选择材料", "nothing is ticked for this procedure")
AGAIN = Text("再次要求补充材料，将被标记", "papers are asked for again, which is flagged")
BUSY = Text("系统繁忙，未改动，请重试", "the system is busy; nothing was changed, try again")
NONE_FITS = Text("所选材料都不适用于这件申请", "none of what is ticked fits this case")
UNFIT = Text("不适用，不作要求：{papers}", "not asked for, as it does not fit: {papers}")
NOTHING = Text("", "")


class Action(StrEnum):
    """What can be done to several cases."""

    TAKE = "take"
    HAND_OVER = "hand_over"
    GRANT = "grant"
    REFUSE = "refuse"
    PAPERS = "papers"


class State(StrEnum):
    """How it goes with one case: done, done as far as a second person's agreement, not done."""

    DONE = "done"
    SECOND = "second"
    NOT = "not"


@dataclass(frozen=True)
class Wanted:
    """One case and the version that was looked at."""

    case_id: int
    version: int


@dataclass(frozen=True)
class Plan:
    """What is to be done to all of them. to: the colleague's user id, None back to the group · why: the one reason ·
    fields: what is asked for, by procedure."""

    action: str
    to: int | None = None
    why: str = ""
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """One case: what would happen or has happened, and why not; `row` is None for whoever may not see it."""

    wanted: Wanted
    row: Row | None
    state: State
    why: Text
    decision: Decision | None = None


@dataclass(frozen=True)
class Paper:
    """What the applicants of one procedure can be asked for, under one label: a paper that is a field of its own for
    each way of care, say, is listed once, with all their `names`."""

    one: Declared
    label: Text
    names: tuple[str, ...]


def preview(*, viewer: Viewer, wanted: Sequence[Wanted], plan: Plan) -> list[Answer]:
    """What would happen to each, with the law's proposal; nothing is changed. Raises BadInput for the plan itself."""
    _checked(wanted, plan)
    found = _cases(viewer, wanted)
    return [_previewed(viewer, one, plan, found.get(one.case_id)) for one in wanted]


def carry_out(*, viewer: Viewer, wanted: Sequence[Wanted], plan: Plan) -> list[Answer]:
    """Do it, each case in a transaction of its own: what one is refused for stops no other. Raises BadInput for the
    plan itself."""
    _checked(wanted, plan)
    return [_done(viewer, one, plan) for one in wanted]


def offered(*, viewer: Viewer, wanted: Sequence[Wanted]) -> tuple[list[tuple[int, str]], list[Row]]:
    """Colleagues (user id, name) who could take at least one of them over, and the cases as rows."""
    found = _cases(viewer, wanted)
    near = {one for case in found.values() for one in colleagues(viewer=viewer, case_id=case.pk)}
    return sorted(near, key=lambda one: (one[1], one[0])), [row(case, viewer) for case in found.values()]


def papers(*, viewer: Viewer, wanted: Sequence[Wanted]) -> list[Paper]:
    """What at least one of the cases can be asked for, as each of them by itself; in the order of the book."""
    fitting: dict[str, set[str]] = {}
    for case in _cases(viewer, wanted).values():
        fitting.setdefault(case.procedure, set()).update(field.name for field in acting.askable(case))
    return [paper for one in all_declared() for paper in _labelled(one, fitting.get(one.procedure.code, set()))]


def _labelled(one: Declared, fitting: Collection[str]) -> list[Paper]:
    found: dict[Text, list[str]] = {}
    for asked in one.procedure.every_field:
        if asked.name in fitting:
            found.setdefault(asked.label, []).append(asked.name)
    return [Paper(one, label, tuple(dict.fromkeys(names))) for label, names in found.items()]


def _checked(wanted: Sequence[Wanted], plan: Plan) -> None:
    if plan.action not in set(Action):
        raise BadInput(field="action", value=plan.action[:40], text=NO_ACTION)
    if not wanted:
        raise BadInput(field="cases", value="", text=NONE)
    if len(wanted) > MOST:
        raise BadInput(field="cases", value=str(len(wanted)), text=TOO_MANY.filled(most=MOST))
    if plan.action == Action.REFUSE and not plan.why.strip():
        raise BadInput(field="why", value="", text=REASON)
    if plan.action == Action.PAPERS and not any(plan.fields.values()):
        raise BadInput(field="fields", value="", text=NO_FIELDS)


def _cases(viewer: Viewer, wanted: Sequence[Wanted]) -> dict[int, Case]:
    """Those the viewer may see, in the order asked for."""
    keys = [one.case_id for one in wanted]
    found = {case.pk: case for case in Case.objects.select_related(*SELECTED).filter(visible(viewer), pk__in=keys)}
    return {key: found[key] for key in keys if key in found}


def _previewed(viewer: Viewer, one: Wanted, plan: Plan, case: Case | None) -> Answer:
    if case is None:
        return Answer(one, None, State.NOT, NO_CASE)
    if case.person_id:
        events.looked_at(viewer, case.person_id, f"case.{case.procedure}")
    with _taken_back():
        state, why = _tried(viewer, one, plan)
    return Answer(one, row(case, viewer), state, why, _proposal(viewer, case))


@contextmanager
def _taken_back() -> Iterator[None]:
    """Whatever happens inside has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _done(viewer: Viewer, one: Wanted, plan: Plan) -> Answer:
    state, why = _tried(viewer, one, plan)
    case = _cases(viewer, [one]).get(one.case_id)
    return Answer(one, row(case, viewer) if case else None, state, why)


def _tried(viewer: Viewer, one: Wanted, plan: Plan) -> tuple[State, Text]:
    """Do one case, in its own transaction; what stands in the way is its answer."""
    try:
        with transaction.atomic():
            return STEPS[Action(plan.action)](viewer, one, plan)
    except BadInput as fault:
        return State.NOT, _said(fault)
    except YiyangError as refusal:
        return State.NOT, refusal.text
    except OperationalError:  # held by somebody for too long
        return State.NOT, BUSY


def _said(fault: BadInput) -> Text:
    """Everything missing by the name of its field, else what is wrong."""
    named = [Text(f"{one.label.zh}：{one.text.zh}", f"{one.label.en}: {one.text.en}") for one in fault.missing]
    return joined(named) if named else fault.reason


def _proposal(viewer: Viewer, case: Case) -> Decision | None:
    """What the law proposes, where the case waits for the viewer's decision."""
    waits = case.stage and not case.decided_at and of(case).procedure.stage(case.stage).decides
    return deciding.proposal(viewer, case) if waits and may_act(viewer, case) else None


def _take(viewer: Viewer, one: Wanted, _plan: Plan) -> tuple[State, Text]:
    acting.take(viewer=viewer, case_id=one.case_id, version=one.version)
    return State.DONE, NOTHING


def _hand_over(viewer: Viewer, one: Wanted, plan: Plan) -> tuple[State, Text]:
    acting.hand_over(viewer=viewer, case_id=one.case_id, version=one.version, to=plan.to)
    return State.DONE, NOTHING


def _grant(viewer: Viewer, one: Wanted, plan: Plan) -> tuple[State, Text]:
    """Grant what the law proposes. What it leaves open is never granted by the heap."""
    case = to_act(viewer, one.case_id, one.version)
    if of(case).procedure.stage(case.stage).decides:
        decision = deciding.proposal(viewer, case)
        if decision is None:
            raise Conflict(PEOPLE)
        if decision.outcome not in {Outcome.GRANTED, Outcome.REFUSED}:
            open_ones = [reason.text for reason in decision.failing]
            raise Conflict(JUDGE.filled(why=joined(open_ones)))
    return _decided(viewer, one, plan, "granted")


def _refuse(viewer: Viewer, one: Wanted, plan: Plan) -> tuple[State, Text]:
    return _decided(viewer, one, plan, "refused")


def _decided(viewer: Viewer, one: Wanted, plan: Plan, outcome: str) -> tuple[State, Text]:
    done = deciding.decide(viewer=viewer, case_id=one.case_id, version=one.version, outcome=outcome, answer=plan.why)
    return (State.DONE, NOTHING) if done else (State.SECOND, SECOND)


def _papers(viewer: Viewer, one: Wanted, plan: Plan) -> tuple[State, Text]:
    case = to_act(viewer, one.case_id, one.version)
    names, again = list(plan.fields.get(case.procedure, ())), bool(case.asked_papers)
    if not names:
        raise Conflict(NO_FIELDS)
    fitting, left_out = _fitting(case, names)
    acting.ask_papers(viewer=viewer, case_id=one.case_id, version=one.version, fields=fitting, why=plan.why)
    told = [AGAIN] if again else []
    if left_out:
        told.append(UNFIT.filled(papers=joined(left_out)))
    return State.DONE, joined(told)


def _fitting(case: Case, names: Sequence[str]) -> tuple[list[str], list[Text]]:
    """What of the papers ticked for a procedure fits a case, with names the procedure does not know, and the labels
    of those of which nothing fits it. Raises Conflict where none fits."""
    known = {asked.name: asked.label for asked in of(case).procedure.every_field}
    fits = [name for name in names if name in {asked.name for asked in acting.askable(case)}]
    covered = {known[name] for name in fits}
    beside = {asked.name for asked in acting.askable(case, also=names)}  # what hangs on another paper that is ticked
    fits += [name for name in names if name in beside and known[name] not in covered]
    covered |= {known[name] for name in fits}
    fits += [name for name in names if name not in known]
    if not fits:
        raise Conflict(NONE_FITS)
    return fits, [label for label in dict.fromkeys(map(known.get, names)) if label and label not in covered]


Step = Callable[[Viewer, Wanted, Plan], tuple[State, Text]]
STEPS: Mapping[Action, Step] = {
    Action.TAKE: _take,
    Action.HAND_OVER: _hand_over,
    Action.GRANT: _grant,
    Action.REFUSE: _refuse,
    Action.PAPERS: _papers,
}
