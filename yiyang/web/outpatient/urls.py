"""Addresses of the check before a settlement."""

from django.urls import path

from yiyang.web.outpatient import views

urlpatterns = [path("outpatient/check/", views.check, name="outpatient_check")]
