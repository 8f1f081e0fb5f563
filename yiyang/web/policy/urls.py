"""Addresses for policy makers."""

from django.urls import path

from yiyang.web.policy import views

urlpatterns = [
    path("", views.what_if, name="what_if"),
    path("result.json", views.download, name="what_if_json"),
]
