"""The filters of the ledger, kept in the address."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yiyang.services.money.ledger import FUNDS, Account, Sought
from yiyang.web.templatetags.yiyang_desk import month_name
from yiyang.web.templatetags.yiyang_text import say

ALL = ("", _("All"))


class EntryFilter(forms.Form):
    """Narrows entries or balances; empty fields mean all."""

    use_required_attribute = False
    fund = forms.ChoiceField(label=_("Fund"), required=False)
    account = forms.ChoiceField(label=_("Account"), required=False)
    month = forms.ChoiceField(label=_("Month"), required=False)
    statement = forms.ChoiceField(label=_("Statement"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        accounts: Iterable[Account],
        months: Iterable[str],
        statements: Iterable[tuple[str, str]],
    ) -> None:
        """Offer what the books hold, in the language of the page."""
        super().__init__(data)
        self._offer("fund", [(code, say(words)) for code, words in FUNDS.items()])
        self._offer("account", [(one.code, say(one.words)) for one in accounts])
        self._offer("month", [(month, month_name(month)) for month in months])
        self._offer("statement", [(number, f"{number} · {provider}") for number, provider in statements])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [ALL, *choices]

    @property
    def sought(self) -> Sought:
        """What the service is asked for; what does not fit narrows nothing."""
        self.is_valid()
        return Sought(**{name: self.cleaned_data.get(name, "") for name in self.fields})
