"""Addresses of civil affairs, health and other departments; none of them takes a form."""

from django.urls import path

from yiyang.web.bureau import views

urlpatterns = [
    path("recipients/", views.recipients, name="bureau_recipients"),
    path("institutions/", views.institutions, name="bureau_institutions"),
    path("institutions/<slug:code>/", views.institution, name="bureau_institution"),
    path("overview/", views.newest, name="overviews"),
    path("overview/<place:place>/<month:month>/", views.overview, name="overview"),
]
