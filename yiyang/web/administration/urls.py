"""Addresses of accounts, the counter and a desk's carers; nobody is named in them by an ID number."""

from django.urls import path

from yiyang.web.administration import accounts, carers, counter

urlpatterns = [
    path("accounts/", accounts.users, name="users"),
    path("accounts/new/", accounts.user_new, name="user_new"),
    path("accounts/<int:user>/", accounts.user, name="user"),
    path("accounts/<int:user>/role/", accounts.role_new, name="role_new"),
    path("accounts/<int:user>/role/<int:membership>/end/", accounts.role_end, name="role_end"),
    path("accounts/<int:user>/leave/", accounts.user_leave, name="user_leave"),
    path("accounts/<int:user>/unlock/", accounts.user_unlock, name="user_unlock"),
    path("counter/", counter.counter, name="counter"),
    path("counter/code/<int:user>/", counter.code, name="counter_code"),
    path("counter/link/", counter.link_code, name="counter_link"),
    path("counter/claims/<int:case_id>/", counter.claim, name="counter_claim"),
    path("carers/", carers.carers, name="desk_carers"),
    path("carers/<slug:carer>/new/", carers.carer_new, name="desk_carer_new"),
    path("carers/<slug:carer>/leave/", carers.carer_leave, name="desk_carer_leave"),
]
