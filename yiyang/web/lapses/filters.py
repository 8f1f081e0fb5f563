"""Which month of the calendar, and which kind of thing in it."""

import re
from datetime import date

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yiyang.law.days import month_span, same_numbered
from yiyang.services.lapses.kinds import KINDS
from yiyang.web.templatetags.yiyang_text import say

MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])", re.ASCII)


class LapseFilter(forms.Form):
    """Narrows the calendar to a month and a kind."""

    use_required_attribute = False
    month = forms.CharField(label=_("Month"), required=False, widget=forms.TextInput(attrs={"type": "month"}))
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def offer(self) -> "LapseFilter":
        """Fill in the kinds, in the language of the page."""
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("All")), *((code, say(kind.label)) for code, kind in KINDS.items())]
        return self


def month(request: HttpRequest) -> str:
    """The month asked for; this month where none is, or what is none."""
    asked = request.GET.get("month", "")
    return asked if MONTH.fullmatch(asked) else f"{timezone.localdate():%Y-%m}"


def kind(request: HttpRequest) -> str:
    """The kind asked for; everything where it is unknown."""
    asked = request.GET.get("kind", "")
    return asked if asked in KINDS else ""


def days(shown: str) -> tuple[date, date]:
    """First and last day of a month."""
    return month_span(shown)


def beside(shown: str) -> tuple[str, str]:
    """The months before and after."""
    first, _last = month_span(shown)
    return f"{same_numbered(first, months=-1):%Y-%m}", f"{same_numbered(first, months=1):%Y-%m}"
