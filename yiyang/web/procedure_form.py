"""A web form from a procedure's declaration: its fields, its choices, and everything missing named at once."""

from typing import Any

from django import forms
from django.utils.html import format_html

from yiyang.law.procedure import Field, Kind, Procedure
from yiyang.web.templatetags.yiyang_text import article, say


class ProcedureForm(forms.Form):
    """One field for each field of the declaration; what is missing or wrong is said by the declaration itself."""

    use_required_attribute = False

    def __init__(self, procedure: Procedure, data: Any = None) -> None:
        """Make the fields in the language of the page."""
        super().__init__(data)
        self.procedure = procedure
        for field in procedure.fields:
            self.fields[field.name] = _drawn(field)

    def clean(self) -> dict[str, Any]:
        """Ask the declaration: one checklist of everything missing or wrong."""
        for field, fault in self.procedure.missing(self.filing):
            self.add_error(field.name, say(fault))
        return self.cleaned_data

    @property
    def filing(self) -> dict[str, str]:
        """What was filled in, as the service takes it."""
        return {field.name: str(self.data.get(field.name, "")) for field in self.procedure.fields}


class _Choice(forms.ChoiceField):
    """A choice that the declaration checks, so that what is missing is said in its words and all at once."""

    def clean(self, value: Any) -> Any:
        """Leave it to the declaration."""
        return value


class _Words(forms.CharField):
    """A text that the declaration checks."""

    def clean(self, value: Any) -> Any:
        """Leave it to the declaration."""
        return value


def _drawn(field: Field) -> forms.Field:
    rests_on = format_html('<span lang="zh-Hans">{}</span> {}', article(field.provision), field.provision)
    described: dict[str, Any] = {"label": say(field.label), "required": field.required, "help_text": rests_on}
    if field.kind is Kind.CHOICE:
        choices = [(code, say(text)) for code, text in field.choices]
        return _Choice(choices=choices, widget=forms.RadioSelect, **described)
    return _Words(widget=forms.Textarea(attrs={"rows": 5}), **described)
