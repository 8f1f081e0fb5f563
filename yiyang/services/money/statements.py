"""A provider's statements of a month: which is open, which lines stand, and what they add up to."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Q, QuerySet

from yiyang.law.days import month_span
from yiyang.services.facts import SHANGHAI, instant
from yiyang.store.models import Institution, Line, Statement


def current_lines(place: str, month: str) -> "QuerySet[Line]":
    """The lines that stand: those no later line supersedes."""
    return Line.objects.filter(statement__place=place, statement__month=month, superseded_by__isnull=True)


def standing_lines(place: str, month: str) -> dict[int, Line]:
    """The line that stands for each visit of the month, by visit, even when an earlier check-in put it elsewhere."""
    first, last = month_span(month)
    rows = Line.objects.filter(
        superseded_by__isnull=True,
        visit__place=place,
        visit__check_in__gte=instant(first),
        visit__check_in__lt=instant(last + timedelta(days=1)),
    )
    return {line.visit_id: line for line in rows.defer("facts")}


def moved(place: str, month: str) -> dict[str, set[int]]:
    """Visits that a correction has taken out of the month while a line of it still stands: keys by their new month."""
    first, last = month_span(month)
    found: dict[str, set[int]] = defaultdict(set)
    inside = Q(visit__check_in__gte=instant(first), visit__check_in__lt=instant(last + timedelta(days=1)))
    for visit, check_in in current_lines(place, month).exclude(inside).values_list("visit_id", "visit__check_in"):
        found[f"{check_in.astimezone(SHANGHAI):%Y-%m}"].add(visit)
    return found


def open_for(place: str, month: str, institutions: set[int]) -> dict[int, int]:
    """The unsigned statement of each provider, a new round where the last one is signed; ids by provider."""
    codes = dict(Institution.objects.filter(pk__in=institutions).values_list("pk", "code"))
    return {pk: _open(place, month, pk, codes[pk]).pk for pk in sorted(institutions)}


def _open(place: str, month: str, institution: int, code: str) -> Statement:
    last = Statement.objects.filter(place=place, month=month, institution_id=institution).order_by("-round").first()
    if last and not last.signed_at:
        return last
    number = last.round + 1 if last else 1
    return Statement.objects.create(
        place=place, month=month, institution_id=institution, round=number, number=f"{place}-{month}-{code}-{number}"
    )
