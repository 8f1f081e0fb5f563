"""For whom a user may act: links to oneself and to relatives, with what was consented to, until when, and their end."""

import hmac
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from yiyang.law.consent import CONSENTS
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import ALL_CONSENTS, Viewer
from yiyang.services.accounts.codes import known_consents
from yiyang.services.accounts.words import LAST_BEFORE_FIRST, NO_LINK, NO_PERSON, NO_USER
from yiyang.services.cases.changes import change, create
from yiyang.services.errors import BadInput, NotFound
from yiyang.services.people.residents import of_places
from yiyang.services.secrets import indexes_of
from yiyang.store.models import Case, Membership, Person, Role, User


@dataclass(frozen=True)
class PersonLink:
    """A link between a user and a person, as either of them reads it.

    relation: "" for oneself · consents: in words · case: number of the filing that proved it · ends: revocable today.
    """

    id: int
    person_id: int
    person: str
    user: str
    relation: str
    consents: tuple[Text, ...]
    first: date | None
    last: date | None
    case_id: int | None
    case: str
    revoked: bool
    running: bool


def find_person(*, id_number: str, name: str) -> int | None:
    """The insured person on file with this ID number and this name, alive; None without any. Says nothing why."""
    found = Person.objects.filter(id_index__in=indexes_of(id_number.strip())).select_related("merged_into").first()
    same = hmac.compare_digest(_plain(found.name if found else ""), _plain(name))
    if found is None or not same:
        return None
    stands = found.merged_into or found
    return stands.pk if stands.died_on is None else None


def _plain(name: str) -> bytes:
    """A name as it is compared: without blanks, and with one kind of dot in names of several parts."""
    text = unicodedata.normalize("NFKC", name).replace("•", "·").replace("．", "·").replace(".", "·")
    return "".join(text.split()).casefold().encode()


@transaction.atomic
def open_link(
    *, viewer: Viewer, user_id: int, person_id: int, relation: str, consents: tuple[str, ...], first: date | None,
    last: date | None, case: Case | None,
) -> int:  # fmt: skip
    """Let a user act for a person, or for themselves (no relation), once a clerk has checked the proof.

    A running link between the two is replaced; `case` is the filing that proved it.
    Raises NotAllowed, NotFound, BadInput.
    """
    _at_counter_of(viewer, person_id)
    return opened(
        viewer, user_id=user_id, person_id=person_id, relation=relation, consents=consents, first=first, last=last,
        case=case,
    )  # fmt: skip


def opened(
    viewer: Viewer, *, user_id: int, person_id: int, relation: str, consents: tuple[str, ...], first: date | None,
    last: date | None, case: Case | None,
) -> int:  # fmt: skip
    """The stored link, for callers that have checked the proof; inside their transaction.

    What it changes is noted on the case that proved it, so that undoing the case brings back the link before.
    """
    known_consents(consents)
    begins = first or timezone.localdate()
    if last is not None and last < begins:
        raise BadInput(field="last", value=last.isoformat(), text=LAST_BEFORE_FIRST)
    if not User.objects.filter(pk=user_id, is_active=True).exists():
        raise NotFound(NO_USER)
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise NotFound(NO_PERSON)
    for old in Membership.objects.filter(_running(), user_id=user_id, person=person, role=Role.FAMILY):
        _end(viewer, old, "link.replaced", case)
    made = Membership(
        user_id=user_id, role=Role.FAMILY, person=person, relation=relation, first=begins, last=last, case=case,
        consents=_consents(relation, consents),
    )  # fmt: skip
    create(case, made) if case else made.save()
    events.record(viewer, "link.opened", f"membership:{made.pk}", after=_told(made))
    return made.pk


def _consents(relation: str, given: tuple[str, ...]) -> list[str]:
    """What is stored: nothing for oneself and where everything was consented to; to see is part of anything."""
    if not relation or not given or frozenset(given) == ALL_CONSENTS:
        return []
    return [code for code in CONSENTS if code in {*given, "read"}]


@transaction.atomic
def revoke_link(*, viewer: Viewer, membership_id: int) -> None:
    """End a link now; its history stays. By the relative, by the person themselves, or by a clerk. Raises NotFound."""
    link = Membership.objects.select_for_update().filter(pk=membership_id, role=Role.FAMILY).first()
    if link is None or link.person_id is None or not _may_end(viewer, link):
        raise NotFound(NO_LINK)
    if link.revoked_at is None:
        _end(viewer, link, "link.revoked")


def _may_end(viewer: Viewer, link: Membership) -> bool:
    mine = link.user_id == viewer.user_id
    about_me = link.person_id in viewer.persons - viewer.proxied
    return mine or about_me or _at_our_counter(viewer, link)


def _at_our_counter(viewer: Viewer, link: Membership) -> bool:
    """A clerk ends links to the people of their places."""
    if not viewer.may("counter"):
        return False
    return Person.objects.filter(of_places(viewer, "counter"), pk=link.person_id or 0).exists()


def _at_counter_of(viewer: Viewer, person_id: int) -> None:
    """A clerk opens and reads links of the people of their places. Raises NotAllowed, NotFound."""
    viewer.require("counter")
    if not Person.objects.filter(of_places(viewer, "counter"), pk=person_id).exists():
        raise NotFound(NO_PERSON)


def _end(viewer: Viewer, link: Membership, code: str, case: Case | None = None) -> None:
    before, now = _told(link), timezone.now()
    ended: dict[str, Any] = {
        "revoked_at": now,
        "last": min(link.last or timezone.localdate(now), timezone.localdate(now)),
    }
    if case:
        change(case, link, **ended)
    else:
        link.revoked_at, link.last = ended["revoked_at"], ended["last"]
        link.save(update_fields=list(ended))
    events.record(viewer, code, f"membership:{link.pk}", before=before, after=_told(link), person=link.person_id)


def name_of(*, viewer: Viewer, person_id: int) -> str:
    """The name of a person of the viewer's; "" for anybody else."""
    if person_id not in viewer.persons:
        return ""
    return Person.objects.values_list("name", flat=True).get(pk=person_id)


def mine(*, viewer: Viewer) -> tuple[PersonLink, ...]:
    """The viewer's links, running ones first: themselves and those they act or acted for."""
    return _listed(Q(user_id=viewer.user_id))


def of_me(*, viewer: Viewer) -> tuple[PersonLink, ...]:
    """Who may or might act for the viewer themselves."""
    return _listed(Q(person__in=viewer.persons - viewer.proxied) & ~Q(user_id=viewer.user_id))


def of_person(*, viewer: Viewer, person_id: int) -> tuple[PersonLink, ...]:
    """Who may or might act for a person, for a clerk of their place; the look is logged.

    Raises NotAllowed, NotFound.
    """
    _at_counter_of(viewer, person_id)
    events.looked_at(viewer, person_id, "links")
    return _listed(Q(person_id=person_id))


def _listed(which: Q) -> tuple[PersonLink, ...]:
    found = Membership.objects.filter(which, role=Role.FAMILY, person__isnull=False)
    rows = [_row(row) for row in found.select_related("person", "user", "case").order_by("-pk")]
    return tuple(sorted(rows, key=lambda row: not row.running))


def _row(row: Membership) -> PersonLink:
    assert row.person is not None and row.person_id is not None  # noqa: S101 -- the query asks for it
    today = timezone.localdate()
    within = (row.first is None or row.first <= today) and (row.last is None or today <= row.last)
    given = row.consents or list(CONSENTS)
    return PersonLink(
        id=row.pk,
        person_id=row.person_id,
        person=row.person.name,
        user=row.user.shown_name,
        relation=row.relation,
        consents=tuple(CONSENTS[code] for code in given) if row.relation else (),
        first=row.first,
        last=row.last,
        case_id=row.case_id,
        case=row.case.number or "" if row.case else "",
        revoked=row.revoked_at is not None,
        running=within and row.revoked_at is None,
    )


def _running() -> Q:
    return Q(revoked_at__isnull=True) & (Q(last__isnull=True) | Q(last__gte=timezone.localdate()))


def _told(link: Membership) -> dict[str, object]:
    """A link as an event tells it: keys only."""
    return {
        "user": link.user_id,
        "person": link.person_id,
        "relation": link.relation,
        "consents": link.consents,
        "last": link.last.isoformat() if link.last else None,
        "revoked": link.revoked_at is not None,
    }
