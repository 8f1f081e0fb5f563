"""Addresses of the carer's pages."""

from django.urls import path

from yiyang.web.carer import app, views

urlpatterns = [
    path("", views.newest, name="own_visits"),
    path("app/", app.app, name="carer_app"),
    path("worker.js", app.worker, name="carer_worker"),
    path("app.webmanifest", app.manifest, name="carer_manifest"),
    path("<month:month>/", views.month, name="own_month"),
    path("visits/<int:visit_id>/", views.visit, name="own_visit"),
]
