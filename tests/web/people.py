"""Signing in without the form, which has a test of its own."""

from django.contrib.auth import get_user_model
from django.test import Client


def client_of(username: str) -> Client:
    """A client signed in as one of the demo's people."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client
