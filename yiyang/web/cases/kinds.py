"""How each kind of field is drawn, how what was typed becomes the text of a filing, and back."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from yiyang.law.filing import Field, Kind
from yiyang.services.cases.lookups import Option
from yiyang.web.cases import invoices
from yiyang.web.templatetags.yiyang_text import say

Posted = MultiValueDict[str, str]
SELECTED_FROM = 8
"""From so many choices on, one is picked from a list that folds away rather than from buttons."""
NARROW = {"class": "govuk-input--width-10"}
LISTED = frozenset({Kind.CHOICES, Kind.STAFFS})
MINUTES, NEW = "__minutes__", "__new"
"""What stands in the names of inputs behind a field's own: minutes of an item, files chosen now."""


def widget(field: Field, options: Iterable[Option]) -> forms.Widget:
    """The control of a field; ITEMS, INVOICES and FILE are drawn by their own template."""
    choices = [(option.key, say(option.label)) for option in options]
    return DRAWN[field.kind](field, choices)


Choices = list[tuple[str, str]]


def _one_of(field: Field, choices: Choices) -> forms.Widget:
    if field.kind is Kind.CHOICE and len(choices) < SELECTED_FROM:
        return forms.RadioSelect(choices=choices)
    return forms.Select(choices=[("", _("choose")), *choices])


def _yes(field: Field, _choices: Choices) -> forms.Widget:
    if field.confirm:
        return forms.CheckboxSelectMultiple(choices=[("yes", say(field.label))])
    return forms.RadioSelect(choices=[("yes", _("yes")), ("no", _("no"))])


def _input(kind: str, **more: str) -> Callable[[Field, Choices], forms.Widget]:
    return lambda _field, _choices: forms.TextInput(attrs={**NARROW, "type": kind, **more})


def _number(field: Field, _choices: Choices) -> forms.Widget:
    bounds = {name: str(bound) for name, bound in (("min", field.least), ("max", field.most)) if bound is not None}
    return forms.TextInput(attrs={"class": "govuk-input--width-5", "type": "number", "inputmode": "numeric", **bounds})


DRAWN: dict[Kind, Callable[[Field, Choices], forms.Widget]] = {
    Kind.LINE: lambda field, _choices: forms.TextInput(attrs={"maxlength": str(field.longest)}),
    Kind.TEXT: lambda _field, _choices: forms.Textarea(attrs={"rows": "5"}),
    Kind.CHOICE: _one_of,
    Kind.CHOICES: lambda _field, choices: forms.CheckboxSelectMultiple(choices=choices),
    Kind.DATE: _input("date"),
    Kind.MOMENT: _input("datetime-local"),
    Kind.NUMBER: _number,
    Kind.YES: _yes,
    Kind.FILE: lambda _field, _choices: forms.TextInput(),
    Kind.ITEMS: lambda _field, _choices: forms.TextInput(),
    Kind.DIVISION: _input("text", inputmode="numeric", maxlength="6"),
    Kind.PROVIDER: _one_of,
    Kind.CARER: _one_of,
    Kind.STAFF: _one_of,
    Kind.STAFFS: lambda _field, choices: forms.CheckboxSelectMultiple(choices=choices),
    Kind.CASE: _one_of,
    Kind.INVOICES: lambda _field, _choices: forms.TextInput(),
    Kind.SEALED: lambda _field, _choices: forms.TextInput(attrs={**NARROW, "autocomplete": "off", "maxlength": "18"}),
}
"""One control for each kind there is."""


def read(fields: Iterable[Field], posted: Posted, options: Mapping[str, list[Option]]) -> dict[str, str]:
    """The filing that a form's answers make; what is not asked, given the rest, is left empty."""
    filing: dict[str, str] = {}
    for field in fields:
        text = _text(field, posted, options.get(field.name, []))
        filing[field.name] = text if field.applies(filing) else ""
    return filing


def _text(field: Field, posted: Posted, options: list[Option]) -> str:
    if field.kind in LISTED or field.kind is Kind.FILE:
        return ";".join(dict.fromkeys(one for one in posted.getlist(field.name) if one))
    if field.kind is Kind.INVOICES:
        return invoices.text(field.name, posted)
    if field.kind is Kind.ITEMS:
        given = ((option.key, posted.get(f"{field.name}{MINUTES}{option.key}", "")) for option in options)
        return ";".join(f"{code}:{str(minutes).strip()}" for code, minutes in given if str(minutes).strip())
    return str(posted.get(field.name, "")).strip()


def initial(field: Field, text: str) -> Any:
    """What a control shows for a text of a filing."""
    if field.kind in LISTED or (field.kind is Kind.YES and field.confirm):
        return text.split(";") if text else []
    if field.kind is Kind.SEALED and ":" in text:
        return ""  # encrypted by now: it is shown masked when one checks the answers, and typed anew to change it
    return text


def item_rows(field: Field, text: str, options: Iterable[Option]) -> list[tuple[str, str, str]]:
    """Items to choose from: (name of the input, label, minutes as given)."""
    parts = (one.partition(":") for one in text.split(";")) if text else ()
    given = {code: minutes for code, _colon, minutes in parts}
    return [
        (f"{field.name}{MINUTES}{option.key}", f"{option.key} {say(option.label)}", given.get(option.key, ""))
        for option in options
    ]
