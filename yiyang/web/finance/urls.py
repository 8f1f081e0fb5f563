"""Addresses of the ledger; none of them takes a form."""

from django.urls import path

from yiyang.web.finance import views

urlpatterns = [
    path("", views.balances, name="ledger"),
    path("entries/", views.entries, name="ledger_entries"),
    path("entries/<int:entry_id>/", views.entry, name="ledger_entry"),
]
