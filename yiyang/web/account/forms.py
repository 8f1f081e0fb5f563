"""Forms around one's own account: signing up, naming for whom one acts, a new password with a code."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yiyang.law.consent import CONSENTS
from yiyang.services.accounts.agencies import offices
from yiyang.services.accounts.claims import ID_TYPES, Claim
from yiyang.services.accounts.proofs import FIELD, Proof
from yiyang.web.account.proofs import Received
from yiyang.web.templatetags.yiyang_text import say

ONESELF, RELATIVE = "oneself", "relative"
OF_RELATIVES = ("relation", "consents", "until")
WHO = ((ONESELF, _("Myself")), (RELATIVE, _("A relative")))
NEW = {"autocomplete": "new-password"}
DAY = forms.DateInput(attrs={"type": "date"})
DIFFERENT = _("The two passwords are not the same.")
NOT_SAME = "password_again"
NO_PROOFS = Received()


class NewPassword(forms.Form):
    """A password twice."""

    password = forms.CharField(
        label=_("New password"),
        widget=forms.PasswordInput(attrs=NEW),
        strip=False,
        help_text=_("At least 10 characters, not only digits, and no word that everybody guesses."),
    )
    password_again = forms.CharField(
        label=_("New password, once more"), widget=forms.PasswordInput(attrs=NEW), strip=False
    )

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        given = super().clean() or {}
        if given.get("password") and given.get(NOT_SAME) and given["password"] != given[NOT_SAME]:
            self.add_error(NOT_SAME, DIFFERENT)
        return given


class ProofInput(forms.FileInput):
    """Several files at once; those sent before stand above it, ticked."""

    allow_multiple_selected = True
    kept: tuple[Proof, ...] = ()


class ClaimForm(forms.Form):
    """For whom one wants to act, and how that is proven; the ID number is compared and not kept in the filing."""

    use_required_attribute = False
    who = forms.ChoiceField(label=_("Whose records do you need?"), choices=WHO, widget=forms.RadioSelect)
    person = forms.CharField(
        label=_("Name of the insured person"), max_length=100, help_text=_("As it stands on the identity card.")
    )
    id_type = forms.ChoiceField(label=_("Their paper"), initial="resident")
    id_number = forms.CharField(
        label=_("Its number"),
        max_length=24,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text", "spellcheck": "false"}),
        help_text=_("18 characters. It is compared with what is on file and shown to nobody."),
    )
    place = forms.ChoiceField(
        label=_("Where are they insured?"),
        help_text=_("The agency there checks it. In Jiangmen no article speaks of links: there it is our own rule."),
    )
    relation = forms.CharField(
        label=_("How you are related to them"),
        max_length=40,
        required=False,
        help_text=_("Only for a relative: daughter, husband, guardian."),
    )
    consents = forms.MultipleChoiceField(
        label=_("What they let you do"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only for a relative. Bring their written consent to the counter."),
    )
    until = forms.DateField(
        label=_("Until when"), required=False, widget=DAY, help_text=_("Only for a relative. Empty: until they end it.")
    )
    proof = forms.Field(
        label=_("Proof"),
        required=False,
        widget=ProofInput(attrs={"accept": ".pdf,image/jpeg,image/png,image/webp", "multiple": True}),
        help_text=_(
            "Identity card; for a relative also proof of kinship and their written consent. PDF, JPEG, PNG or WebP, up "
            "to 5 files of 10 MB. Only the agency sees them."
        ),
    )
    code = forms.CharField(
        label=_("Code from the counter"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("With it the link is open at once. Without it an agency checks your papers first."),
    )

    def __init__(self, *args: Any, proofs: Received = NO_PROOFS, **kwargs: Any) -> None:
        """Offer papers and consents in the language of the page; proofs are kept already."""
        super().__init__(*args, **kwargs)
        self.proofs = proofs
        widget = self.fields[FIELD].widget
        if isinstance(widget, ProofInput):
            widget.kept = proofs.kept
        offer(self, "id_type", [(code, say(text)) for code, (text, _starts) in ID_TYPES.items()])
        offer(self, "place", _places())
        offer(self, "consents", [(code, say(text)) for code, text in CONSENTS.items()])
        for name in OF_RELATIVES:  # asked only once somebody says that they act for a relative
            self.fields[name].asked_when = ("who", RELATIVE)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A relative says how they are related, and what they were allowed."""
        given = super().clean() or {}
        for fault in self.proofs.faults:
            self.add_error(FIELD, fault)
        if given.get("who") == RELATIVE:
            for name in ("relation", "consents"):
                if not given.get(name):
                    self.add_error(name, ValidationError(gettext("This is needed for a relative.")))
        return given

    @property
    def claim(self) -> Claim:
        """What the service takes; what only relatives fill in counts for them alone."""
        given = self.cleaned_data
        relative = given["who"] == RELATIVE
        return Claim(
            id_type=given["id_type"],
            id_number=given["id_number"],
            name=given["person"],
            relation=given["relation"] if relative else "",
            consents=tuple(given["consents"]) if relative else (),
            until=given["until"] if relative else None,
            code=given["code"],
            proof=tuple(one.token for one in self.proofs.kept),
            place=given["place"],
        )


class SignUpForm(ClaimForm, NewPassword):
    """An account and the first claim together."""

    field_order = ("name", "login", "password", NOT_SAME, "who", "person")
    name = forms.CharField(label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    login = forms.CharField(
        label=_("Login name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("Letters and digits, as you like them; never an ID number."),
    )


class ResetForm(NewPassword):
    """A new password with the code of a counter."""

    use_required_attribute = False
    field_order = ("login", "code", "password", NOT_SAME)
    login = forms.CharField(
        label=_("Login name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    code = forms.CharField(
        label=_("Code from the counter"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


def _places() -> list[tuple[str, str]]:
    """Agencies to choose from: a city, or its counties."""
    named = [(one.place, say(one.city), say(one.county)) for one in offices()]
    return [("", gettext("choose")), *((place, f"{city} {county}".strip()) for place, city, county in named)]


def offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Give a field of a form what there is to choose from."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
