"""Everything around one's own account; what the sign-in library would do by e-mail is done at a counter."""

from allauth.account import views
from django.urls import include, path

from yiyang.web.account.closed import closed
from yiyang.web.account.links import links, revoke
from yiyang.web.account.reset import reset, sign_out_everywhere
from yiyang.web.account.signup import claim, sign_up

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", reset, name="account_reset_password"),
    path("signup/", sign_up, name="account_signup"),
    path("everywhere/", sign_out_everywhere, name="sign_out_everywhere"),
    path("links/", links, name="links"),
    path("links/new/", claim, name="link_new"),
    path("links/<int:link>/revoke/", revoke, name="link_revoke"),
    path("email/", closed, name="account_email"),
    path("confirm-email/", closed, name="account_email_verification_sent"),
    path("2fa/", include("allauth.mfa.urls")),
]
