"""The filters of supervision's lists, kept in the address; empty fields mean all."""

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yiyang.law.words import Text
from yiyang.services.access import ROLE_WORDS
from yiyang.services.assessing.assessments import Narrowed
from yiyang.services.supervision.trails import Sought
from yiyang.web.templatetags.yiyang_text import say

ALL = ("", _("All"))
STATES = (
    ALL,
    ("expired", _("Ended")),
    ("due", _("Reassessment may be asked for")),
    ("soon", _("Ends within 30 days")),
    ("valid", _("Longer")),
)
LEVELS = (ALL, *((str(level), str(level)) for level in range(6)))


class AssessmentFilter(forms.Form):
    """Narrows the list of assessments."""

    use_required_attribute = False
    state = forms.ChoiceField(label=_("Validity"), required=False, choices=STATES)
    level = forms.ChoiceField(label=_("Grade"), required=False, choices=LEVELS)
    text = forms.CharField(label=_("Name"), required=False, max_length=40)

    @property
    def narrowed(self) -> Narrowed:
        """What the service is asked for; what does not fit narrows nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        level = given.get("level")
        return Narrowed(given.get("state", ""), int(level) if level else None, given.get("text", ""))


class UserFilter(forms.Form):
    """Narrows the list of users."""

    use_required_attribute = False
    role = forms.ChoiceField(label=_("Role"), required=False)
    text = forms.CharField(label=_("Name"), required=False, max_length=40)

    def __init__(self, data: Any) -> None:
        """Offer the roles in the language of the page."""
        super().__init__(data)
        _offer(self, "role", [(code, say(words)) for code, words in ROLE_WORDS.items()])


class TrailFilter(forms.Form):
    """Narrows events or the read log."""

    use_required_attribute = False
    code = forms.ChoiceField(label=_("What"), required=False)
    subject = forms.CharField(label=_("About"), required=False, max_length=120)
    who = forms.CharField(label=_("Login name"), required=False, max_length=150)

    def __init__(self, data: Any, codes: Iterable[str], words: Callable[[str], Text]) -> None:
        """Offer the codes there are by their words."""
        super().__init__(data)
        _offer(self, "code", sorted(((code, say(words(code))) for code in codes), key=itemgetter(1)))

    @property
    def sought(self) -> Sought:
        """What the service is asked for; what does not fit narrows nothing."""
        return Sought(**self.cleaned_data) if self.is_valid() else Sought()


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [ALL, *choices]
