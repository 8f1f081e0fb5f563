"""Addresses of the search and of a person's page for a desk; a person is named by key, never by ID number."""

from django.urls import path

from yiyang.web.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("people/<int:person_id>/", views.person, name="dossier"),
]
