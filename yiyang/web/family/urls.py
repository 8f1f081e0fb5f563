"""Addresses of the family's pages; a person is named by key, never by ID number."""

from django.urls import path

from yiyang.web.family import home, views

urlpatterns = [
    path("", home.people, name="people"),
    path("<int:person>/", views.person, name="person"),
    path("<int:person>/<month:month>/", views.month, name="person_month"),
]
