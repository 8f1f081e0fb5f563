"""The answer to an objection: upheld with corrected evidence, or dismissed; always with its reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yiyang.services.money.corrections import EVIDENCE
from yiyang.services.money.objections import OUTCOMES, Evidence
from yiyang.web.templatetags.yiyang_text import say

MOMENT = "%Y-%m-%dT%H:%M:%S"


class DecideForm(forms.Form):
    """Fields start with what is on file; only what was changed is a correction."""

    use_required_attribute = False
    outcome = forms.ChoiceField(label=gettext_lazy("Answer"), widget=forms.RadioSelect)
    answer = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The provider reads this. Name the paper or record you rest it on."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    check_out = forms.DateTimeField(
        label=gettext_lazy("Check-out"),
        required=False,
        input_formats=[MOMENT, "%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": "1"}, format=MOMENT),
    )
    photos = forms.IntegerField(label=gettext_lazy("Photos"), min_value=0, max_value=999)
    identity_checked = forms.BooleanField(label=gettext_lazy("Identity checked"), required=False)
    limb_assessed = forms.BooleanField(label=gettext_lazy("Limbs assessed"), required=False)
    risk_read = forms.BooleanField(label=gettext_lazy("Risk notice read"), required=False)
    confirmed_by = forms.ChoiceField(label=gettext_lazy("Confirmed by"), required=False)

    def __init__(self, evidence: Evidence, data: Any = None) -> None:
        """Keep what is on file and show it."""
        super().__init__(data, initial={name: getattr(evidence, name) for name in EVIDENCE})
        self.evidence = evidence
        self._choose("outcome", [(code, say(text)) for code, text in OUTCOMES.items()])
        self._choose(
            "confirmed_by", [("", _("nobody yet")), ("recipient", _("the person")), ("guardian", _("the guardian"))]
        )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def corrections(self) -> list[forms.BoundField]:
        """The fields of evidence, which the page shows apart."""
        return [self[name] for name in EVIDENCE]

    def clean(self) -> dict[str, Any]:
        """A dismissed objection corrects nothing; a check-out lies after its check-in."""
        given = super().clean() or {}
        changed = [name for name in self.changed_data if name in EVIDENCE]
        if given.get("outcome") == "dismissed" and changed:
            self.add_error(
                changed[0], _("A dismissed objection corrects nothing: leave the evidence as it is on file.")
            )
        end = given.get("check_out")
        if end and end <= self.evidence.check_in:
            self.add_error("check_out", _("A check-out lies after its check-in."))
        return given

    @property
    def decision(self) -> dict[str, Any]:
        """What the service is asked to do."""
        given = self.cleaned_data
        corrected = {name: given[name] for name in EVIDENCE if name in self.changed_data}
        return {"outcome": given.get("outcome", ""), "answer": given.get("answer", ""), "corrected": corrected}
