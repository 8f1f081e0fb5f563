"""One new row for a case, with its number, place, clock and event; whoever calls has checked everything else."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

from django.utils import timezone

from yiyang.law.days import Deadline
from yiyang.law.procedure import Stage
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.cases import clocks, messages
from yiyang.services.cases.about import About
from yiyang.services.cases.agencies import agency_of
from yiyang.services.cases.declared import named
from yiyang.services.cases.known import KNOWN
from yiyang.services.cases.situation import Situation
from yiyang.store.models import Case


def opened(now: Situation, filing: Mapping[str, str], key: str = "", via: str = "") -> Case:
    """A case at the stage after the filing, noted in its event."""
    case = _row(now, filing, key, via)
    case.save()
    numbered(case, now)
    told = {"number": case.number, "channel": now.channel, **({"via": via} if via else {})}
    events.record(now.viewer, "case.filed", f"case:{case.pk}", after=told)
    return case


def follow_up(viewer: Viewer, source: Case, code: str, about: About, filing: Mapping[str, str]) -> Case:
    """A case that a decided one brings about (a verification after an admission): filed by the law, not by anybody,
    through the channel "system". It is about its source, whose document goes on for it whatever the day; undoing that
    withdraws it while it is open."""
    one = named(code).completed(filing, timezone.localdate())
    now = Situation(viewer, one, replace(about, case=source), SYSTEM, one.procedure.values(filing))
    case = _row(now, filing, "", "")
    case.filed_by_id = None
    case.save()
    numbered(case, now)
    after = {"number": case.number, "channel": SYSTEM, "after": source.number}
    events.record(viewer, "case.filed", f"case:{case.pk}", after=after)
    if case.stage:
        messages.moved(one, case)
    return case


SYSTEM = "system"


def _row(now: Situation, filing: Mapping[str, str], key: str, via: str) -> Case:
    one = now.declared
    stage = one.procedure.after(one.procedure.stages[0].name)
    deadline = _due(now, stage) if stage else Deadline(None)
    asked = {field.name for field in one.procedure.asked_at(one.procedure.stages[0].name) if field.applies(filing)}
    return Case(
        key=key or uuid4().hex,
        procedure=one.procedure.code,
        document=one.document.code,
        place=agency_of(one, now.about, now),
        channel=now.channel,
        via=via,
        person=now.about.person,
        institution=now.about.institution,
        line=now.about.line,
        visit=now.about.visit,
        about=now.about.case,
        filing={name: text.strip() for name, text in filing.items() if name in asked and text.strip()},
        filed_at=timezone.now(),
        filed_by_id=now.viewer.user_id,
        reached_on=now.today,
        due=deadline.due,
        missing_year=deadline.missing_year,
        stage=stage.name if stage else "",
    )


def _due(now: Situation, stage: Stage) -> Deadline:
    """The last day of the stage after the filing; the day itself where a fact makes it urgent."""
    urgent = stage.urgent and KNOWN[stage.urgent](now)
    return Deadline(now.today) if urgent else clocks.due(now.declared, stage, now.today)


def numbered(case: Case, now: Situation) -> None:
    """Give a saved case the number people quote."""
    prefix = now.declared.document.prefix
    what = now.declared.procedure.code.upper().removeprefix(f"{prefix}-")
    case.number = f"{prefix}-{what}-{now.today.year}-{case.pk:06d}"
    case.save(update_fields=["number"])
