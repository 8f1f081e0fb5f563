"""Which page holds which lists: by the name of its address, in the order of the page."""

from collections.abc import Callable

from yiyang.web.exports import auditing, cases, desks, figures, finding, governing, settled, supervision
from yiyang.web.lists import Asked, Listing

Made = Listing | Callable[[Asked], Listing]

TABLE: dict[str, tuple[Made, ...]] = {
    "months": (settled.MONTHS,),
    "month": (settled.MONTH_LINES, settled.STATEMENTS),
    "statement": (settled.AGENCY_LINES,),
    "own_statement": (settled.OWN_LINES,),
    "own_statements": (settled.OWN_STATEMENTS,),
    "objections": (settled.OBJECTIONS,),
    "own_objections": (settled.OWN_OBJECTIONS,),
    "person_month": (settled.PERSON_MONTH,),
    "own_month": (settled.OWN_MONTH,),
    "cases": (cases.MINE,),
    "worklist": (cases.WORKLIST,),
    "counter": (cases.CLAIMS,),
    "assessments": (supervision.ASSESSMENTS,),
    "scores": (supervision.SCORES,),
    "score": (supervision.SCORE_REASONS, supervision.SCORE_CARERS),
    "score_list": (figures.SCORE_LIST,),
    "summary_list": (figures.SUMMARY_LIST,),
    "users": (supervision.ACCOUNTS,),
    "events": (supervision.EVENTS,),
    "reads": (supervision.READS,),
    "loads": (supervision.LOADS,),
    "load": (supervision.FAULTS,),
    "audits": (auditing.AUDITS,),
    "audit": (auditing.SAMPLE,),
    "handovers": (governing.HANDED_OVER,),
    "governance": (governing.AGREED, governing.HANDLERS),
    "watch": (
        supervision.MEASURES,
        supervision.CONTACTS,
        supervision.PROBLEMS,
        supervision.AUDITS,
        supervision.PUBLICITY,
    ),
    "bookings": (desks.BOOKINGS,),
    "own_clients": (desks.CLIENTS,),
    "own_client": (desks.CLIENT_TASKS, desks.CLIENT_OTHERS),
    "own_provider": (desks.HOUSE_TASKS, desks.HOUSE_STAFF),
    "desk_carers": (desks.DESK_CARERS,),
    "bureau_recipients": (desks.RECIPIENTS,),
    "bureau_institutions": (desks.INSTITUTIONS,),
    "ledger": (desks.BALANCES,),
    "ledger_entries": (desks.ENTRIES,),
    "ledger_entry": (desks.ENTRY,),
    "messages": (desks.MESSAGES,),
    "search": (finding.FOUND_PEOPLE, finding.FOUND_CASES, finding.FOUND_INSTITUTIONS, finding.FOUND_CARERS),
    "dossier": (
        finding.PERSON_RIGHTS,
        finding.PERSON_CASES,
        finding.PERSON_BOOKINGS,
        finding.PERSON_VISITS,
        finding.PERSON_STAYS,
        finding.PERSON_LINES,
        finding.PERSON_EVENTS,
    ),
}
