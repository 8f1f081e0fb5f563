"""The second step at sign-in: wrong codes count like wrong passwords, and some roles cannot do without it."""

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.conf import settings
from django.http import HttpRequest

from yiyang.services.access import TWO_STEPS
from yiyang.services.accounts import attempts
from yiyang.web.viewer import viewer


def missing(request: HttpRequest) -> bool:
    """True for somebody whose role needs a second step and who has not set one up."""
    if not settings.SECOND_FACTOR or not viewer(request).roles & TWO_STEPS:
        return False
    return not is_mfa_enabled(request.user, [Authenticator.Type.TOTP])


def _counted(username: str, clean: Callable[[], str]) -> str:
    """The code when it is right; a wrong one is counted, and a locked account takes none."""
    if not attempts.may_try(username=username):
        raise get_adapter().validation_error("incorrect_code")
    try:
        return clean()
    except forms.ValidationError:
        attempts.failed(username=username)
        raise


class SecondStep(AuthenticateForm):
    """After the password."""

    def clean_code(self) -> str:
        """The code of the app or a recovery code."""
        return _counted(self.user.username, super().clean_code)


class SecondStepAgain(ReauthenticateForm):
    """Before something that concerns the safety of the account."""

    def clean_code(self) -> str:
        """The code of the app or a recovery code."""
        return _counted(self.user.username, super().clean_code)
