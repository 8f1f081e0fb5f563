"""How people sign in: with a login name and a password, some with a second step; five wrong attempts lock."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from yiyang.services.accounts import attempts
from yiyang.web.account import gate

# One sentence for a wrong name, a wrong password and a locked account: it tells nobody which logins exist.
WRONG = format_lazy(
    _(
        "The login name or the password is not right, or the account is locked: five wrong attempts in a row lock it "
        "for {minutes} minutes. A counter gives you a code for a new password."
    ),
    minutes=settings.LOCK_MINUTES,
)
WRONG_CODE = format_lazy(
    _("The code is not right, or the account is locked: five wrong attempts in a row lock it for {minutes} minutes."),
    minutes=settings.LOCK_MINUTES,
)
SAME = _("Choose another password than the one you were given.")


class AccountAdapter(DefaultAccountAdapter):
    """The library's own sign-up is closed: `signup.py` opens accounts together with the proof they need."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": WRONG,
        "incorrect_password": WRONG,
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Never by the library."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The user, unless the password is wrong (counted) or the account locked; both take the same time."""
        username = credentials.get("username", "")
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is None:
            attempts.failed(username=username)
            return None
        return user if attempts.may_try(username=username) else None

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Signed in, after all steps: the count starts anew and the session's clocks begin."""
        super().login(request, user)
        gate.begin(request)
        attempts.succeeded(username=user.get_username())

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """A password somebody was given is replaced by another one."""
        if getattr(user, "must_change_password", False) and user is not None and user.check_password(password):
            raise ValidationError(SAME)
        cleaned: str = super().clean_password(password, user)
        return cleaned

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """From now on it is their own."""
        user.must_change_password = False  # type: ignore[attr-defined]  # our User
        super().set_password(user, password)

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **hooks: Any) -> HttpResponse | None:
        """Whoever has left finds the account closed, also before the nightly run has closed it."""
        last_day = getattr(user, "left_on", None)
        if last_day and last_day < timezone.localdate():
            user.is_active = False  # for this sign-in; the run that closes the account writes it down
        response: HttpResponse | None = super().pre_login(request, user, **hooks)
        return response


class MFAAdapter(DefaultMFAAdapter):
    """The second step at sign-in; the authenticator app shows the service's name and not its address."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def get_totp_issuer(self) -> str:
        """The name shown in the authenticator app."""
        return "医养 Yiyang"
