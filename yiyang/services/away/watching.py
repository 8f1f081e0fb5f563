"""What those who watch over filings for care elsewhere see: promises, filings handled late or out of form, wrong flags.

Each row carries the rule's own answer, so that page and article say the same.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from yiyang.law.decision import Decision, Outcome
from yiyang.law.questions.away import HandleFiling, KeepPromise
from yiyang.law.questions.claims import SUBS
from yiyang.law.words import Text
from yiyang.services import current, events
from yiyang.services.access import Viewer
from yiyang.services.away.effects import WRONG
from yiyang.services.away.filings import AWAY
from yiyang.services.cases.declared import COUNTER, of
from yiyang.services.cases.rights import visible
from yiyang.store.models import Case, Grant

DOCUMENT, RIGHT = "jiangmen_2024", "case.read"
FILINGS = ("away-long-term", "away-temporary", "away-papers", "away-change")
LOOKED_BACK = timedelta(days=90)
"""How long an answer given late stays on the list."""
PROMISED = 200
"""The most rows of a part; the next due first."""


@dataclass(frozen=True)
class Promise:
    """A filing by undertaking whose papers are still to come: what was promised, by when, and whether that is over."""

    person: str
    masked: str
    sub: Text
    papers: tuple[Text, ...]
    by: date
    case: int
    number: str
    decision: Decision

    @property
    def breached(self) -> bool:
        """True once the day is over."""
        return self.decision.outcome is Outcome.REFUSED


@dataclass(frozen=True)
class Late:
    """A filing that was not handled as Article 29 wants, with what was missed."""

    person: str
    number: str
    title: Text
    case: int
    filed_on: date
    due: date | None
    answered_on: date | None
    decision: Decision


@dataclass(frozen=True)
class Wrong:
    """An emergency flag that the record did not bear out."""

    person: str
    institution: str
    case: int
    number: str
    ended: date | None


@dataclass(frozen=True)
class Watched:
    """Everything to watch, as of a day."""

    on: date
    promises: tuple[Promise, ...]
    late: tuple[Late, ...]
    wrong: tuple[Wrong, ...]


def watched(*, viewer: Viewer) -> Watched:
    """Promises, late answers and wrong flags among the cases the viewer may see. Raises NotAllowed."""
    viewer.require(RIGHT)
    events.seen(viewer, "cases:away", "away.watched")
    return Watched(timezone.localdate(), _promises(viewer), _late(viewer), _wrong(viewer))


def _grants(viewer: Viewer) -> list[Grant]:
    own = Case.objects.filter(visible(viewer), document=DOCUMENT)
    found = Grant.objects.filter(kind=AWAY, case__in=own.values("pk"))
    return list(found.select_related("person", "institution", "case").order_by("pk"))


def _promises(viewer: Viewer) -> tuple[Promise, ...]:
    waiting = [
        grant
        for grant in _grants(viewer)
        if grant.facts.get("undertaking") and not grant.facts.get("complete") and not grant.ended
    ]
    rows = [_promise(grant) for grant in waiting if grant.case and grant.person]
    return tuple(sorted(rows, key=lambda row: (row.by, row.case)))[:PROMISED]


def _promise(grant: Grant) -> Promise:
    assert grant.case is not None and grant.person is not None  # noqa: S101 -- as filtered above
    document, today, by = current.document(DOCUMENT), timezone.localdate(), date.fromisoformat(grant.facts["by"])
    fields = {field.name: field.label for field in of(grant.case).procedure.every_field}
    decision = document.questions["away-promise"](KeepPromise(asked_on=today, promised_by=by), document.values(today))
    return Promise(
        person=grant.person.name,
        masked=grant.person.id_masked,
        sub=SUBS[grant.facts["sub"]],
        papers=tuple(fields.get(code, Text(code, code)) for code in grant.facts["promised"]),
        by=by,
        case=grant.case.pk,
        number=str(grant.case.number),
        decision=decision,
    )


def _late(viewer: Viewer) -> tuple[Late, ...]:
    found = Case.objects.filter(visible(viewer), document=DOCUMENT, procedure__in=FILINGS).exclude(outcome="withdrawn")
    since = timezone.now() - LOOKED_BACK
    near = found.filter(filed_at__gte=since) | found.filter(decided_at__isnull=True)
    rows = [_handled(case) for case in near.select_related("person").order_by("filed_at", "pk")]
    return tuple(row for row in rows if row.decision.outcome is Outcome.REFUSED)[:PROMISED]


def _handled(case: Case) -> Late:
    one, filed_on = of(case), timezone.localdate(case.filed_at)
    document, today = current.document(DOCUMENT), timezone.localdate()
    values = document.values(max(filed_on, document.in_force[0] or filed_on))
    due = document.work_calendar.after(filed_on, values["away.days.online"].number).due
    answered = timezone.localdate(case.decided_at) if case.decided_at else None
    refused = case.outcome == "refused"
    question = HandleFiling(
        asked_on=today,
        way="window" if case.channel == COUNTER else "online",
        filed_on=filed_on,
        due=due,
        answer="refused" if refused else "granted" if answered else "open",
        answered_on=answered,
        returned=_returned(case) if refused else None,
        reason=_reasoned(case) if refused else None,
    )
    decision = document.questions["away-handling"](question, document.values(today))
    name = case.person.name if case.person else ""
    return Late(name, str(case.number), one.procedure.title, case.pk, filed_on, due, answered, decision)


def _returned(case: Case) -> bool:
    """The desk said so, or there was nothing to return."""
    return case.filing.get("returned") == "yes" or not case.uploads.exists()


def _reasoned(case: Case) -> bool:
    """In the desk's own words, or in those of the articles that stand in the way."""
    failing = [one for one in (case.decision or {}).get("reasons", ()) if one["finding"] == "unmet"]
    return bool(case.answer or case.filing.get("why_not") or failing)


def _wrong(viewer: Viewer) -> tuple[Wrong, ...]:
    rows = [grant for grant in _grants(viewer) if grant.facts.get(WRONG)]
    return tuple(
        Wrong(
            person=grant.person.name if grant.person else "",
            institution=grant.institution.name if grant.institution else "",
            case=grant.case.pk if grant.case else 0,
            number=str(grant.case.number) if grant.case else "",
            ended=grant.last,
        )
        for grant in rows
    )
