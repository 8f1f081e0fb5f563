"""Addresses of the service catalogue."""

from django.urls import path

from yiyang.web.catalogue import views

urlpatterns = [
    path("", views.services, name="services"),
    path("<slug:code>/", views.service, name="service"),
]
