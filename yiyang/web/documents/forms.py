"""The form of a question, made from its dataclass; what it holds becomes the same JSON that the interface takes."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any, get_origin

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from yiyang.law.document import Document
from yiyang.services.documents.asking import Asked
from yiyang.web.documents import fields
from yiyang.web.documents.fields import Choices, Told
from yiyang.web.templatetags.yiyang_text import say

SEPARATOR = "__"
SIX_DIGITS = RegexValidator(r"^\d{6}$", _("A division code has six digits."))


class AskForm(forms.Form):
    """Place, day, and the facts of one question; a nested record's fields carry its name in front."""

    place = forms.CharField(
        label=_("Place"),
        help_text=_("Division code (GB/T 2260), six digits."),
        validators=[SIX_DIGITS],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
    )
    on = forms.DateField(
        label=_("Day asked about"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}),
    )

    def __init__(self, asked: Asked, *args: Any, **kwargs: Any) -> None:
        """Add a field for each fact."""
        super().__init__(*args, **kwargs)
        catalogue, listed = items_of(asked.document), partial(codes_of, asked.document)
        self.facts_of = dict(_flat(asked.shape))
        for name, told in self.facts_of.items():
            self.fields[name] = fields.field(told, catalogue, listed)

    def facts(self) -> dict[str, Any]:
        """What was said, as the JSON of the question; what was left open is left out unless it has to be there."""
        found: dict[str, Any] = {}
        for name, told in self.facts_of.items():
            value = fields.fact(told, self.cleaned_data[name])
            *outer, last = name.split(SEPARATOR)
            if value is None and not told.required:
                continue
            into = found.setdefault(outer[0], {}) if outer else found
            into[last] = value if value is not None or told.optional else _nothing(told)
        return found

    def name_fault(self, path: str, message: str) -> None:
        """Put a fault that the question found beside its field, else above the form."""
        parts = path.split(".")
        names = (SEPARATOR.join(parts[:2]), parts[0], SEPARATOR.join(("visit", parts[0])))
        self.add_error(next((name for name in names if name in self.fields), None), message)


def initial(asked: Asked, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a question as the form shows them."""
    found = {}
    for name, told in _flat(asked.shape):
        value: Any = facts
        for part in name.split(SEPARATOR):
            value = value.get(part) if isinstance(value, dict) else None
        if value is not None:
            found[name] = fields.shown(told, value)
    return found


def written(facts: Mapping[str, Any]) -> str:
    """Facts as JSON for people."""
    return json.dumps(facts, ensure_ascii=False, indent=2)


def items_of(document: Document) -> Choices:
    """The document's catalogue of service items by kind: code and label, from its dated values named "….item.CODE"."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name, series in document.series.items():
        kind, found, code = name.partition(".item.")
        if found:
            groups.setdefault(kind, []).append((code, f"{code} {say(series.label)}"))
    return [entry for group in groups.values() for entry in group]


def codes_of(document: Document, listed: str) -> Choices:
    """The codes of a dated list of the document with their words."""
    start = f"{listed}."
    found = {name.removeprefix(start): one for name, one in document.series.items() if name.startswith(start)}
    return [(code, f"{say(one.label)}（{code}）") for code, one in found.items()]


def _flat(shape: type[Any]) -> list[tuple[str, Told]]:
    found = []
    for told in fields.told(shape):
        if fields.nested(told):
            found += [(f"{told.name}{SEPARATOR}{inner.name}", inner) for inner in fields.told(told.kind)]
        else:
            found.append((told.name, told))
    return found


def _nothing(told: Told) -> Any:
    """What stands for nothing in a fact that must be there and cannot be null."""
    return [] if get_origin(told.kind) is tuple else ""
