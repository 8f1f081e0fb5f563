"""A web form from declared fields: every kind, its choices, its provision beside it, everything missing at once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yiyang.law.filing import Field, Kind
from yiyang.law.words import Text
from yiyang.services.cases.lookups import Option
from yiyang.services.cases.wording import Paper, keys
from yiyang.web.cases import invoices, kinds
from yiyang.web.templatetags.yiyang_text import article, provision_url, say

Missing = Iterable[tuple[Field, Text]]
NOTHING: Mapping[str, Any] = {}


class Asked(forms.Field):
    """One declared field; the declaration itself says what is wrong with an answer."""

    def __init__(self, declared: Field, options: Sequence[Option], text: str, papers: Mapping[int, Paper]) -> None:
        """Draw it in the language of the page."""
        super().__init__(
            label=say(declared.label),
            required=declared.required,
            initial=kinds.initial(declared, text),
            widget=kinds.widget(declared, options),
        )
        self.declared = declared
        self.items = kinds.item_rows(declared, text, options) if declared.kind is Kind.ITEMS else []
        self.papers = [papers[key] for key in keys(text) if key in papers] if declared.kind is Kind.FILE else []
        self.invoices: list[invoices.Row] = []
        self.kind = str(declared.kind)
        self.part = ""
        self.needs = declared.when[0] if declared.when else ""
        self.values = " ".join(declared.when[1]) if declared.when else ""


class FilingForm(forms.Form):
    """Fields of a procedure or a step with what was filled in so far; never bound, since a filing is what it shows.

    missing: from the service's checklist, each shown at its field and in the summary · step: tells forms of one page
    apart · spare: empty rows for invoices besides those filled in · parts: the heading before a field, by its name.
    """

    use_required_attribute = False

    def __init__(
        self,
        fields: Sequence[Field],
        filing: Mapping[str, str],
        *,
        options: Mapping[str, Sequence[Option]] = NOTHING,
        papers: Mapping[int, Paper] | None = None,
        missing: Missing = (),
        step: str = "id",
        spare: int = 0,
        parts: Iterable[tuple[str, Text]] = (),
    ) -> None:
        """Make the fields and note what is missing."""
        super().__init__(auto_id=f"{step}_%s")
        self.step, self.filing = step, dict(filing)
        headings = dict(parts)
        labels = {field.name: field for field in fields}
        for field in fields:
            chosen = options.get(field.name) or [Option(code, text) for code, text in field.choices]
            asked = Asked(field, chosen, filing.get(field.name, ""), papers or {})
            if field.kind is Kind.INVOICES:
                asked.invoices = invoices.rows(field.name, filing.get(field.name, ""), spare=spare)
            asked.part = say(headings[field.name]) if field.name in headings else ""
            asked.help_text = _hint(field, labels, filing.get(field.name, ""))
            if field.kind is Kind.CARER and not chosen:
                asked.help_text += _nobody()
            self.fields[field.name] = asked
        self._said = ErrorDict()
        for field, said in missing:  # a file that could not be kept is what is wrong, not that there is none
            self._said.setdefault(field.name, ErrorList([say(said)]))

    @property
    def errors(self) -> ErrorDict:
        """What is missing or wrong, by field."""
        return self._said

    @property
    def is_multipart_form(self) -> bool:
        """True when files may be chosen."""
        return any(isinstance(one, Asked) and one.declared.kind is Kind.FILE for one in self.fields.values())


def _hint(field: Field, others: Mapping[str, Field], text: str) -> SafeString:
    """What stands under the label: the hint, the unit, when it is asked, and the article that asks for it."""
    parts: list[Any] = [_sentence(say(field.hint))] if field.hint else []
    if field.unit:
        parts.append(_("in %(unit)s") % {"unit": field.unit})
    if field.kind is Kind.DIVISION:
        parts.append(_("Division code (GB/T 2260), six digits."))
    if field.kind is Kind.SEALED and text:
        parts.append(_("The number given before is kept; type one only to change it."))
    if field.kind is Kind.FILE:
        parts.append(_("PDF, JPEG, PNG or WebP, up to 10 MB each."))
    if field.when and field.when[0] in others:
        parts.append(format_html("<span data-when-note>{}</span>", _condition(field, others[field.when[0]])))
    parts.append(_article(field.provision) if field.provision else "")
    return format_html_join(" ", "{}", ((part,) for part in parts if part))


def _sentence(hint: str) -> str:
    """A hint with its full stop: more may stand behind it."""
    last = hint.rstrip('”’）)"')[-1:]
    if not last or hint[-1] in "。！？.!?":
        return hint
    return f"{hint}。" if last > "\u2e80" else f"{hint}."


def _nobody() -> SafeString:
    """Where whoever visits is registered, when nobody is yet."""
    said = _("Nobody of your institution is registered yet.")
    return format_html(' {} <a href="{}">{}</a>', said, reverse("desk_carers"), _("Register those who visit"))


def _condition(field: Field, other: Field) -> str:
    words = dict(other.choices) | {"yes": Text("是", "yes"), "no": Text("否", "no")}
    codes = field.when[1] if field.when else ()
    values = "/".join(say(words.get(code, Text(code, code))) for code in codes)
    return _("Only when “%(label)s” is: %(values)s.") % {"label": say(other.label), "values": values}


def _article(provision: str) -> SafeString:
    return format_html(
        '<a class="provision" href="{}"><span class="govuk-visually-hidden">{} </span>'
        '<span lang="zh-Hans">{}</span> <span class="provision__id">{}</span></a>',
        provision_url(provision),
        _("Article"),
        article(provision),
        provision,
    )
