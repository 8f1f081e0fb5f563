"""Cases as people read them: one with its steps, reasons and papers, and the lists of a person or an institution."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from yiyang.law.decision import Decision
from yiyang.law.filing import Field
from yiyang.law.procedure import Sheet
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import ROLE_WORDS, Viewer
from yiyang.services.cases import acting, deciding, readers, veil
from yiyang.services.cases.clocks import promised
from yiyang.services.cases.declared import Declared, of
from yiyang.services.cases.effects import REOPENED
from yiyang.services.cases.lookups import Option, options
from yiyang.services.cases.opening import SYSTEM
from yiyang.services.cases.rights import SELECTED, found, may_act, visible
from yiyang.services.cases.sheets import existing
from yiyang.services.cases.wording import Told, papers, told
from yiyang.services.places import city_of, division_name
from yiyang.store.models import Case, Event, Upload, User


@dataclass(frozen=True)
class Row:
    """A case in a list; `due` is the day of its step, `promised` the day of its answer, `place` whose agency has it;
    papers_again: papers were asked for more than once."""

    id: int
    number: str
    title: Text
    code: str
    subject: str
    filed_at: datetime
    stage: Text | None
    role: Text | None
    holder: str
    due: date | None
    missing_year: int | None
    overdue: bool
    outcome: str
    outcome_text: Text | None
    decided_at: datetime | None
    waits_for_papers: bool
    waits_for_second: bool
    version: int
    place: str
    papers_again: bool


@dataclass(frozen=True)
class Step:
    """One stage of the progress page: done, now or ahead, by whom and when."""

    name: str
    label: Text
    role: Text
    state: str
    at: datetime | None
    by: str
    due: date | None


@dataclass(frozen=True)
class Happening:
    """One event of a case."""

    at: datetime
    code: str
    by: str


@dataclass(frozen=True)
class CaseView:
    """A case whole; `decision` is the proposal while it is open, what was decided on once it is over.

    overridden: it was decided otherwise than the law proposed · notice: there is one to print · elsewhere: the county
    whose agency handles it, where the viewer's only reads it · examined: how to ask, for whoever is told no more than
    that it is being examined.
    """

    row: Row
    version: int
    declared: Declared
    channel: str
    filed_by: str
    about_case: int | None
    person_id: int | None
    institution: str
    told: tuple[Told, ...]
    steps: tuple[Step, ...]
    happenings: tuple[Happening, ...]
    promised: date | None
    decision: Decision | None
    overridden: bool
    answer: str
    decided_by: str
    seconded_by: str
    proposed: dict[str, Any] | None
    proposed_by: str
    asked: tuple[Field, ...]
    askable: tuple[Field, ...]
    waiting: tuple[Field, ...]
    waiting_why: tuple[str, ...]
    choices: dict[str, list[Option]]
    may_act: bool
    decides: bool
    may_second: bool
    may_take_back: bool
    may_supply: bool
    may_withdraw: bool
    may_undo: bool
    undone_at: datetime | None
    undone_why: str
    sheets: tuple[Sheet, ...]
    notice: bool
    elsewhere: Text | None
    examined: Text | None


def rows(cases: Iterable[Case], viewer: Viewer) -> list[Row]:
    """Cases as list rows."""
    return [row(case, viewer) for case in cases]


def row(case: Case, viewer: Viewer) -> Row:
    """One case as a list row, as this viewer may read it."""
    one, today = of(case), timezone.localdate()
    neutral = veil.told(viewer, case)
    stage = one.procedure.stage(case.stage) if case.stage else None
    outcome = dict(one.procedure.outcomes).get(case.outcome)
    return Row(
        id=case.pk,
        number=str(case.number),
        title=one.procedure.title,
        code=case.procedure,
        subject=subject(case),
        filed_at=case.filed_at,
        stage=stage.label if stage else None,
        role=ROLE_WORDS[stage.role] if stage else None,
        holder=named(case.holder),
        due=case.due,
        missing_year=case.missing_year,
        overdue=case.due is not None and case.due < today and not case.decided_at,
        outcome=veil.EXAMINED if neutral else case.outcome,
        outcome_text=neutral or outcome or WITHDRAWN.get(case.outcome),
        decided_at=case.decided_at,
        waits_for_papers=bool(acting.waiting_for(case)),
        waits_for_second=case.proposed is not None,
        version=case.version,
        place=case.place,
        papers_again=len(case.asked_papers) > 1,
    )


WITHDRAWN = {"withdrawn": Text("已撤回", "withdrawn")}


def subject(case: Case) -> str:
    """Whom or what a case is about, by name."""
    return " · ".join(one.name for one in (case.person, case.institution) if one)


def named(user: User | None) -> str:
    """A user as pages show them."""
    return user.shown_name if user else ""


def mine(*, viewer: Viewer) -> list[Row]:
    """Cases filed by the viewer, or about the persons and institutions that are theirs; the newest first."""
    return rows(own(viewer).order_by("-filed_at", "-pk"), viewer)


def own(viewer: Viewer) -> QuerySet[Case]:
    """The viewer's own cases, as rows."""
    if viewer.user_id is None:
        return Case.objects.none()
    near = Case.objects.select_related(*SELECTED).filter(visible(viewer))
    return (
        near.filter(filed_by=viewer.user_id)
        | near.filter(person__in=viewer.persons)
        | near.filter(institution__in=viewer.institutions)
    )


def case(*, viewer: Viewer, case_id: int) -> CaseView:
    """A case whole; the look is logged. Raises NotFound."""
    one = found(viewer, case_id)
    if one.person_id:
        events.looked_at(viewer, one.person_id, f"case.{one.procedure}")
    return _view(viewer, one)


def code_of(*, viewer: Viewer, case_id: int) -> str:
    """The procedure of a case the viewer may see. Raises NotFound."""
    return found(viewer, case_id).procedure


def version_of(*, viewer: Viewer, case_id: int) -> int:
    """How often a case has changed. Raises NotFound."""
    return found(viewer, case_id).version


def _settled(fields: Sequence[Field], case: Case) -> tuple[Field, ...]:
    """The fields of a form; what an earlier step has settled (whether one is asked at all) no page has to weigh."""
    here = {field.name for field in fields}
    own = [field for field in fields if field.when is None or field.when[0] in here or field.applies(case.filing)]
    return tuple(field if field.when is None or field.when[0] in here else replace(field, when=None) for field in own)


def _view(viewer: Viewer, case: Case) -> CaseView:
    one, open_now = of(case), case.decided_at is None
    now = acting.situation(viewer, case)
    stage = one.procedure.stage(case.stage) if case.stage else None
    mine_now, waiting = may_act(viewer, case), acting.waiting_for(case)
    asked = _settled(one.procedure.asked_at(case.stage), case) if stage and mine_now else ()
    deciding_now = bool(stage and stage.decides)
    looks = viewer.may("case.read", place=case.place) or mine_now
    proposed = deciding.proposal(viewer, case) if open_now and deciding_now and looks else None
    decided = None if open_now else deciding.remembered(case.decision)
    hidden, uploads = veil.hides(viewer, case), papers(Upload.objects.filter(case=case))
    why = not hidden and readers.reasons(viewer, case)
    return CaseView(
        row=row(case, viewer),
        version=case.version,
        declared=one,
        channel=case.channel,
        filed_by=named(case.filed_by),
        about_case=case.about_id,
        person_id=case.person_id,
        institution=case.institution.code if case.institution else "",
        told=tuple(told(now, case.filing, uploads, veil.shown(viewer, one, case))),
        steps=tuple(_steps(one, case, hidden=hidden and veil.waits(case))),
        happenings=tuple(_happenings(case, hidden=hidden)),
        promised=promised(one, case).due if open_now else None,
        decision=proposed if open_now else decided if why else None,
        overridden=why and deciding.against(decided, case.outcome),
        answer="" if hidden else case.answer,
        decided_by=named(case.decided_by),
        seconded_by=named(case.seconded_by),
        proposed=case.proposed if looks else None,
        proposed_by=named(User.objects.filter(pk=case.proposed["by"]).first()) if case.proposed and looks else "",
        asked=asked,
        askable=acting.askable(case),
        waiting=_settled([field for field in acting.given_by_them(case) if field.name in waiting], case),
        waiting_why=acting.reasons_of(case),
        choices={field.name: options(now, field) for field in (*asked, *acting.given_by_them(case))},
        may_act=mine_now,
        decides=deciding_now,
        may_second=_may_second(viewer, case),
        may_take_back=case.proposed is not None and viewer.user_id == case.proposed["by"],
        may_supply=bool(waiting) and acting.may_supply(viewer, case),
        may_withdraw=open_now and case.channel != SYSTEM and acting.may_supply(viewer, case),
        may_undo=not open_now
        and not case.undone_at
        and viewer.may("case.second", place=case.place)
        and (bool(case.changes) or (case.procedure in REOPENED and case.outcome != "withdrawn")),
        undone_at=case.undone_at,
        undone_why=case.undone_why,
        sheets=existing(case, one),
        notice=not open_now and case.outcome != "withdrawn" and _handed(viewer, case),
        elsewhere=_elsewhere(viewer, case),
        examined=veil.ASK if hidden and not open_now else None,
    )


def _handed(viewer: Viewer, case: Case) -> bool:
    """Whether there is a notice for this viewer: nobody gets on paper what they are not told, or what is another's."""
    return veil.words(case) is None and readers.reads_person(viewer, case)


def _elsewhere(viewer: Viewer, case: Case) -> Text | None:
    """The county whose agency handles it, for an agency of the same city that may only read it."""
    own = viewer.user_id is None or viewer.may("case.read", place=case.place)
    reads = viewer.may_in("case.read", city_of(case.place))
    return division_name(case.place) if reads and not own else None


def _may_second(viewer: Viewer, case: Case) -> bool:
    told = case.proposed
    return told is not None and viewer.may("case.second", place=case.place) and viewer.user_id not in {None, told["by"]}


def _steps(one: Declared, case: Case, *, hidden: bool) -> Iterator[Step]:
    """Its steps; the one that decides is shown as going on where its outcome is veiled."""
    moments = {
        e.code.partition(".")[2]: e for e in Event.objects.filter(subject=f"case:{case.pk}").select_related("by")
    }
    passed = case.stage == ""
    place = len(one.procedure.stages) if passed else [s.name for s in one.procedure.stages].index(case.stage)
    for number, stage in enumerate(one.procedure.stages):
        event = moments.get("filed" if number == 0 else (case.outcome if stage.decides and passed else stage.name))
        state = "done" if number < place else ("now" if number == place else "ahead")
        if case.outcome == "withdrawn" and (event is None or stage.decides):  # nobody came to decide it
            state = "ahead"
        if hidden and stage.decides:
            state = "now"
        due = case.due if state == "now" else None
        done = event if state == "done" else None
        yield Step(
            stage.name, stage.label, ROLE_WORDS[stage.role], state, done.at if done else None,
            named(done.by) if done and not (stage.decides and _by_rule(case)) else "", due,
        )  # fmt: skip


def _by_rule(case: Case) -> bool:
    """True for a case that the rules answered at filing: whoever filed it has not decided it."""
    return case.decided_at is not None and case.decided_by_id is None


def _happenings(case: Case, *, hidden: bool) -> Iterator[Happening]:
    for event in Event.objects.filter(subject=f"case:{case.pk}").select_related("by").order_by("at", "pk"):
        if not hidden or event.code.partition(".")[2] in veil.TOLD:
            yield Happening(event.at, event.code, named(event.by))
