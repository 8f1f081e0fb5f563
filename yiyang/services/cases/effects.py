"""What a decided case leaves behind: the grant its procedure declares, and what its own module does besides."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from yiyang.law.days import period_end
from yiyang.law.procedure import Leaves
from yiyang.services.access import Viewer
from yiyang.services.assessing import effects as assessing
from yiyang.services.audits import concluding
from yiyang.services.away import effects as away
from yiyang.services.cases.changes import create
from yiyang.services.cases.declared import Declared
from yiyang.services.claims import effects as claims
from yiyang.services.governance import effects as governance
from yiyang.services.inpatient import admitting as inpatient
from yiyang.services.inpatient import insurance, verifying
from yiyang.services.life import events as life
from yiyang.services.life import records, stays
from yiyang.services.life.rights import end
from yiyang.services.outpatient import certifying, choosing
from yiyang.services.plans import effects as plans
from yiyang.services.providers import admitting, sanctions
from yiyang.services.sickbeds import effects as sickbeds
from yiyang.store.models import Case, Grant

Effect = Callable[[Viewer, Case, dict[str, Any]], None]

EFFECTS: dict[str, Effect] = {
    "home-care-assessment": assessing.assessed,
    "reassessment": assessing.assessed,
    "assessment-objection": assessing.reviewed,
    "death": life.died,
    "move": life.moved,
    "scheme-change": life.insured,
    "guardian-change": life.guarded,
    "id-correction": records.renumbered,
    "merge": records.merged,
    "admission": stays.admitted,
    "discharge": stays.discharged,
    "provider-choice": plans.chosen,
    "provider-change": plans.provider_changed,
    "plan-change": plans.plan_changed,
    "provider-filing": admitting.admitted,
    "provider-capability": admitting.admitted,
    "provider-agreement": admitting.agreed,
    "liability-insurance": admitting.insured,
    "provider-sanction": sanctions.taken,
    "audit": concluding.concluded,
    "handler-contract": governance.contracted,
    "department-access": governance.access_granted,
    "special-disease": certifying.certify,
    "special-renewal": certifying.renew,
    "outpatient-choice": choosing.choose,
    "outpatient-change": choosing.change_next_year,
    "outpatient-move": choosing.change_now,
    "outpatient-referral": choosing.refer,
    "inpatient-admission": inpatient.admitted,
    "inpatient-verification": verifying.closed,
    "fraud-transfer": verifying.answered,
    "inpatient-discharge": inpatient.discharged,
    "jm-coverage-change": insurance.changed,
    "jm-death": insurance.died,
    "claim": claims.claimed,
    "advance-payment": claims.claimed,
    "platform-outage": claims.logged,
    "away-long-term": away.filed_long,
    "away-temporary": away.filed_for_a_time,
    "away-referral": away.filed_for_a_time,
    "away-emergency": away.filed_for_a_time,
    "away-papers": away.completed,
    "away-change": away.changed,
    "away-flag": away.flag_checked,
    "home-sickbed": sickbeds.opened,
    "sickbed-closing": sickbeds.closed,
    "sickbed-round": sickbeds.rounded,
    "geriatric-ward": sickbeds.warded,
    "geriatric-stop": sickbeds.stopped,
}
"""Procedure → what follows its decision, whatever the outcome; runs in the transaction of the decision."""

AFTER_UNDO: dict[str, Effect] = {
    "home-care-assessment": assessing.settled_again,
    "reassessment": assessing.settled_again,
    "assessment-objection": assessing.settled_again,
    "death": life.settled_again,
    "move": life.settled_again,
    "scheme-change": life.settled_again,
    "id-correction": records.number_back,
    "merge": records.unmerged,
    "admission": stays.settled_again,
    "discharge": stays.settled_again,
    "provider-sanction": sanctions.taken_back,
    "inpatient-admission": inpatient.unadmitted,
    "inpatient-verification": verifying.reopened,
    "fraud-transfer": verifying.answer_undone,
    "jm-death": life.settled_again,
    "claim": claims.given_back,
    "advance-payment": claims.given_back,
    "home-sickbed": sickbeds.unopened,
}
"""Procedure → what must be computed anew once its changes have been taken back (a month settled again)."""

AT_FILING: dict[str, Effect] = {
    "claim": claims.listed,
    "advance-payment": claims.listed,
}
"""Procedure → what its filing takes at once, before anybody decides; in the transaction of the filing."""


REOPENED = frozenset({"inpatient-verification", "fraud-transfer"})
"""Cases the law filed that change no row: undoing one opens another in its place."""


def follow(viewer: Viewer, one: Declared, case: Case) -> None:
    """Leave the declared grant when granted, then do what the procedure's own module does."""
    given = one.procedure.values(case.filing)
    if case.outcome == "granted" and one.procedure.leaves:
        leave(one, case, one.procedure.leaves, given)
    effect = EFFECTS.get(case.procedure)
    if effect:
        effect(viewer, case, given)


def begin(viewer: Viewer, one: Declared, case: Case) -> None:
    """Do what the procedure's own module does at the filing."""
    effect = AT_FILING.get(case.procedure)
    if effect:
        effect(viewer, case, one.procedure.values(case.filing))


def leave(one: Declared, case: Case, leaves: Leaves, given: dict[str, Any]) -> Grant:
    """The right a granted case leaves; an earlier one of its kind ends the day before it begins."""
    first = given.get(leaves.begins or "") or timezone.localdate()
    facts = {name: jsonable(given[name]) for name in leaves.facts if name in given}
    owner = {"person": case.person, "institution": case.institution}
    if leaves.replaces:
        end_others(case, leaves, facts, first)
    grant = Grant(
        kind=leaves.kind,
        key=f"{leaves.kind}:case:{case.pk}",
        first=first,
        last=_last(one, leaves, first),
        facts=facts,
        case=case,
        **owner,
    )
    create(case, grant)
    return grant


def _last(one: Declared, leaves: Leaves, first: date) -> date | None:
    if leaves.lasts is None:
        return None
    months = one.document.values(first)[leaves.lasts].number
    return period_end(first, months=months)


def end_others(case: Case, leaves: Leaves, facts: dict[str, Any], first: date) -> None:
    """End the subject's other rights of the kind (with the same shared facts) the day before `first`."""
    owner = {"person": case.person} if case.person_id else {"institution": case.institution}
    running = Grant.objects.filter(kind=leaves.kind, **owner).exclude(last__lt=first)
    for grant in running.order_by("pk"):
        if all(grant.facts.get(name) == facts.get(name) for name in leaves.shared):
            end(case, grant, first - timedelta(days=1), "replaced")


def jsonable(value: Any) -> Any:
    """A typed value as JSON keeps it."""
    if isinstance(value, tuple):
        return [jsonable(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
