"""Addresses of the documents."""

from django.urls import path

from yiyang.web.documents import views

urlpatterns = [
    path("", views.documents, name="documents"),
    path("questions/", views.questions, name="questions"),
    path("provision/<str:provision>/", views.provision, name="provision"),
    path("<slug:code>/", views.document, name="document"),
    path("<slug:code>/ask/<slug:name>/", views.ask, name="ask"),
]
