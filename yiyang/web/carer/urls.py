"""Addresses of the carer's pages."""

from django.urls import path

from yiyang.web.carer import views

urlpatterns = [
    path("", views.newest, name="own_visits"),
    path("<month:month>/", views.month, name="own_month"),
    path("visits/<int:visit_id>/", views.visit, name="own_visit"),
]
