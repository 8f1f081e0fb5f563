"""The demo's users: how one is made, with the password that the demo prints and that is refused outside it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from yiyang.services.access import Viewer, viewer_of
from yiyang.store.models import Membership, User

PASSWORD = "yiyang-demo"  # noqa: S105 -- printed by the demo, refused outside it


@dataclass(frozen=True)
class Login:
    """A demo user: login name, shown name, role, and for whom."""

    username: str
    name: str
    role: str
    relation: str = ""


def user(login: Login, **owner: Any) -> None:
    """A user with one membership: `owner` is person=, carer=, institution= or place=."""
    made = User.objects.create(username=login.username, password=_hashed(), display_name=login.name)
    Membership.objects.create(user=made, role=login.role, relation=login.relation, **owner)


def also(username: str, role: str, place: str) -> None:
    """One more role of a demo user, at a place."""
    Membership.objects.create(user=User.objects.get(username=username), role=role, place=place)


@cache
def _hashed() -> str:
    """Hashed once: the demo has many users with the same known password, and starts in seconds."""
    return make_password(PASSWORD)


def viewer(username: str) -> Viewer:
    """The viewer a demo user is today."""
    return viewer_of(User.objects.get(username=username).pk)
