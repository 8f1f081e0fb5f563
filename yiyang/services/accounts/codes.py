"""Codes handed over at a counter: eight characters on a slip, good once, for a new password or for a link."""

import secrets
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from yiyang.law.consent import CONSENTS
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import ROLE_WORDS, Viewer
from yiyang.services.accounts import logins, sessions
from yiyang.services.accounts.staff import LETTERS
from yiyang.services.accounts.words import NO_CODE, NO_PERSON, NO_USER, OWN_ROLES, UNKNOWN_CONSENT
from yiyang.services.errors import BadInput, Conflict, NotAllowed, NotFound
from yiyang.services.people.residents import of_places
from yiyang.store.models import Carer, CounterCode, Person, Role, User

LENGTH = 8
TRIES = 5
MINUTES = 30
LINK_DAYS = 7
"""A code for a link is taken home, where somebody signs up with it."""
SEEN: dict[str, Text] = {
    "resident_id": Text("居民身份证原件", "the resident identity card"),
    "permit": Text("居住证或永久居留身份证原件", "the residence permit"),
    "social_card": Text("社会保障卡", "the social security card"),
    "household": Text("户口簿或亲属关系证明", "the household register or proof of kinship"),
    "mandate": Text("本人出具的书面委托", "the person's written mandate"),
    "staff_card": Text("工作证，并当面确认", "the staff card, and knew them in person"),
}
"""What somebody at a counter may have seen."""
NOTHING_SEEN = Text("请勾选核验时看到的证件", "say what you saw to know who it is")


@dataclass(frozen=True)
class Slip:
    """What the slip says, shown once: the code, for whom, and until when it is good."""

    code: str
    username: str
    name: str
    until: datetime


def code() -> str:
    """Eight characters that nobody mistakes for each other, in two groups."""
    text = "".join(secrets.choice(LETTERS) for _ in range(LENGTH)).upper()
    return f"{text[:4]}-{text[4:]}"


def plain(text: str) -> str:
    """A code as it is compared: however it was written down."""
    return "".join(one for one in unicodedata.normalize("NFKC", text).upper() if one.isalnum())


@dataclass(frozen=True)
class Counter:
    """A user at the counter: whom the clerk is about to hand a code."""

    user_id: int
    username: str
    name: str
    roles: tuple[Text, ...]


def find(*, viewer: Viewer, username: str) -> Counter:
    """The user of a login name, when it is for the viewer to help them. Raises NotAllowed, NotFound, Conflict."""
    user = _helped(viewer, User.objects.filter(username__iexact=username.strip(), is_active=True).first())
    events.seen(viewer, f"user:{user.pk}", "counter")
    return _shown(user)


def at_counter(*, viewer: Viewer, user_id: int) -> Counter:
    """The user of a key, under the same conditions. Raises NotAllowed, NotFound, Conflict."""
    return _shown(_helped(viewer, User.objects.filter(pk=user_id, is_active=True).first()))


def _shown(user: User) -> Counter:
    roles = tuple(sorted(set(user.memberships.values_list("role", flat=True))))
    return Counter(user.pk, user.username, user.shown_name, tuple(ROLE_WORDS[one] for one in roles))


@transaction.atomic
def make(*, viewer: Viewer, user_id: int, seen: tuple[str, ...], second: bool = False) -> Slip:
    """A code for a new password, good for half an hour; `second` also takes away a lost second step.

    A clerk helps families, a provider's desk its own carers, an administrator everybody; nobody themselves.
    Raises NotAllowed, NotFound, Conflict, BadInput when nothing was seen.
    """
    user = _helped(viewer, User.objects.select_for_update().filter(pk=user_id, is_active=True).first())
    made, until = code(), timezone.now() + timedelta(minutes=MINUTES)
    CounterCode.objects.filter(user=user, used_at__isnull=True).update(used_at=timezone.now())
    CounterCode.objects.create(
        user=user,
        code_hash=make_password(plain(made)),
        terms={"second": second},
        seen=_seen(seen),
        made_by_id=viewer.user_id,
        expires_at=until,
    )
    told = {"seen": list(seen), "second": second}
    events.record(viewer, "code.made", f"user:{user.pk}", after=told)
    return Slip(made, user.username, user.shown_name, until)


@transaction.atomic
def make_for_link(
    *, viewer: Viewer, person_id: int | None, seen: tuple[str, ...], relation: str, consents: tuple[str, ...],
    last: date | None,
) -> Slip:  # fmt: skip
    """A code with which somebody signs up as this person or for them. Raises NotAllowed, NotFound, BadInput."""
    viewer.require("counter")
    if person_id is None:
        raise NotFound(NO_PERSON)
    known_consents(consents)
    made, until = code(), timezone.now() + timedelta(days=LINK_DAYS)
    CounterCode.objects.create(
        person_id=person_id,
        code_hash=make_password(plain(made)),
        terms={"relation": relation, "consents": list(consents), "last": last.isoformat() if last else None},
        seen=_seen(seen),
        made_by_id=viewer.user_id,
        expires_at=until,
    )
    told = {"seen": list(seen), "relation": relation, "consents": list(consents)}
    events.record(viewer, "code.made", f"person:{person_id}", after=told)
    return Slip(made, "", "", until)


def set_password(*, viewer: Viewer, username: str, given: str, password: str) -> None:
    """A new password for whoever holds the code: all sign-ins end, a lock opens. Raises BadInput.

    A login name nobody has, a wrong code, one used up and one too old are refused in the same words and time.
    `viewer` is nobody: whoever asks has not signed in.
    """
    logins.check_password(User(username=username.strip()), password)
    if not _replaced(viewer, username.strip(), given, password):
        raise BadInput(field="code", value="", text=NO_CODE)


@transaction.atomic
def _replaced(viewer: Viewer, username: str, given: str, password: str) -> bool:
    """Whether the code was right; a wrong one stays counted, so this does not raise."""
    user = User.objects.select_for_update().filter(username__iexact=username, is_active=True).first()
    found = spend(CounterCode.objects.filter(user=user) if user else CounterCode.objects.none(), given)
    if user is None or found is None:
        return False
    user.set_password(password)
    user.failures, user.locked_at, user.must_change_password = 0, None, False
    user.save(update_fields=["password", "failures", "locked_at", "must_change_password"])
    sessions.end_sessions(user.pk)
    second = bool(found.terms.get("second"))
    if second:
        user.authenticator_set.all().delete()  # type: ignore[attr-defined]  # the sign-in library's
    told = {"code_by": found.made_by_id, "second": second}
    events.record(replace(viewer, user_id=user.pk), "user.password_reset", f"user:{user.pk}", after=told)
    return True


def spend(codes: "QuerySet[CounterCode]", given: str) -> CounterCode | None:
    """The code among these, if it is the one given; used up by that, and a wrong one counts. Inside a transaction."""
    running = codes.select_for_update().filter(used_at__isnull=True, expires_at__gt=timezone.now(), tries__lt=TRIES)
    found = running.order_by("-pk").first()
    right = check_password(plain(given), found.code_hash if found else _nobodys())
    if found is None:
        return None
    if right:
        CounterCode.objects.filter(pk=found.pk).update(used_at=timezone.now())
        return found
    CounterCode.objects.filter(pk=found.pk).update(tries=F("tries") + 1)
    return None


@cache
def _nobodys() -> str:
    """The hash of a code nobody holds: where there is none to compare with, comparing takes as long."""
    return make_password(code())


def _helped(viewer: Viewer, user: User | None) -> User:
    """A user the viewer may hand a code. Raises NotAllowed, NotFound (also for whom others look after), Conflict."""
    if not any(viewer.may(right) for right in ("users.write", "counter", "carers.manage")):
        raise NotAllowed
    if user is None:
        raise NotFound(NO_USER)
    if user.pk == viewer.user_id:
        raise Conflict(OWN_ROLES)
    if viewer.may("users.write") or _one_of_ours(viewer, user):
        return user
    raise NotFound(NO_USER)


def _one_of_ours(viewer: Viewer, user: User) -> bool:
    """Families of a clerk's places, a desk's carers: accounts with any further role are the administrators'."""
    roles = set(user.memberships.values_list("role", flat=True))
    if viewer.may("counter") and roles <= {Role.FAMILY}:
        persons = Person.objects.filter(membership__user=user)
        return not persons.exists() or persons.filter(of_places(viewer, "counter")).exists()
    own = Carer.objects.filter(institution__in=viewer.institutions)
    return (
        viewer.may("carers.manage") and roles == {Role.CARER} and not user.memberships.exclude(carer__in=own).exists()
    )


def _seen(seen: tuple[str, ...]) -> list[str]:
    if not seen or not set(seen) <= SEEN.keys():
        raise BadInput(field="seen", value="", text=NOTHING_SEEN)
    return list(seen)


def known_consents(consents: tuple[str, ...]) -> None:
    """Raise BadInput for anything one cannot consent to."""
    strange = sorted(set(consents) - CONSENTS.keys())
    if strange:
        raise BadInput(field="consents", value=strange[0], text=UNKNOWN_CONSENT)
