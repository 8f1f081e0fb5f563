"""Addresses of messages."""

from django.urls import path

from yiyang.web.inbox import views

urlpatterns = [
    path("messages/", views.messages, name="messages"),
    path("messages/<int:message_id>/read/", views.read, name="message_read"),
]
