"""From a field of a question's dataclass to a form field: label, unit, choices and whether it may stay unsaid."""

import json
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from yiyang.law.questions.asked import Bounds
from yiyang.law.questions.home_care import PlannedItem
from yiyang.law.words import Text
from yiyang.web.templatetags.yiyang_text import say

Choices = Sequence[tuple[str, Any]]
Listed = Callable[[str], Choices]
NONE_OF_THESE = "none"


class Told(NamedTuple):
    """A field of a question: its name, its type without None, its words, and whether None is an answer."""

    name: str
    kind: Any
    optional: bool
    required: bool
    label: Text
    unit: str | None
    choices: dict[str, Text] | None
    bounds: Bounds


def told(shape: type[Any]) -> list[Told]:
    """The fields of a question in order; the day asked about comes from the address, not from the form."""
    hints = get_type_hints(shape)
    return [_told(one, hints[one.name]) for one in fields(shape) if one.name != "asked_on"]


def _told(one: "Field[Any]", hint: Any) -> Told:
    parts = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    kinds = [part for part in parts if part is not NoneType]
    about = one.metadata
    label = about.get("label") or Text(one.name, one.name)
    required = one.default is MISSING
    bounds = about.get("bounds") or Bounds()
    nullable = len(kinds) < len(parts)
    return Told(one.name, kinds[0], nullable, required, label, about.get("unit"), about.get("choices"), bounds)


def field(one: Told, catalogue: Choices, listed: Listed) -> forms.Field:
    """The form field of a question's field; `catalogue` gives the choices of service items, `listed` those of a list by
    its name."""
    origin, inner = get_origin(one.kind), get_args(one.kind)
    label = say(one.label)
    if one.kind is bool:
        return _Choice(label, _unsaid(one, [("yes", gettext("Yes")), ("no", gettext("No"))]), one.required)
    if origin is Literal:
        words = one.choices or {}
        return _Choice(label, _unsaid(one, [(code, say(words.get(code, code))) for code in inner]), one.required)
    if origin is tuple and get_origin(inner[0]) is Literal:
        words = one.choices or {}
        known = [(code, say(words.get(code, code))) for code in get_args(inner[0])]
        return _Several(label=label, choices=[*known, (NONE_OF_THESE, gettext("None of these"))], required=False)
    if origin is tuple and inner[0] is PlannedItem:
        return ItemsField(label=label, choices=catalogue)
    if origin is tuple:
        return _Json(label=label, required=False, widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}))
    if one.bounds.listed:
        others = [(code, say(words)) for code, words in (one.choices or {}).items()]
        choices = [("", gettext("Not said")), *listed(one.bounds.listed), *others]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    return _plain(one, label)


def _unsaid(one: Told, choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return choices if one.required else [*choices, ("", gettext("Not said"))]


def _plain(one: Told, label: str) -> forms.Field:
    needed = one.required and not one.optional
    if one.kind is date:
        return forms.DateField(label=label, required=needed, widget=_typed("date"))
    if one.kind is datetime:
        return _Moment(label=label, required=needed, widget=_moment())
    if one.kind is int:
        unit = gettext("In seconds.") if one.unit == "seconds" else ""
        short = forms.NumberInput(attrs={"class": "govuk-input--width-5"})
        least, most = one.bounds.least, one.bounds.most
        return forms.IntegerField(
            label=label, required=needed, min_value=least, max_value=most, help_text=unit, widget=short
        )
    form = one.bounds.form
    checks = [RegexValidator(rf"^(?:{form})$", gettext("This is not of the form wanted."))] if form else []
    text = _typed("text", "govuk-input--width-10")
    return forms.CharField(label=label, required=False, max_length=64, validators=checks, widget=text)


def _typed(kind: str, width: str = "govuk-input--width-10") -> forms.TextInput:
    if kind == "date":
        return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": width})
    return forms.TextInput(attrs={"class": width, "autocomplete": "off"})


def _moment() -> forms.DateTimeInput:
    attributes = {"type": "datetime-local", "step": "1", "class": "govuk-input--width-20"}
    return forms.DateTimeInput(format="%Y-%m-%dT%H:%M:%S", attrs=attributes)


class _Choice(forms.ChoiceField):
    """One of a few, drawn as radios."""

    def __init__(self, label: str, choices: list[tuple[str, str]], required: bool) -> None:
        super().__init__(label=label, choices=choices, required=required, widget=forms.RadioSelect)


class _Several(forms.MultipleChoiceField):
    """Any number of a few, or explicitly none."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: list[str]) -> None:
        """Refuse "none" together with others."""
        super().validate(value)
        if NONE_OF_THESE in value and len(value) > 1:
            raise forms.ValidationError(gettext("Choose some, or none of these."))


class _Moment(forms.DateTimeField):
    """A local time (Asia/Shanghai), kept without its zone as the law sees it."""

    def clean(self, value: Any) -> Any:
        """The moment without its zone."""
        moment = super().clean(value)
        return timezone.make_naive(moment) if moment and timezone.is_aware(moment) else moment


class _Json(forms.CharField):
    """A JSON list, for what a form would be too long for."""

    default_error_messages = {"json": gettext_lazy("This is not a JSON list.")}

    def clean(self, value: Any) -> Any:
        """The list."""
        text = super().clean(value).strip()
        try:
            found = json.loads(text) if text else []
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, list):
            raise forms.ValidationError(self.error_messages["json"], code="json")
        return found

    def prepare_value(self, value: Any) -> Any:
        """A list as text."""
        return value if isinstance(value, str) or value is None else json.dumps(value, ensure_ascii=False, indent=1)


class ItemsWidget(forms.MultiWidget):
    """Rows of an item and its minutes."""

    template_name = "documents/items.html"
    ROWS = 6

    def __init__(self, choices: Choices) -> None:
        """Six rows over the same list."""
        row: list[forms.Widget] = [
            forms.Select(choices=choices, attrs={"class": "govuk-select"}),
            forms.NumberInput(attrs={"class": "govuk-input govuk-input--width-4", "min": "0"}),
        ]
        super().__init__([widget for _ in range(self.ROWS) for widget in row])

    def decompress(self, value: Any) -> list[Any]:
        """A list of items as the values of the rows."""
        pairs = [(item["code"], item["minutes"]) for item in value or ()][: self.ROWS]
        flat = [part for pair in pairs for part in pair]
        return flat + [None] * (2 * self.ROWS - len(flat))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The rows in pairs for the template."""
        # A list is a list of items here, not yet the parts of the rows as Django takes it.
        given = self.decompress(value) if value and isinstance(value[0], dict) else value
        context = super().get_context(name, given, attrs)
        parts = context["widget"]["subwidgets"]
        context["rows"] = list(zip(parts[::2], parts[1::2], strict=True))
        return context


class ItemsField(forms.Field):
    """Items with their minutes; blank rows are left out, none at all stays unsaid."""

    def __init__(self, *, label: str, choices: Choices) -> None:
        """The widget over the catalogue, a blank entry first."""
        super().__init__(label=label, required=False, widget=ItemsWidget([("", "–"), *choices]))

    def clean(self, value: Sequence[str | None]) -> list[dict[str, Any]] | None:
        """[{code, minutes}]. Raises ValidationError for an item without minutes, or minutes without an item."""
        found = []
        for code, minutes in zip(value[::2], value[1::2], strict=True):
            if not code and not minutes:
                continue
            if not code or not (minutes or "").isascii() or not (minutes or "").isdecimal():
                raise forms.ValidationError(gettext("Each row needs an item and its minutes as a whole number."))
            found.append({"code": code, "minutes": int(minutes or 0)})
        return found or None


def fact(one: Told, cleaned: Any) -> Any:
    """What the form holds as the JSON of the fact; None where nothing is said."""
    if one.kind is bool:
        return {"yes": True, "no": False}.get(cleaned)
    if isinstance(cleaned, date | datetime):
        return cleaned.isoformat()
    if get_origin(one.kind) is tuple and isinstance(cleaned, list) and cleaned == [NONE_OF_THESE]:
        return []
    if get_origin(one.kind) is tuple and get_origin(get_args(one.kind)[0]) is Literal:
        return cleaned or None
    return None if cleaned == "" and not one.required else cleaned


def shown(one: Told, given: Any) -> Any:
    """The JSON of a fact as the form shows it."""
    if one.kind is bool:
        return {True: "yes", False: "no"}.get(given, "")
    if get_origin(one.kind) is tuple and given == [] and is_literal_list(one.kind):
        return [NONE_OF_THESE]
    return given


def is_literal_list(kind: Any) -> bool:
    """True for a tuple of codes."""
    inner = get_args(kind)
    return bool(inner) and get_origin(inner[0]) is Literal


def nested(one: Told) -> bool:
    """True where a field is itself a record, such as the visit of a charge."""
    return is_dataclass(one.kind)
