"""Filing a case: the right, the checklist, the law's gate, one row and one event; a second sending files nothing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction

from yiyang.law.decision import Decision, Outcome
from yiyang.law.filing import CONTROL, Field
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text
from yiyang.services import locks
from yiyang.services.access import Viewer
from yiyang.services.cases import deciding, lookups
from yiyang.services.cases.about import About, Named, about, resolved, with_chosen
from yiyang.services.cases.agencies import admit, agency_of, handled_elsewhere
from yiyang.services.cases.completeness import complete, only_known
from yiyang.services.cases.declared import Declared, channel, declared
from yiyang.services.cases.effects import begin
from yiyang.services.cases.known import open_ones, question
from yiyang.services.cases.opening import opened
from yiyang.services.cases.proxies import ended, told_when_over
from yiyang.services.cases.rights import visible
from yiyang.services.cases.sealing import sealed
from yiyang.services.cases.situation import Situation
from yiyang.services.errors import (
    AlreadyFiled,
    BadInput,
    Conflict,
    Elsewhere,
    LinkOver,
    NotAllowed,
    NotRegulated,
    Refused,
)
from yiyang.store.models import Case, Draft

Filing = Mapping[str, str]
ALREADY = Text("同一事项已有未办结的申请（{number}）", "{number} on the same matter is still open")
SENT_ELSEWHERE = Text("这份表单已用于另一件申请", "this form was already sent for something else")


def checklist(
    *, viewer: Viewer, code: str, filing: Filing, stage: str = "", named: Named | None = None
) -> list[tuple[Field, Text]]:
    """Everything missing or wrong in a filing, all at once. Raises NotFound, NotAllowed."""
    one = declared(code, filing=filing)
    only_known(one.procedure, one.procedure.every_field, filing)
    filing = sealed(one.procedure, filing)
    found, through = _subject(viewer, one, named or Named())
    now = Situation(viewer, one, found, through, one.procedure.values(filing))
    return [*one.procedure.missing(filing, stage), *lookups.unknown(now, filing, stage)]


def _subject(viewer: Viewer, one: Declared, named: Named) -> tuple[About, str]:
    through = channel(viewer, one)
    if not through:
        raise NotAllowed
    return about(viewer, one, named, through), through


def gate(*, viewer: Viewer, code: str, filing: Filing, named: Named) -> Decision | None:
    """What the law says before anything is filed; None where a procedure has no gate. Raises NotFound, NotAllowed."""
    one = declared(code, filing=filing)
    filing = sealed(one.procedure, filing)
    found, through = _subject(viewer, one, named)
    return asked(one.procedure.gate, Situation(viewer, one, found, through, one.procedure.values(filing)))


def elsewhere(*, viewer: Viewer, code: str, named: Named) -> Elsewhere | None:
    """Which agency handles this instead of the viewer's; None where it may be filed here. Raises as `gate` does."""
    one = declared(code)
    found, through = _subject(viewer, one, named)
    return handled_elsewhere(viewer, Situation(viewer, one, found, through, {}))


def foreseen(*, viewer: Viewer, code: str, filing: Filing, named: Named) -> Decision | None:
    """What the rule that decides would say to a filing as it stands, before anybody has looked at it.

    None where nothing more is asked than at the gate, or where steps lie between whose papers are still to come.
    Raises NotFound, NotAllowed.
    """
    one = declared(code, filing=filing)
    rule, between = one.procedure.question, one.procedure.stages[1:-1]
    if rule is None or rule is one.procedure.gate or between:
        return None
    filing = sealed(one.procedure, filing)
    found, through = _subject(viewer, one, named)
    return asked(rule, Situation(viewer, one, found, through, one.procedure.values(filing)))


def asked(rule: Rule[Any] | None, now: Situation) -> Decision | None:
    """A rule's answer to the facts of a filing, by the day of its event where one counts; None without a rule."""
    if rule is None or now.silent is not None:
        return now.silent
    return rule(question(rule.question, now), now.values)


@transaction.atomic
def file(*, viewer: Viewer, code: str, filing: Filing, named: Named | None = None, key: str = "", via: str = "") -> int:
    """File a case; its id. The same `key` of the same person again gives the id of the first sending.

    via: how it came in, as the document names its ways (a window, an app); the first of the channel when not said.
    Raises NotAllowed, NotFound, BadInput with everything missing or naming the agency it belongs to, NotRegulated for
    an event outside the document's dates, Refused by the law's gate, Conflict when one is open.
    """
    one = declared(code, filing=filing)
    with told_when_over(viewer, one, named or Named()):
        found, through = _subject(viewer, one, named or Named())
    begun_for = found.key
    if one.procedure.alone and begun_for:
        locks.filing(code, begun_for)
    before = _sent(viewer, one, key)
    if before is not None:
        return before
    only_known(one.procedure, one.procedure.every_field, filing)
    filing = sealed(one.procedure, filing)
    complete(one.procedure, one.procedure.missing(filing), filing)
    found = with_chosen(one, found, filing)
    now = Situation(viewer, one, found, through, one.procedure.values(filing))
    complete(one.procedure, lookups.unknown(now, filing, ""), filing)
    admit(viewer, one, through, agency_of(one, found, now))
    way = _way(one.procedure, through, via)
    decision = asked(one.procedure.gate, now)
    if decision and decision.outcome is Outcome.NOT_REGULATED:
        raise NotRegulated(decision.reasons[0].text)
    if decision and decision.outcome is Outcome.REFUSED:  # what is not known blocks nothing: a clerk judges it
        raise Refused(decision)
    _alone(one.procedure, now)
    try:
        with transaction.atomic():
            case = opened(now, filing, key, way)
    except IntegrityError:  # sent twice at the same moment: the second finds the first
        first = _sent(viewer, one, key)
        if first is None:
            _alone(one.procedure, now)
            raise
        return first
    begin(viewer, one, case)
    lookups.attach(case, one.procedure.asked_at(one.procedure.stages[0].name))
    Draft.objects.filter(user=viewer.user_id, procedure=code, subject=begun_for).delete()
    if one.procedure.at_once:
        _answered(now, case)
    return case.pk


def _answered(now: Situation, case: Case) -> None:
    """Decide a filing that the question grants as it stands; anything else waits for a person."""
    decision = asked(now.declared.procedure.question, replace(now, case=case))
    if decision and decision.outcome is Outcome.GRANTED:
        deciding.close(now.viewer, case, outcome="granted", answer="", decision=decision, by=None)


NO_WAY = Text("不是这项业务的办理渠道", "is no way in which this can be filed")


def _way(procedure: Procedure, through: str, via: str) -> str:
    """How it came in: the one said, else the first of the channel. Raises BadInput."""
    codes = [way.code for way in procedure.ways if way.channel == through]
    if via and via not in codes:
        raise BadInput(field="via", value=via[:40], text=NO_WAY, provision=procedure.provision)
    return via or next(iter(codes), "")


def sent(*, viewer: Viewer, code: str, key: str) -> int | None:
    """The case a form was filed as under its key; None while it has not been sent. Raises NotFound, Conflict."""
    return _sent(viewer, declared(code), key)


def _sent(viewer: Viewer, one: Declared, key: str) -> int | None:
    first = Case.objects.filter(key=key).first() if key.isprintable() and key else None
    if first is None:
        return None
    if first.filed_by_id != viewer.user_id or first.procedure != one.procedure.code:
        raise Conflict(SENT_ELSEWHERE)
    return first.pk


def _alone(procedure: Procedure, now: Situation) -> None:
    if not procedure.alone or not now.about.key:
        return
    other = open_ones(procedure.code, now.about).first()
    if other:
        seen = Case.objects.filter(visible(now.viewer), pk=other.pk).exists()
        raise AlreadyFiled(ALREADY.filled(number=other.number), other.pk if seen else None)


@transaction.atomic
def save_draft(*, viewer: Viewer, code: str, filing: Filing, named: Named | None = None, key: str = "") -> str:
    """Keep a half-filled form; the key under which it will be filed once. Raises NotAllowed, NotFound.

    key: the one the form was shown with, so that a page kept open goes on under the same.
    """
    one = declared(code, filing=filing)
    found, _through = _subject(viewer, one, named or Named())
    if viewer.user_id is None:
        raise NotAllowed  # a draft belongs to somebody
    return _kept(viewer.user_id, one, found.key, filing, key).key


KEPT = 200_000
"""The most characters of one field that a draft keeps: whatever is too long to be filed is still not lost."""


def _kept(user: int, one: Declared, subject: str, filing: Filing, key: str) -> Draft:
    names = {field.name for field in one.procedure.every_field}
    told = sealed(one.procedure, filing).items()
    kept = {name: plain(text)[:KEPT] for name, text in told if name in names}
    draft, _made = Draft.objects.update_or_create(
        user_id=user,
        procedure=one.procedure.code,
        subject=subject,
        defaults={"document": one.document.code, "filing": kept},
        create_defaults={"document": one.document.code, "filing": kept, "key": plain(key)[:64] or uuid4().hex},
    )
    return draft


def plain(text: str) -> str:
    """A text without the characters that nobody sees and no filing may hold."""
    return CONTROL.sub("", text)


@transaction.atomic
def keep_unsent(*, viewer: Viewer, code: str, filing: Filing, named: Named) -> LinkOver | None:
    """Keep what was typed into a form whose link has ended meanwhile; the refusal to show. None where none has ended.

    Whoever is linked again finds the draft as they left it. Raises NotFound, NotRegulated.
    """
    one = declared(code, filing=filing)
    over = ended(viewer, one, named)
    if over is not None and viewer.user_id is not None and any(filing.values()):
        _kept(viewer.user_id, one, resolved(named).key, filing, "")
    return over


def draft(*, viewer: Viewer, code: str, named: Named | None = None) -> tuple[dict[str, str], str]:
    """What the viewer had filled in and the key to file it under; empty and a fresh key without a draft."""
    one = declared(code)
    found, _through = _subject(viewer, one, named or Named())
    kept = Draft.objects.filter(user=viewer.user_id, procedure=code, subject=found.key).first()
    if kept is None:
        return {}, uuid4().hex
    asked = declared(code, filing=kept.filing).procedure.every_field  # a dated list may ask for others by now
    names = {field.name for field in asked}
    return {name: text for name, text in kept.filing.items() if name in names}, kept.key
