"""The filters of the worklist: kept in the address, and remembered until somebody asks for another list."""

from collections.abc import Iterable, Sequence
from datetime import date

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from yiyang.services.cases.declared import Declared
from yiyang.services.cases.worklist import SCOPES, Filter
from yiyang.services.places import division_name
from yiyang.web.templatetags.yiyang_text import say

REMEMBERED = "worklist"
STATES = (
    ("open", _("Open")),
    ("today", _("Due today")),
    ("overdue", _("Overdue")),
    ("papers", _("Papers asked for")),
    ("papers_again", _("Papers asked for again")),
    ("second", _("Waits for a second person")),
    ("closed", _("Closed")),
)
DAY = {"type": "date"}


class WorkFilter(forms.Form):
    """Narrows the worklist; empty fields mean everything."""

    use_required_attribute = False
    scope = forms.ChoiceField(choices=[(one, one) for one in SCOPES], required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Number, name or initials"), required=False, max_length=64)
    procedure = forms.ChoiceField(label=_("Procedure"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    place = forms.ChoiceField(label=_("Agency"), required=False)
    first = forms.DateField(label=_("Filed from"), required=False, widget=forms.DateInput(attrs=DAY))
    last = forms.DateField(label=_("Filed until"), required=False, widget=forms.DateInput(attrs=DAY))

    def offer(self, procedures: Iterable[Declared], agencies: Sequence[str]) -> "WorkFilter":
        """Fill in the procedures and agencies to choose from; with one agency there is nothing to choose."""
        field = self.fields["procedure"]
        if isinstance(field, forms.ChoiceField):
            listed = [(one.procedure.code, say(one.procedure.title)) for one in procedures]
            field.choices = [("", _("All")), *listed]
        near = self.fields["place"]
        if isinstance(near, forms.ChoiceField):
            near.choices = [("", _("All")), *((code, say(division_name(code))) for code in agencies)]
        if len(agencies) < 2:
            del self.fields["place"]
        return self


def wanted(request: HttpRequest) -> Filter:
    """The filter the address asks for; what no list knows falls back to what everybody sees."""
    given = request.GET
    scope = given.get("scope", "")
    state = given.get("state", "")
    return Filter(
        scope=scope if scope in SCOPES else "group",
        procedure=given.get("procedure", "")[:40],
        state=state if state in dict(STATES) else "open",
        text=given.get("text", "").strip()[:64],
        first=_day(given.get("first", "")),
        last=_day(given.get("last", "")),
        place=given.get("place", "")[:6],
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def remembered(request: HttpRequest) -> str:
    """The filters of the last look, for whoever comes back without naming any; "" when there are none."""
    kept = request.session.get(REMEMBERED, "")
    return kept if not request.GET and isinstance(kept, str) else ""


def remember(request: HttpRequest) -> None:
    """Keep the filters of this look, without its page."""
    told = request.GET.copy()
    told.pop("page", None)
    if request.session.get(REMEMBERED, "") != told.urlencode():
        request.session[REMEMBERED] = told.urlencode()[:1000]
