"""Every address of the resolver and who may do what there: an address that is not in this table fails the matrix.

Columns are people: nobody (signed out), idle (signed in, every membership over), the nine roles. Each role asks for
its own thing, and somebody of the same role elsewhere (another person, carer, provider, place) asks for that very
thing; `none` is a thing that does not exist.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponseBase
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from yiyang.services import demo
from yiyang.store.models import Role

NOBODY, IDLE = "nobody", "idle"
ROLES = tuple(str(login.role) for login in demo.LOGINS)
SIGNED_IN = (IDLE, *ROLES)
EVERYBODY = (NOBODY, *SIGNED_IN)
AGENCY = ("clerk", "reviewer", "supervisor")
OWN, OTHER, NONE = "own", "other", "none"
SIGN_IN = "→ account_login"
Result = int | str  # a status, or "→ name" of the address that a redirect leads to
But = dict[tuple[str, str, str], Result]


@dataclass(frozen=True)
class Route:
    """One address: `may` are those let in, and get `get` for their own, `other` elsewhere, `none` for what is not.

    Anybody else signed in gets `refused`, nobody `closed`. `post` is what those let in get for an empty form (405
    where none is taken). `but` are exceptions by (method, person, case); `query` completes the address.
    """

    name: str
    may: tuple[str, ...] = EVERYBODY
    get: Result = 200
    post: Result = 405
    other: Result | None = None
    none: Result = 404
    refused: Result = 403
    closed: Result = SIGN_IN
    query: str = ""
    page: bool = True
    but: But = field(default_factory=dict)
    looks: tuple[str, ...] = ()

    def expected(self, method: str, person: str, case: str) -> Result:
        """What somebody gets there."""
        if (method, person, case) in self.but:
            return self.but[method, person, case]
        if person == NOBODY and person not in self.may and self.page_like:
            return self.closed
        if method == "post" and self.post == 405:
            return 405
        if person not in self.may:
            return self.closed if person == NOBODY else self.refused
        own = self.get if method == "get" else self.post
        elsewhere = own if self.other is None else self.other
        return {OWN: own, OTHER: elsewhere, NONE: self.none}[case]

    @property
    def page_like(self) -> bool:
        """Asks who one is before it looks at the method; the JSON interface knows its methods first."""
        return not self.name.startswith("api:")

    @property
    def seen_by(self) -> tuple[str, ...]:
        """For whom the page is looked at in a browser: everybody it differs for."""
        return self.looks or tuple(person for person in self.may if person != IDLE)[:1]


def api(name: str, *, may: tuple[str, ...] = EVERYBODY, **told: Any) -> Route:
    """An address of the JSON interface: nobody is asked to sign in by a redirect."""
    return Route(name, may, closed=401, page=False, **told)


def account(name: str, *, get: Result = 200, post: Result = 200, **told: Any) -> Route:
    """An address of the sign-in library for whoever is signed in."""
    return Route(name, SIGNED_IN, get=get, post=post, **told)


CLOSED_DOORS = ("account_email", "account_email_verification_sent")
COUNTER = ("clerk", "administrator", "provider")
ADMINS_ANYWHERE: But = {("get", "administrator", OTHER): 200, ("post", "administrator", OTHER): 422}
"""Administrators have no place: those elsewhere do the same."""
GET_NEVER: But = {("get", person, case): 405 for person in SIGNED_IN for case in (OWN, OTHER, NONE)}
OWN_LINK: But = {**GET_NEVER, ("post", "family", OWN): "→ links", ("post", "clerk", OWN): "→ links"}
PROVIDER_SEES: But = {("get", "provider", OWN): 403}
AGENCY_SEES: But = {(m, role, OWN): 403 for m in ("get", "post") for role in ("provider", "clerk", "supervisor")}
CLERKS_MAY_LOOK: But = {
    **{("get", role, case): {OWN: 200, OTHER: 404, NONE: 404}[case] for role in AGENCY for case in (OWN, OTHER, NONE)},
    **{("get", "provider", OWN): 403, ("post", "provider", OWN): 403},
    **{("post", role, OWN): 403 for role in ("clerk", "supervisor")},
}
MAY_SEE_LINES = ("family", "carer", "provider", *AGENCY)
MAY_SEE_STATEMENTS = ("provider", *AGENCY)
MAY_SEE_AMOUNTS = ("family", *MAY_SEE_STATEMENTS)
SEARCHERS = ("family", "provider", *AGENCY)
FAMILY_ELSEWHERE: But = {("get", "family", case): 404 for case in (OWN, OTHER, NONE)}  # they have pages of their own
OWN_MESSAGE: But = {**GET_NEVER, ("post", "family", OWN): "→ messages"}
ONLY_OWN_MONTHS: But = {("get", "reviewer", OTHER): 403}  # a policy maker has no place and sees sums of all
WHAT_IF = "?name=home_care.fund_share.resident&value=75&month=2022-05&population=loaded&place=220100"
START = "→ home"
VISITS = ("family", "carer", "provider", *AGENCY)
"""Whom a visit or booking concerns: those who made it, those it is for, the agency of the place."""
ONLY_SENT: But = {("get", person, case): 405 for person in EVERYBODY for case in (OWN, OTHER, NONE)}
CHANGES: But = {
    **ONLY_SENT,
    **{("get", NOBODY, case): SIGN_IN for case in (OWN, NONE)},
    **{("post", person, OWN): 403 for person in ("carer", *AGENCY)},
}
"""A booking is changed by those it is for and by the desk; the others who may see it may not."""
FIRST_CONFIRM = "→ account_reauthenticate"

LAPSING = ("family", "provider", *AGENCY)
POSTED = ("checklist", "file", "act", "decide", "second", "papers", "supply", "withdraw")
MAY_SEE_CASES = ("family", *AGENCY)
WORKERS = tuple(role for role in ROLES if role not in {"family", "carer"})
NO_PROCEDURE: But = {(method, person, NONE): 404 for method in ("get", "post") for person in SIGNED_IN}
FILERS: But = NO_PROCEDURE | {(method, "clerk", OWN): 200 for method in ("get", "post")}
FILERS |= {(method, "clerk", OTHER): 403 for method in ("get", "post")}
CHECKERS = NO_PROCEDURE | {(method, "clerk", OTHER): 403 for method in ("get", "post")}
NOT_SENT: But = {("get", person, case): 405 for person in EVERYBODY for case in (OWN, OTHER, NONE)}
TO_THE_CASE: But = {("get", person, case): "→ case" for person in SIGNED_IN for case in (OWN, OTHER, NONE)}
NOTHING_TO_UNDO: But = {**TO_THE_CASE, **{("post", role, OWN): 403 for role in ("family", "clerk", "supervisor")}}


def step(name: str, *, but: But | None = None) -> Route:
    """A step of a case: looked at without being taken it leads to the case; an empty form names no version."""
    but = TO_THE_CASE if but is None else but
    return Route(name, MAY_SEE_CASES, post=409, other=404, refused=404, but=but, page=False)


CHANGERS = (*AGENCY, "policy")
OTHER_REVIEWER: But = {("get", "reviewer", OTHER): 403, ("post", "reviewer", OTHER): 403}
"""A reviewer changes the values of their own place; a policy maker has no place."""
AGREED: But = {**GET_NEVER, ("post", "reviewer", OTHER): 403}

CASES = (
    Route("cases", ("family", "carer", "provider")),
    Route("present", ("provider",), post=422),
    Route("outpatient_check", ("provider",), post=422),
    Route("new_case", SIGNED_IN, looks=("family", "clerk")),
    Route(
        "file_case", ("family", "clerk"), get="→ file_case", post="→ file_case", but=FILERS, looks=("family", "clerk")
    ),
    Route("check_case", ("family", "clerk"), get="→ file_case", post="→ file_case", but=CHECKERS, page=False),
    Route("filed_case", MAY_SEE_CASES, refused=404, other=404),
    Route("case", MAY_SEE_CASES, refused=404, other=404, looks=("family", "clerk")),
    *(
        step(f"{name}_case")
        for name in ("act", "decide", "second", "papers", "supply", "withdraw", "take", "hand_over")
    ),
    step("undo_case", but=NOTHING_TO_UNDO),
    Route("upload", MAY_SEE_CASES, refused=404, other=404, page=False),
    Route("evidence_zip", MAY_SEE_CASES, get=404, refused=404, other=404, page=False),  # for a transfer for fraud alone
    Route("worklist", WORKERS, looks=("clerk", "provider")),
    Route("bulk_cases", WORKERS, get="→ worklist", post="→ worklist", page=False),
    api("api:procedures"),
    api("api:procedure"),
    *(api(f"api:{name}", may=SIGNED_IN, get=405, post=400, none=400, but=NOT_SENT) for name in POSTED),
    api("api:cases", may=SIGNED_IN),
    Route("lapses", LAPSING, looks=("family", "clerk", "provider")),
    api("api:lapses", may=LAPSING, query="?first=2026-11-01&last=2026-11-30"),
    api("api:bulk", may=SIGNED_IN, post=400, none=400, but=ONLY_SENT),
    api("api:bulk_preview", may=SIGNED_IN, post=400, none=400, but=ONLY_SENT),
    api(
        "api:away_settlement",
        may=("family",),
        refused=404,
        other=404,
        query="?setting=inpatient&place=440106&on=2026-08-31",
    ),
    api("api:presented", may=SIGNED_IN, post=400, none=400, but=ONLY_SENT),
    api("api:case", may=MAY_SEE_CASES, refused=404, other=404),
)
"""Addresses of cases; the case asked for is the daughter's, and waits at the clerk's step."""

TABLE = (
    Route("healthz", page=False),
    Route("readyz", page=False),
    Route("metrics", page=False),  # from this machine alone: tests/services/test_health.py
    Route("account_login", (NOBODY,), post=200, refused=START),
    Route("account_logout", SIGNED_IN, post=START, closed=START),
    Route("account_inactive"),
    account("account_reauthenticate"),
    account("account_change_password"),
    account("account_set_password", get="→ account_change_password", post="→ account_change_password", page=False),
    *(Route(name) for name in CLOSED_DOORS),
    Route("account_signup", (NOBODY,), post=422, refused="→ links"),
    Route("account_reset_password", post=422),
    account("sign_out_everywhere"),  # without its button nothing ends
    account("links", post=405, looks=("family",)),
    account("link_new", post=422, looks=("family",)),
    Route("link_revoke", SIGNED_IN, post=404, but=OWN_LINK, page=False),
    account("mfa_index", post=405, looks=("secured",)),
    Route("mfa_authenticate", (), refused=START, post=START, looks=("halfway",)),
    account("mfa_reauthenticate", get=FIRST_CONFIRM, post=FIRST_CONFIRM, looks=("secured",)),
    account("mfa_activate_totp", get=FIRST_CONFIRM, post=FIRST_CONFIRM, looks=("fresh",)),
    account("mfa_deactivate_totp", get=404, post=404, looks=("secured",)),
    account("mfa_view_recovery_codes", get=404, post=405, looks=("secured",)),
    account("mfa_generate_recovery_codes", get=FIRST_CONFIRM, post=FIRST_CONFIRM, looks=("secured",)),
    account("mfa_download_recovery_codes", get=404, post=404, page=False),
    Route("set_language", get=START, post=START, page=False),
    Route("preferences", get=405, post=START, page=False),
    Route("api_docs"),
    api("api:openapi-json", post=200),
    api("api:questions"),
    api("api:schema"),
    api("api:ask", get=405, post=422, but={("get", person, NONE): 405 for person in EVERYBODY}),
    api("api:documents"),
    api("api:document"),
    api("api:provisions"),
    api("api:values"),
    api("api:provision"),
    api("api:settled_months", may=AGENCY),
    api("api:month_lines", may=AGENCY, other=403, none=403),
    api("api:statements", may=SIGNED_IN),  # only one's own are listed
    api("api:statement", may=MAY_SEE_STATEMENTS, refused=404, other=404),
    api("api:statement_lines", may=MAY_SEE_STATEMENTS, refused=404, other=404),
    api("api:line", may=MAY_SEE_LINES, refused=404, other=404),
    api("api:amendments", may=CHANGERS),
    api("api:amendment", may=CHANGERS),
    api("api:value_history"),
    api("api:propose", may=SIGNED_IN, get=405, post=400, none=400, but=NOT_SENT),
    api("api:move_amendment", may=SIGNED_IN, get=405, post=400, none=400, but=NOT_SENT),
    api("api:services"),
    api("api:service"),
    api("api:keep_upload", may=SIGNED_IN, post=422, but=ONLY_SENT),
    api("api:visit_day", may=("carer",)),
    api("api:visit_report", may=SIGNED_IN, post=400, but=ONLY_SENT),
    api("api:visit_photo", may=SIGNED_IN, post=422, none=422, but=ONLY_SENT),
    api("api:booking", may=VISITS, refused=404, other=404),
    api("api:book_visit", may=SIGNED_IN, post=400, but=ONLY_SENT),
    api("api:cancel_booking", may=SIGNED_IN, post=400, none=400, but=ONLY_SENT),
    api("api:api-root", get=404, post=404),
    api("api/v1/", get=404, post=404),
    *CASES,
    Route("home", looks=(NOBODY, *ROLES)),
    Route("line", MAY_SEE_LINES, refused=404, other=404, looks=("family", "carer", "provider", "clerk")),
    Route("check"),
    Route("checked"),
    Route("blank_form_pdf", page=False),
    Route("blank_sheet_pdf", page=False),
    Route("sheet_pdf", MAY_SEE_CASES, refused=404, other=404, page=False),
    Route("case_form_pdf", MAY_SEE_CASES, refused=404, other=404, page=False),
    Route("notice", MAY_SEE_CASES, get=404, refused=404, page=False),  # an undecided case has none
    Route("line_notice", MAY_SEE_AMOUNTS, refused=404, other=404, page=False),
    Route("receipt", ("family",), other=404, page=False),
    Route("search", SEARCHERS, post="→ search", looks=("family", "clerk")),
    Route("dossier", MAY_SEE_STATEMENTS, other=404, but=FAMILY_ELSEWHERE),
    Route("messages", SIGNED_IN, post="→ messages", looks=("family", "clerk")),
    Route("message_read", SIGNED_IN, post=404, but=OWN_MESSAGE, page=False),
    Route("statement_pdf", MAY_SEE_STATEMENTS, refused=404, other=404, page=False),
    Route("statement_xlsx", MAY_SEE_STATEMENTS, refused=404, other=404, page=False),
    Route("month_csv", AGENCY, other=403, none=403, page=False),
    Route("months", AGENCY),
    Route("month", AGENCY, other=403, none=403),
    Route("statement", AGENCY, refused=404, other=404, but=PROVIDER_SEES, looks=("reviewer",)),
    Route("sign", ("reviewer",), post=409, refused=404, other=404, but=AGENCY_SEES),
    Route("release", ("reviewer",), post=409, refused=404, other=404, but=AGENCY_SEES),
    Route("objections", AGENCY),
    Route("objection", ("reviewer",), post=422, refused=404, other=404, but=CLERKS_MAY_LOOK),
    Route("own_statements", ("provider",)),
    Route("own_statement", ("provider",), refused=404, other=404),
    Route("object", ("provider",), post=422, other=404),
    Route("own_objections", ("provider",)),
    Route("people", ("family",)),
    Route("person", ("family",), get="→ person_month", other=404, page=False),
    Route("person_month", ("family",), other=404),
    Route("carer_app", looks=("carer",)),
    Route("carer_worker", page=False),
    Route("carer_manifest", page=False),
    Route("bookings", ("family", "provider"), looks=("family", "provider")),
    Route("new_booking", ("family", "provider"), post=422, looks=("family", "provider")),
    Route("booking", VISITS, refused=404, other=404, looks=("family", "provider")),
    Route("change_booking", VISITS, post=422, refused=404, other=404, but=CHANGES, page=False),
    Route(
        "confirm_visit",
        VISITS,
        post=422,
        refused=404,
        other=404,
        but={("post", "family", OWN): 409},
        looks=("family", "provider", "clerk"),
    ),
    Route("upload_original", AGENCY, refused=404, other=404, page=False),
    Route("own_visits", ("carer",), get="→ own_month", page=False),
    Route("own_month", ("carer",), none=200),  # a month without visits says so
    Route("own_visit", ("carer",), other=404),
    Route("what_if", ("reviewer", "policy"), query=WHAT_IF, but=ONLY_OWN_MONTHS, looks=("policy",)),
    Route("what_if_json", ("reviewer", "policy"), query=WHAT_IF, but=ONLY_OWN_MONTHS, page=False),
    Route("services"),
    Route("service"),
    Route("amendments", CHANGERS, looks=("policy",)),
    Route("new_amendment", ("reviewer", "policy"), post=422, but=OTHER_REVIEWER, looks=("reviewer",)),
    Route("agreed_amendment", ("reviewer", "policy"), post="→ new_amendment", but=AGREED, page=False),
    Route("values_file", page=False),
    Route("value_history"),
    Route("amendment", CHANGERS, looks=("reviewer", "policy")),
    Route("move_amendment", CHANGERS, post=422, but=GET_NEVER, page=False),
    Route("documents"),
    Route("questions"),
    Route("provision", get="→ document", page=False),
    Route("document"),
    Route("ask", post=422),
    Route("assessments", ("clerk", "reviewer", "assessor", "supervisor")),
    Route("providers", AGENCY, get="→ scores", other=200, page=False),
    Route("scores", AGENCY, other=403, none=403),
    Route("score", AGENCY, other=403, none=403),
    Route("summaries", AGENCY, get="→ summary", other=200, page=False),
    Route("summary", AGENCY, other=403, none=403, looks=("supervisor",)),
    Route("summary_list", AGENCY, other=403, none=403, looks=("supervisor",)),
    Route("score_list", AGENCY, other=403, none=403, looks=("supervisor",)),
    Route("away_watched", AGENCY, looks=("clerk",)),
    Route("sickbeds_watched", AGENCY, looks=("clerk",)),
    Route("handovers", AGENCY, looks=("clerk",)),
    Route("governance", AGENCY, looks=("supervisor",)),
    Route("watching", AGENCY, get="→ watch", page=False),
    Route("watch", AGENCY, other=403, none=403, looks=("supervisor",)),
    Route("audits", ("supervisor", "provider", "health"), looks=("supervisor", "provider")),
    Route("audit", ("supervisor",), post=422, other=404),
    Route("own_provider", ("provider",)),
    Route("own_clients", ("provider",)),
    Route("own_client", ("provider",), other=404),
    Route("ledger", ("finance",)),
    Route("ledger_entries", ("finance",)),
    Route("ledger_entry", ("finance",), other=404),
    Route("bureau_recipients", ("civil_affairs",)),
    Route("bureau_institutions", ("health",)),
    Route("bureau_institution", ("health",), other=404),
    Route("overviews", ("department",), get="→ overview", other=200, page=False),
    Route("overview", ("department",), other=403, none=403),
    Route("users", ("administrator",)),
    Route("user_new", ("administrator",), post=422),
    Route("user", ("administrator",)),
    Route("role_new", ("administrator",), post=422),
    Route("role_end", ("administrator",), post=422),
    Route("user_leave", ("administrator",), post=422),
    Route("user_unlock", ("administrator",), post="→ user", but=GET_NEVER, page=False),
    Route("counter", COUNTER, post=422, looks=("clerk", "provider")),
    Route("counter_code", COUNTER, post=422, other=404, but=ADMINS_ANYWHERE, looks=COUNTER),
    Route("counter_link", ("clerk",), post=422),
    Route("counter_claim", ("clerk",), post=422, other=404),
    Route("desk_carers", ("provider",)),
    Route("desk_carer_new", ("provider",), post=422, other=404),
    Route("desk_carer_leave", ("provider",), post=422, other=404),
    Route("events", ("supervisor", "administrator")),
    Route("reads", ("supervisor", "administrator")),
    Route("loads", ("clerk", "administrator")),
    Route("load", ("clerk", "administrator"), but={("get", "clerk", OTHER): 404}),
)
ROUTES = {route.name: route for route in TABLE}


def listed(
    patterns: list[URLPattern | URLResolver] | None = None, above: str = "", space: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every address of the resolver by name (with its namespace), by its pattern where it has none."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        here = above + str(one.pattern)
        if isinstance(one, URLPattern):
            yield (f"{space}{one.name}" if one.name else here), one
        else:
            yield from listed(one.url_patterns, here, f"{one.namespace}:" if one.namespace else space)


def told(answer: HttpResponseBase) -> Result:
    """The status, or where a redirect leads, by name."""
    if answer.status_code not in {301, 302}:
        return answer.status_code
    there = answer["Location"].partition("?")[0].partition("#")[0]
    try:
        return f"→ {resolve(there).view_name}"
    except Resolver404:
        return f"→ {there}"


ROLE_NAMES = {str(login.role): login.username for login in demo.LOGINS}
assert set(ROLES) == {str(role) for role in Role}
