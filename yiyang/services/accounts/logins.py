"""Letting somebody sign in: a login name, a password, and one role for whom or where it holds."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import translation

from yiyang.intake.columns import NO_DIVISION
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import PLACELESS, ROLE_WORDS, Viewer
from yiyang.services.accounts.words import LAST_BEFORE_FIRST, TAKEN
from yiyang.services.errors import BadInput
from yiyang.services.secrets import indexes_of
from yiyang.store.models import Carer, Institution, Membership, Person, Role, User

Row = TypeVar("Row", bound=Model)
NOT_ON_FILE = Text("没有登记", "is not on file")


@dataclass(frozen=True)
class Scope:
    """For whom or where a role holds, and from when until when; what the role does not need stays empty."""

    place: str = ""
    provider: str = ""
    carer: str = ""
    id_number: str = ""
    relation: str = ""
    first: date | None = None
    last: date | None = None


@transaction.atomic
def add(*, viewer: Viewer, username: str, name: str, password: str, role: str, scope: Scope) -> int:
    """Let somebody sign in with one role; the user's id. Raises NotAllowed, BadInput naming what does not fit."""
    viewer.require("users.write")
    link = membership(role, scope)
    link.user = make(username=username, name=name, password=password)
    link.save()
    told = {"login": username, "role": role}
    events.record(viewer, "user.added", f"user:{link.user.pk}", after=told, place=link.place)
    return link.user.pk


def make(*, username: str, name: str, password: str, must_change: bool = False) -> User:
    """A stored user without any role, inside the caller's transaction. Raises BadInput."""
    user = User(username=username, display_name=name, must_change_password=must_change)
    check_name(user)
    check_password(user, password)
    user.set_password(password)
    user.save()
    return user


def check_name(user: User) -> None:
    """Raise BadInput when a login name is none, is an ID number, or is somebody's already in large or small letters."""
    try:
        user.clean_fields(exclude={field.name for field in User._meta.fields} - {"username", "display_name"})
        user.clean()
    except ValidationError as error:
        raise BadInput(field="login", value=user.username, text=_said(error)) from None
    if User.objects.filter(username__iexact=user.username).exists():
        raise BadInput(field="login", value=user.username, text=TAKEN)


def check_password(user: User, password: str) -> None:
    """Raise BadInput when a password is too weak for this user; the value is never part of it."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise BadInput(field="password", value="", text=_said(error)) from None


def _said(error: ValidationError) -> Text:
    """Django's words in both languages."""
    found = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            found.append(" ".join(str(message) for message in error.messages))
    return Text(*found)


def membership(role: str, scope: Scope) -> Membership:
    """The unsaved link a role needs: a person, a carer, a provider, a place, or nothing. Raises BadInput."""
    if role not in ROLE_WORDS:
        raise BadInput(
            field="role", value=role, text=Text(f"应为 {', '.join(ROLE_WORDS)}", f"is one of {', '.join(ROLE_WORDS)}")
        )
    if scope.first and scope.last and scope.last < scope.first:
        raise BadInput(field="last", value=scope.last.isoformat(), text=LAST_BEFORE_FIRST)
    link = Membership(role=role, relation=scope.relation, first=scope.first, last=scope.last)
    if role == Role.FAMILY:
        person = _one(Person.objects.filter(id_index__in=indexes_of(scope.id_number)), "id number", "")
        link.person = person.merged_into or person  # a merged record leads to the one that stands for it
    elif role == Role.CARER:
        link.carer = _one(Carer.objects.filter(code=scope.carer), "carer", scope.carer)
    elif role == Role.PROVIDER:
        link.institution = _one(Institution.objects.filter(code=scope.provider), "provider", scope.provider)
    elif role not in PLACELESS:
        link.place = _place(scope.place)
    return link


def _one(found: QuerySet[Row], field: str, value: str) -> Row:
    row = found.first()
    if row is None:
        raise BadInput(field=field, value=value, text=NOT_ON_FILE)
    return row


def _place(code: str) -> str:
    if not re.fullmatch(r"[1-9]\d{5}", code, re.ASCII):
        raise BadInput(field="place", value=code, text=NO_DIVISION)
    return code
