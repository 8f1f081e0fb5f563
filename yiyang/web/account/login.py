"""The sign-in form; what to do about a lost password stands below it, with its counterpart for a locked account."""

from typing import Any

from allauth.account.forms import LoginForm as LibraryForm
from django.utils.translation import gettext_lazy as _


class LoginForm(LibraryForm):
    """The library's form without its own word on lost passwords."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave the hint out, and call the name what it is called where one chooses it."""
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        self.fields["login"].label = _("Login name")
