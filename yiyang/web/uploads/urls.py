"""Addresses of stored files, by number."""

from django.urls import path

from yiyang.web.uploads import views

urlpatterns = [
    path("uploads/<int:upload_id>/", views.upload, name="upload"),
    path("uploads/<int:upload_id>/original/", views.original, name="upload_original"),
]
