"""How people sign in: with a user name an agency gave them; nobody opens an account here by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed. Where people land afterwards is in the settings: the start page, which knows the role."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Never: agencies and providers open accounts for their people."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    """The second step at sign-in; the authenticator app shows the service's name and not its address."""

    def get_totp_issuer(self) -> str:
        """The name shown in the authenticator app."""
        return "医养 Yiyang"
