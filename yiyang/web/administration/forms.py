"""Forms of administrators, of the counter and of a provider's desk."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yiyang.law.consent import CONSENTS
from yiyang.services.access import ROLE_WORDS
from yiyang.services.accounts.claims import ID_TYPES
from yiyang.services.accounts.codes import SEEN
from yiyang.services.accounts.logins import Scope
from yiyang.services.places import PLACES
from yiyang.web.account.forms import offer
from yiyang.web.templatetags.yiyang_text import say

NONE = ("", "–")


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"})


class RoleForm(forms.Form):
    """One role, for whom or where, from when until when."""

    use_required_attribute = False
    role = forms.ChoiceField(label=_("Role"))
    place = forms.ChoiceField(
        label=_("Place"), required=False, help_text=_("For agencies and departments: the city or province.")
    )
    provider = forms.CharField(
        label=_("Provider's code"), required=False, max_length=64, help_text=_("For a provider's desk.")
    )
    carer = forms.CharField(label=_("Carer's code"), required=False, max_length=64, help_text=_("For a carer."))
    handler = forms.CharField(
        label=_("Third-party handler"),
        required=False,
        max_length=40,
        help_text=_("For staff of a contracted handler: its name as in the contract (CC-11.1)."),
    )
    first = forms.DateField(label=_("First day"), required=False, widget=_day(), help_text=_("Empty: from today on."))
    last = forms.DateField(label=_("Last day"), required=False, widget=_day(), help_text=_("Empty: until it is ended."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer roles and places in the language of the page; families prove who they are another way."""
        super().__init__(*args, **kwargs)
        offer(self, "role", [(code, say(words)) for code, words in ROLE_WORDS.items() if code != "family"])
        offer(self, "place", [NONE, *((code, say(name)) for code, name in PLACES.items())])

    @property
    def scope(self) -> Scope:
        """For whom or where, as the service takes it."""
        given = self.cleaned_data
        return Scope(
            place=given["place"],
            provider=given["provider"].strip(),
            carer=given["carer"].strip(),
            relation=given["handler"].strip(),
            first=given["first"] or timezone.localdate(),
            last=given["last"],
        )


class Named(forms.Form):
    """A new account's names."""

    use_required_attribute = False
    name = forms.CharField(label=_("Name shown on pages"), max_length=80)
    login = forms.CharField(label=_("Login name"), max_length=150, help_text=_("Never an ID number."))


class AccountForm(RoleForm, Named):
    """A new staff account with its first role."""

    field_order = ("name", "login", "role", "place")


class LastDay(forms.Form):
    """When something ends."""

    use_required_attribute = False
    last = forms.DateField(label=_("Last day"), widget=_day())
    at_once = forms.BooleanField(label=_("Already now"), required=False)


class FindForm(forms.Form):
    """Who stands at the counter."""

    use_required_attribute = False
    login = forms.CharField(
        label=_("Login name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class SeenForm(forms.Form):
    """What was seen to know who somebody is."""

    use_required_attribute = False
    seen = forms.MultipleChoiceField(label=_("What I have seen"), widget=forms.CheckboxSelectMultiple)
    second = forms.BooleanField(
        label=_("Their phone is lost: take the second step away, they set up a new one"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the papers in the language of the page."""
        super().__init__(*args, **kwargs)
        offer(self, "seen", [(code, say(text)) for code, text in SEEN.items()])


class LinkCodeForm(forms.Form):
    """For whom a code lets somebody sign up."""

    use_required_attribute = False
    person = forms.CharField(label=_("Name of the insured person"), max_length=100)
    id_type = forms.ChoiceField(label=_("Their paper"))
    id_number = forms.CharField(
        label=_("Its number"), max_length=24, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    relation = forms.CharField(
        label=_("How the holder of the code is related to them"),
        max_length=40,
        required=False,
        help_text=_("Empty: the insured person themselves."),
    )
    consents = forms.MultipleChoiceField(
        label=_("What they let a relative do"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: everything."),
    )
    until = forms.DateField(label=_("Until when"), required=False, widget=_day())
    seen = forms.MultipleChoiceField(label=_("What I have seen"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer papers and consents in the language of the page."""
        super().__init__(*args, **kwargs)
        offer(self, "id_type", [(code, say(text)) for code, (text, _starts) in ID_TYPES.items()])
        offer(self, "consents", [(code, say(text)) for code, text in CONSENTS.items()])
        offer(self, "seen", [(code, say(text)) for code, text in SEEN.items()])


class DecideForm(forms.Form):
    """Open the link that was claimed, or refuse it."""

    use_required_attribute = False
    link = forms.ChoiceField(
        label=_("Decision"),
        choices=(("yes", _("Open the link")), ("no", _("Refuse"))),
        widget=forms.RadioSelect,
    )
    seen = forms.CharField(
        label=_("What was seen"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Original papers, proof of kinship, a written mandate."),
    )
    answer = forms.CharField(
        label=_("Reason of a refusal"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
