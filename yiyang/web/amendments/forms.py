"""What officials give: a file with the paper it rests on; a reason where one is sent or taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yiyang.services.amendments.proposing import LONGEST_BASIS, LONGEST_REASON


class ChangeForm(forms.Form):
    """A file of changes to one document."""

    file = forms.FileField(
        label=_("File of changes"),
        help_text=_("CSV (UTF-8 or GBK) or XLSX with the columns of the file one can take from here."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    basis = forms.CharField(
        label=_("The paper it rests on"),
        help_text=_("Its number and title. Without one every new value is marked illustrative."),
        required=False,
        max_length=LONGEST_BASIS,
    )
    reason = forms.CharField(
        label=_("Why it reaches back"),
        help_text=_("Only where a change begins before today. Cases decided since stay as they were decided."),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WhyForm(forms.Form):
    """A reason."""

    why = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}))
