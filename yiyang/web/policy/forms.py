"""What a policy maker asks: place, month, one value and what it would be, over whom."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yiyang.law.values import Value
from yiyang.services.documents.what_if import Changeable
from yiyang.web.addresses import Month
from yiyang.web.templatetags.yiyang_text import figure, say

LOADED, GENERATED = "loaded", "generated"
FEWEST, MOST = 10_000, 1_000_000
SEEDS = 2**31 - 1
NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,4})?")
HUNDREDTHS = ("per_10000", "fen")
"""Units that pages write as percent or yuan: a hundred of the unit to one as written."""


class WhatIfForm(forms.Form):
    """One changed value; the population is the loaded month or generated people."""

    name = forms.ChoiceField(label=_("Value to change"))
    value = forms.CharField(
        label=_("What it would be"),
        help_text=_("In the unit the value is shown in: percent, yuan, minutes, visits."),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal", "autocomplete": "off"}),
    )
    month = forms.RegexField(
        rf"^(?:{Month.regex})$",
        label=_("Month"),
        widget=forms.TextInput(attrs={"type": "month", "class": "govuk-input--width-10"}),
        error_messages={"invalid": _("Write a month such as 2022-05.")},
    )
    population = forms.ChoiceField(
        label=_("Over whom"),
        choices=[(LOADED, _("the people of the loaded month")), (GENERATED, _("generated people (illustrative)"))],
        widget=forms.RadioSelect,
    )
    people = forms.IntegerField(
        label=_("How many generated people"),
        min_value=FEWEST,
        max_value=MOST,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-10", "step": "10000"}),
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        help_text=_("The same seed gives the same people."),
        min_value=1,
        max_value=SEEDS,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )
    place = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, choices: Sequence[Changeable], *args: Any, **kwargs: Any) -> None:
        """Offer the values that the place's charge looks at."""
        super().__init__(*args, **kwargs)
        self.known = {one.value.name: one for one in choices}
        self.fields["name"].choices = [(name, _named(one)) for name, one in self.known.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the new value in the unit of the one it replaces; generated people need a number."""
        found = super().clean() or self.cleaned_data
        one = self.known.get(found.get("name", ""))
        if one and found.get("value"):
            found["text"] = self._whole(one.value, found["value"])
        if found.get("population") == GENERATED and not found.get("people") and "people" not in self.errors:
            self.add_error("people", _("Say how many people to generate."))
        return found

    def _whole(self, value: Value, written: str) -> str:
        """The new value as the document's own whole number."""
        digits = written.replace(",", "").replace("，", "").strip().strip("%％¥元 ")
        amount = Decimal(digits) * _per_unit(value) if NUMBER.fullmatch(digits) else None
        if amount is None or amount != int(amount):
            self.add_error("value", gettext("Write a number in the unit of %(now)s.") % {"now": figure(value)})
            return ""
        if value.unit == "per_10000" and amount > WHOLE:
            self.add_error("value", _("A share is at most 100 %."))
            return ""
        return str(int(amount))

    @property
    def of_place(self) -> str:
        """The place the choices are of."""
        return str(self.initial["place"])

    @property
    def generated_by(self) -> int | None:
        """The seed of generated people; None for the loaded month."""
        return self.cleaned_data["seed"] or 1 if self.over else None

    @property
    def over(self) -> int | None:
        """How many people to generate; None for the loaded month."""
        return self.cleaned_data["people"] if self.cleaned_data["population"] == GENERATED else None


WHOLE = 10_000


def _per_unit(value: Value) -> int:
    return 100 if value.unit.startswith(HUNDREDTHS) else 1


def _named(one: Changeable) -> str:
    return f"{one.article} {say(one.value.label)}: {figure(one.value)}"
