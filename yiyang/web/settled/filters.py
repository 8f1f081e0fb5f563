"""The filters of a list of lines, kept in the address."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from yiyang.law.questions.home_care import KINDS, SCHEMES
from yiyang.services.money.months import Filter, LinePage, ReasonTotal, StatementSummary
from yiyang.services.sheets import PAGE, Sheet
from yiyang.web.statuses import STATUSES
from yiyang.web.templatetags.yiyang_text import article, say

CHARGED = ("payable", "held", "self_pay", "refused")
Choices = list[tuple[str, Any]]


class LineFilter(forms.Form):
    """Narrows a list of lines; empty fields mean all."""

    use_required_attribute = False
    status = forms.ChoiceField(label=_("Result"), required=False)
    provision = forms.ChoiceField(label=_("Reason (article)"), required=False)
    provider = forms.ChoiceField(label=_("Provider"), required=False)
    kind = forms.ChoiceField(label=_("Kind of care"), required=False)
    scheme = forms.ChoiceField(label=_("Scheme"), required=False)
    text = forms.CharField(label=_("Person or visit"), required=False, max_length=64)

    def offer(self, reasons: Iterable[ReasonTotal], providers: Iterable[StatementSummary]) -> "LineFilter":
        """Fill the choices in from what the list holds; without providers to choose from, that field goes."""
        chosen = self.data.get("provision", "")
        articles = [(one.provision, f"{one.provision} · {article(one.provision)}") for one in reasons]
        if chosen and chosen not in dict(articles):
            articles.append((chosen, chosen))
        self._choose("status", [(code, STATUSES[code].word) for code in CHARGED])
        self._choose("provision", articles)
        self._choose("provider", sorted({(one.provider_code, one.provider) for one in providers}))
        self._choose("kind", [(code, say(text)) for code, text in KINDS.items()])
        self._choose("scheme", [(code, say(text)) for code, text in SCHEMES.items()])
        return self

    def _choose(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        if not choices and name == "provider":
            del self.fields[name]
        elif isinstance(field, forms.ChoiceField):
            field.choices = [("", _("All")), *choices]


def narrowed(request: HttpRequest) -> Filter:
    """The filter that the address asks for; what no list knows simply matches nothing."""
    names = ("status", "provision", "provider", "kind", "scheme", "text")
    return Filter(**{name: request.GET.get(name, "").strip()[:64] for name in names})


def page_number(request: HttpRequest) -> int:
    """The page asked for, the first when the address says something else."""
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1


def pager(lines: LinePage | Sheet[Any]) -> "Page[int]":
    """The page's place among all pages, for the pager."""
    return Paginator(range(lines.count), PAGE).get_page(lines.page)
