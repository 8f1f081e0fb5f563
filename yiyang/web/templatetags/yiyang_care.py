"""How pages for families and supervisors write stars, shares and where somebody looked."""

from django import template
from django.utils.translation import gettext

register = template.Library()
STARS = 5


@register.filter
def stars(count: int) -> str:
    """So many of five stars, filled and empty."""
    return "★" * count + "☆" * (STARS - count)


@register.filter
def percent(per_10000: int) -> str:
    """A share per 10,000 in percent with one decimal: 3111 → 31.1 %."""
    return f"{per_10000 / 100:.1f} %"


@register.filter
def hundredths(value: int) -> str:
    """A mean kept in hundredths: 440 → 4.40."""
    return f"{value // 100}.{value % 100:02d}"


@register.filter
def left(days: int) -> int:
    """Days without their sign, for "ended … days ago"."""
    return abs(days)


@register.filter
def where_words(code: str) -> str:
    """Where somebody looked at personal data, in words; a code nobody described stays as it is."""
    known = {
        "line": gettext("the reasons of one visit"),
        "statement": gettext("a provider's statement"),
        "month": gettext("the month's list"),
        "person_month": gettext("the person's month"),
        "carer_month": gettext("a carer's own month"),
        "carer_visit": gettext("one visit, as its carer"),
        "assessments": gettext("the list of assessments"),
        "accounts": gettext("the list of users"),
        "oversight": gettext("the providers' score table"),
        "search": gettext("what a search found"),
        "dossier": gettext("the person's page"),
        "form": gettext("a form, printed"),
        "notice": gettext("a notice, printed"),
        "paper": gettext("a statement, printed"),
        "export.csv": gettext("a list taken as CSV"),
        "export.xlsx": gettext("a list taken as XLSX"),
        "worklist": gettext("the list of cases"),
        "cases.subjects": gettext("the search for whom to file"),
        "upload": gettext("a paper or photo"),
        "household": gettext("the family's home"),
        "provider_home": gettext("a provider's home"),
        "clients": gettext("a provider's clients"),
        "client": gettext("one client of a provider"),
        "summary": gettext("the month for the bureau"),
        "scorecard": gettext("a provider's score card"),
        "watch": gettext("what supervision has open"),
        "audit": gettext("the sample of an audit"),
        "audits": gettext("the list of audits"),
        "ledger": gettext("the ledger"),
        "recipients": gettext("recipients, for civil affairs"),
        "institutions": gettext("institutions, for the health department"),
        "institution": gettext("one institution, for the health department"),
        "department": gettext("the overview for another department"),
    }
    head, _dot, part = code.partition(".")
    return f"{known[head]} · {part}" if part and head in known else known.get(code, code)
