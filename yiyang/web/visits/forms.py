"""Forms of bookings: when, by whom, which items; and the satisfaction form."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext, gettext_lazy

from yiyang.law.questions.home_care import KINDS
from yiyang.services.visits.ahead import Choice, Client
from yiyang.services.visits.reading import Booked
from yiyang.web.documents.fields import ItemsField
from yiyang.web.templatetags.yiyang_text import say

Choices = list[tuple[str, str]]


def _date() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"})


def _clock() -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "govuk-input--width-10"})


class TimeForm(forms.Form):
    """A day, a time and a carer."""

    use_required_attribute = False
    day = forms.DateField(label=gettext_lazy("Day"), widget=_date())
    at = forms.TimeField(label=gettext_lazy("Start time"), widget=_clock())
    carer = forms.ChoiceField(label=gettext_lazy("Carer"), required=False)

    def __init__(self, *args: Any, carers: Iterable[Choice] = (), nobody: str = "", **kwargs: Any) -> None:
        """Offer the carers; `nobody` is what stands for no choice."""
        super().__init__(*args, **kwargs)
        offered = [("", nobody or gettext("Whoever is free")), *((one.code, one.name) for one in carers)]
        self.fields["carer"].choices = offered  # type: ignore[attr-defined]

    @property
    def starts_at(self) -> datetime:
        """The local time chosen."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["at"])


class BookForm(TimeForm):
    """A visit wanted; sent twice it books once, because its key stays with the form."""

    person = forms.TypedChoiceField(label=gettext_lazy("Client"), coerce=int)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of care"), widget=forms.RadioSelect)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    field_order = ("person", "kind", "day", "at", "carer", "key")

    def __init__(self, *args: Any, people: Iterable[Client], kinds: Iterable[str] = KINDS, **kwargs: Any) -> None:
        """Offer the persons (one alone is not asked for) and the kinds of care."""
        super().__init__(*args, **kwargs)
        offered = [(one.id, one.name) for one in people]
        self.fields["person"].choices = offered  # type: ignore[attr-defined]
        if len(offered) == 1:
            self.fields["person"].widget = forms.HiddenInput()
            self.fields["person"].initial = offered[0][0]
        self.fields["kind"].choices = [(code, say(KINDS[code])) for code in kinds]  # type: ignore[attr-defined]
        self.fields["key"].initial = uuid4().hex


class CauseForm(forms.Form):
    """Why a booking ends."""

    use_required_attribute = False
    cause = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=80)


class SubstituteForm(forms.Form):
    """Who comes instead."""

    use_required_attribute = False
    carer = forms.ChoiceField(label=gettext_lazy("Carer"))

    def __init__(self, *args: Any, carers: Iterable[Choice], **kwargs: Any) -> None:
        """Offer the provider's carers."""
        super().__init__(*args, **kwargs)
        self.fields["carer"].choices = [(one.code, one.name) for one in carers]  # type: ignore[attr-defined]


class SwapForm(forms.Form):
    """Which items go out and which come in; the desk writes down who asked."""

    use_required_attribute = False
    out = forms.MultipleChoiceField(label=gettext_lazy("Instead of"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, one: Booked, catalogue: Choices, desk: bool, **kwargs: Any) -> None:
        """Offer the items booked, and the catalogue of the kind."""
        super().__init__(*args, **kwargs)
        words = [gettext("%(item)s, %(n)s min") % {"item": say(i.label), "n": i.minutes} for i in one.items]
        codes = [f"{code}:{minutes}" for code, minutes in one.pairs]
        self.fields["out"].choices = list(zip(codes, words, strict=True))  # type: ignore[attr-defined]
        self.fields["put"] = ItemsField(label=gettext("This time"), choices=catalogue)
        if desk:
            hint = gettext("Name and how: by telephone, on paper.")
            self.fields["said"] = forms.CharField(label=gettext("Who asked for it"), max_length=200, help_text=hint)

    @property
    def pairs(self) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
        """What goes out and what comes in."""
        split = (text.partition(":") for text in self.cleaned_data["out"])
        put = [(item["code"], item["minutes"]) for item in self.cleaned_data["put"] or ()]
        return [(code, int(minutes)) for code, _, minutes in split], put


class ExtraForm(forms.Form):
    """Something beyond the plan, with its price."""

    use_required_attribute = False
    text = forms.CharField(label=gettext_lazy("What is offered"), max_length=200)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        min_value=0,
        max_value=480,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )
    price = forms.DecimalField(
        label=gettext_lazy("Price in yuan"),
        min_value=0,
        max_value=10_000,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5", "step": "0.01"}),
    )

    @property
    def fen(self) -> int:
        """The price in fen."""
        return int(self.cleaned_data["price"] * 100)


class ConfirmForm(forms.Form):
    """The satisfaction form: stars and a word; neither is needed to confirm."""

    use_required_attribute = False
    satisfaction = forms.TypedChoiceField(
        label=gettext_lazy("How satisfied are you?"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=gettext_lazy("Anything to add"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Five stars down to one."""
        super().__init__(*args, **kwargs)
        words = {
            5: gettext("very satisfied"),
            4: gettext("satisfied"),
            3: gettext("so-so"),
            2: gettext("dissatisfied"),
            1: gettext("very dissatisfied"),
        }
        stars = [(number, f"{'★' * number}{'☆' * (5 - number)} {said}") for number, said in words.items()]
        self.fields["satisfaction"].choices = stars  # type: ignore[attr-defined]
