"""Signing in without the form, which has a test of its own, and what a page says."""

from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from tests.web.markup import read
from yiyang.services import demo
from yiyang.store.models import User


def client_of(username: str) -> Client:
    """A client signed in as one of the demo's people."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


def user(login: str) -> User:
    """Somebody by login name."""
    return User.objects.get(username=login)


def sign_in(client: Client, login: str, password: str = demo.PASSWORD) -> Any:
    """The answer to the sign-in form."""
    return client.post("/account/login/", {"login": login, "password": password})


def said(answer: Any) -> str:
    """The words of a page's main part."""
    return read(answer.content.decode()).text_of("main")
