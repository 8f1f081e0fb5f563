"""Django form fields in the dress of our forms: classes, hint, error and the description that ties them."""

from typing import Any

from django import template
from django.forms import BoundField, widgets
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

register = template.Library()
REQUIRED = _("This field is required.")
"""Django's own sentence: our catalogue says it as people do."""


@register.filter
def kind(field: BoundField) -> str:
    """How the field is drawn: radios, checkboxes, checkbox, password, files or plain."""
    widget = field.field.widget
    # CheckboxSelectMultiple derives from RadioSelect in Django, so the more special one is asked first.
    if isinstance(widget, widgets.CheckboxSelectMultiple):
        return "checkboxes"
    if isinstance(widget, widgets.RadioSelect):
        return "radios"
    if isinstance(widget, widgets.PasswordInput):
        return "password"
    if isinstance(widget, widgets.FileInput):
        return "files"
    return "checkbox" if isinstance(widget, widgets.CheckboxInput) else "plain"


@register.filter
def yes_or_no(field: BoundField) -> bool:
    """True for the two answers of a question, which stand beside each other where there is room."""
    return [choice.data["value"] for choice in field] == ["yes", "no"]


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's own input with our classes and its hint and error tied to it."""
    attributes: dict[str, Any] = {"class": _classes(field)}
    if described := _described_by(field):
        attributes["aria-describedby"] = described
    if field.errors:
        attributes["aria-invalid"] = "true"
    attributes["placeholder"] = False  # a placeholder vanishes when it is needed; the label and the hint stay
    return field.as_widget(attrs=attributes)


def _classes(field: BoundField) -> str:
    widget = field.field.widget
    name = "govuk-input"
    if isinstance(widget, widgets.CheckboxInput):
        return "govuk-checkboxes__input"
    if isinstance(widget, widgets.Select):
        name = "govuk-select"
    elif isinstance(widget, widgets.Textarea):
        name = "govuk-textarea"
    elif isinstance(widget, widgets.FileInput):
        name = "govuk-file-upload"
    extra = " govuk-password-input__input govuk-js-password-input-input" if kind(field) == "password" else ""
    own = f" {widget.attrs['class']}" if "class" in widget.attrs else ""
    return f"{name}{extra}{f' {name}--error' if field.errors else ''}{own}"


def _described_by(field: BoundField) -> str:
    ids = [f"{field.auto_id}_hint"] if field.help_text else []
    return " ".join([*ids, f"{field.auto_id}_error"] if field.errors else ids)
