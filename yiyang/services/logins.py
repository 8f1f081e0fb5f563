"""Letting somebody sign in: a login name, a password, and one role for whom or where it holds."""

import re
from dataclasses import dataclass
from typing import TypeVar

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import translation

from yiyang.intake.columns import NO_DIVISION
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import ROLE_WORDS, Viewer
from yiyang.services.errors import BadInput
from yiyang.services.secrets import index_of
from yiyang.store.models import Carer, Institution, Membership, Person, Role, User

Row = TypeVar("Row", bound=Model)
ONE_OF = Text("应为下列之一：{roles}", "is one of {roles}")


@dataclass(frozen=True)
class Scope:
    """For whom or where a role holds; what the role does not need stays empty."""

    place: str = ""
    provider: str = ""
    carer: str = ""
    id_number: str = ""
    relation: str = ""


@transaction.atomic
def add(*, viewer: Viewer, username: str, name: str, password: str, role: str, scope: Scope) -> int:
    """Let somebody sign in with one role; the user's id. Raises NotAllowed, BadInput naming what does not fit."""
    viewer.require("users.write")
    user = User(username=username, display_name=name)
    _check(user, password)
    link = _membership(role, scope)
    user.set_password(password)
    user.save()
    link.user = user
    link.save()
    events.record(viewer, "user.added", f"user:{user.pk}", after={"login": username, "role": role})
    return user.pk


def _check(user: User, password: str) -> None:
    try:
        user.clean_fields(exclude=["password"])
        user.clean()
    except ValidationError as error:
        raise BadInput(field="login", value=user.username, text=_said(error)) from None
    if User.objects.filter(username=user.username).exists():
        raise BadInput(field="login", value=user.username, text=Text("已有此登录名", "this login name is taken"))
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


def _membership(role: str, scope: Scope) -> Membership:
    """The link a role needs: a person, a carer, a provider, a place, or nothing."""
    if role not in ROLE_WORDS:
        raise BadInput(
            field="role", value=role, text=Text(f"应为 {', '.join(ROLE_WORDS)}", f"is one of {', '.join(ROLE_WORDS)}")
        )
    link = Membership(role=role, relation=scope.relation)
    if role == Role.FAMILY:
        link.person = _one(Person.objects.filter(id_index=index_of(scope.id_number)), "id number", "")
    elif role == Role.CARER:
        link.carer = _one(Carer.objects.filter(code=scope.carer), "carer", scope.carer)
    elif role == Role.PROVIDER:
        link.institution = _one(Institution.objects.filter(code=scope.provider), "provider", scope.provider)
    elif role not in {Role.POLICY, Role.ADMINISTRATOR}:
        link.place = _place(scope.place)
    return link


def _one(found: QuerySet[Row], field: str, value: str) -> Row:
    row = found.first()
    if row is None:
        raise BadInput(field=field, value=value, text=Text("没有登记", "is not on file"))
    return row


def _place(code: str) -> str:
    if not re.fullmatch(r"[1-9]\d{5}", code, re.ASCII):
        raise BadInput(field="place", value=code, text=NO_DIVISION)
    return code
