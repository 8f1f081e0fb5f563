"""The filters of the lists that other authorities read, kept in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yiyang.services.bureau.recipients import Narrowed

STATES = (
    ("", _("All")),
    ("running", _("Running")),
    ("soon", _("Ends within 30 days")),
    ("ended", _("Ended")),
    ("unlinked", _("Without a provider")),
)


class RecipientFilter(forms.Form):
    """Narrows the list of recipients."""

    use_required_attribute = False
    state = forms.ChoiceField(label=_("Right to home care"), required=False, choices=STATES)
    text = forms.CharField(label=_("Name or initials"), required=False, max_length=40)

    @property
    def narrowed(self) -> Narrowed:
        """What the service is asked for; what does not fit narrows nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        return Narrowed(given.get("state", ""), given.get("text", ""))


class InstitutionFilter(forms.Form):
    """Narrows the list of institutions."""

    use_required_attribute = False
    text = forms.CharField(label=_("Name or number"), required=False, max_length=64)

    @property
    def wanted(self) -> str:
        """What the service is asked for."""
        return str(self.cleaned_data["text"]) if self.is_valid() else ""
