"""How pages of cases write deadlines, ages, what happened, and links to papers kept elsewhere."""

from datetime import date, datetime

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yiyang.law.procedure import Sheet
from yiyang.law.words import Text
from yiyang.services import event_words
from yiyang.services.cases.forms import Blank
from yiyang.services.cases.reading import CaseView, Happening
from yiyang.services.cases.wording import Paper
from yiyang.services.cases.worklist import Counts
from yiyang.services.places import division_name
from yiyang.web.cases.naming import query
from yiyang.web.templatetags.yiyang_text import say

register = template.Library()


@register.filter
def due_in(due: date | None) -> str:
    """The word that always stands beside a deadline: today, tomorrow, in n days, n days overdue."""
    if due is None:
        return ""
    left = (due - timezone.localdate()).days
    if left < 0:
        return ngettext("%(n)s day overdue", "%(n)s days overdue", -left) % {"n": -left}
    words = {0: _("today"), 1: _("tomorrow")}
    return words.get(left) or ngettext("in %(n)s day", "in %(n)s days", left) % {"n": left}


@register.filter
def age(filed: datetime) -> str:
    """How long ago something was filed, in days."""
    days = (timezone.localdate() - timezone.localdate(filed)).days
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


@register.filter
def division(code: str) -> Text:
    """The agency of a case by the name of its place."""
    return division_name(code)


@register.filter
def tabs(counts: Counts) -> list[tuple[str, str, int]]:
    """The tabs of the worklist: code, label, how many open cases."""
    return [("mine", _("Mine"), counts.mine), ("group", _("My group"), counts.group), ("all", _("All"), counts.all)]


@register.filter
def happening(one: Happening, case: CaseView) -> str:
    """What happened, in words; the steps and outcomes in those of the declaration."""
    if one.code == "case.papers_asked" and _again(one, case):
        return _("papers asked for again")
    return say(event_words.event(one.code, case.declared.procedure.code))


def _again(one: Happening, case: CaseView) -> bool:
    """True where the same had happened to the case before."""
    return one not in [known for known in case.happenings if known.code == one.code][:1]


@register.filter
def proposed_word(case: CaseView) -> str:
    """The outcome somebody proposes against the law."""
    return say(dict(case.declared.procedure.outcomes)[case.proposed["outcome"]]) if case.proposed else ""


@register.filter
def asked_before(case: CaseView) -> bool:
    """Whether papers were asked for before."""
    return any(one.code == "case.papers_asked" for one in case.happenings)


@register.filter
def papers_of(case: CaseView) -> list[tuple[str, Paper]]:
    """Every upload of a case with the label of its field."""
    return [(say(told.field.label), paper) for told in case.told for paper in told.uploads]


@register.filter
def is_picture(media_type: str) -> bool:
    """True for what can be shown in place."""
    return media_type.startswith("image/")


@register.simple_tag
def upload_url(paper: Paper) -> str:
    """Where an upload is opened."""
    return reverse("upload", args=[paper.id])


@register.simple_tag
def upload_link(paper: Paper) -> SafeString:
    """An upload by its name, opened in a tab of its own."""
    return format_html(
        '<a class="link standalone" href="{}" target="_blank" rel="noopener">'
        '{}<span class="govuk-visually-hidden"> {}</span></a>',
        reverse("upload", args=[paper.id]),
        paper.name,
        _("(opens in a new tab)"),
    )


@register.simple_tag
def paper_links(case: CaseView) -> SafeString:
    """Papers to print of a case: the form as filed, those of its procedure, and the notice once it is decided."""
    number = case.row.id
    links = [(reverse("case_form_pdf", args=[number]), _("Print the form (PDF)"))]
    links += [(reverse("sheet_pdf", args=[number, one.code]), _titled(one)) for one in case.sheets]
    if case.notice:
        links.append((reverse("notice", args=[number]), _("Print the notice (PDF)")))
    return _printed(links)


@register.simple_tag
def blank_links(blank: Blank) -> SafeString:
    """Papers of a procedure to print before it is filed, with what is on file about whom it is for."""
    code = blank.declared.procedure.code
    sheets = [one for one in blank.declared.procedure.sheets if not one.stage]
    links = [(reverse("blank_sheet_pdf", args=[code, one.code]) + query(blank.named), _titled(one)) for one in sheets]
    return _printed(links or [(reverse("blank_form_pdf", args=[code]), _("Print the blank form (PDF)"))])


@register.simple_tag
def sheet_link(code: str, sheet: Sheet) -> SafeString:
    """A paper of a procedure, to print and fill in by hand; one made after a step is only named."""
    if sheet.stage:
        return format_html("{} · {}", say(sheet.title), _("handed out after its step"))
    url = reverse("blank_sheet_pdf", args=[code, sheet.code])
    return format_html('<a class="link standalone" href="{}">{}</a>', url, _titled(sheet))


def _titled(sheet: Sheet) -> str:
    title = _("Print “%(title)s” (PDF)") % {"title": say(sheet.title)}
    mark = _("not official")
    return title if sheet.official else f"{title} · {mark}"


def _printed(links: list[tuple[str, str]]) -> SafeString:
    joined = format_html_join("", '<li><a class="link standalone" href="{}">{}</a></li>', links)
    return format_html('<ul class="plain no-print papers-to-print">{}</ul>', joined)
