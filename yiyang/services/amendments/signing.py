"""Signing a change, sending it back, and taking it back: never one person alone."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiyang.law.document import Document
from yiyang.services import current, events, locks
from yiyang.services.access import Viewer
from yiyang.services.amendments import effect, rights, words
from yiyang.services.amendments.proposing import reaches_back
from yiyang.services.errors import BadInput, Conflict, NotAllowed, OutOfOrder
from yiyang.services.money import deadlines
from yiyang.store.models import Amendment


def sign(*, viewer: Viewer, pk: int, sha256: str) -> None:
    """Put a change in force; `sha256` is of the entries the signer looked at.

    Raises NotFound, NotAllowed for whoever brought it in, Conflict when it or the law is another meanwhile.
    """
    row, own = rights.found(pk)
    _signable(viewer, row, own, sha256)
    # A simulated month takes seconds: it is computed before anything is held.
    seen = effect.preview(viewer, own, effect.laid_over(own, row.entries), row.entries)
    _signed(viewer, pk, sha256, seen)


def _signable(viewer: Viewer, row: Amendment, own: Document, sha256: str) -> None:
    rights.signer(viewer, own, row.proposed_by_id)
    _pending(row)
    if sha256 != row.sha256 or _overtaken(row, own):
        raise Conflict(words.OVERTAKEN)
    if reaches_back(row.entries, timezone.localdate()) and not row.reason:
        raise Conflict(words.NOW_BACKWARDS)


@transaction.atomic
def _signed(viewer: Viewer, pk: int, sha256: str, seen: effect.Effect) -> None:
    row, own = _held(pk)
    _signable(viewer, row, own, sha256)
    row.effect = seen
    row.signed_at, row.signed_by_id = timezone.now(), viewer.user_id
    row.save(update_fields=["effect", "signed_at", "signed_by"])
    _noted(viewer, own, row, "values.signed", before=own)


@transaction.atomic
def reject(*, viewer: Viewer, pk: int, why: str) -> None:
    """Send a change back, or withdraw one's own. Raises NotFound, NotAllowed, Conflict, BadInput without a reason."""
    row, own = _held(pk)
    _pending(row)
    if viewer.user_id != row.proposed_by_id and not rights.may_sign(viewer, own.place):
        raise NotAllowed
    row.why = _said(why)
    row.rejected_at, row.rejected_by_id = timezone.now(), viewer.user_id
    row.save(update_fields=["why", "rejected_at", "rejected_by"])
    events.record(viewer, "values.rejected", f"amendment:{pk}", after={"why": row.why}, place=own.place)


def ask_back(*, viewer: Viewer, pk: int, why: str) -> None:
    """Ask to take a signed change back. Raises NotFound, NotAllowed, Conflict, BadInput without a reason."""
    row, own = rights.found(pk)
    _askable(viewer, row, own)
    said = _said(why)
    seen = effect.preview(viewer, own, _without(row), effect.backwards(row.entries))
    _asked_back(viewer, pk, said, seen)


def _askable(viewer: Viewer, row: Amendment, own: Document) -> None:
    if not (rights.may_sign(viewer, own.place) or rights.may_propose(viewer, own.place)):
        raise NotAllowed
    _in_force(row)
    if row.reversal_at:
        raise Conflict(words.ASKED_ALREADY)


@transaction.atomic
def _asked_back(viewer: Viewer, pk: int, why: str, seen: effect.Effect) -> None:
    row, own = _held(pk)
    _askable(viewer, row, own)
    row.why, row.effect = why, {**row.effect, "back": seen}
    row.reversal_at, row.reversal_by_id = timezone.now(), viewer.user_id
    row.save(update_fields=["why", "effect", "reversal_at", "reversal_by"])
    events.record(viewer, "values.reversal_asked", f"amendment:{pk}", after={"why": row.why}, place=own.place)


@transaction.atomic
def take_back(*, viewer: Viewer, pk: int, agree: bool) -> None:
    """Agree to take a change back, so that what it replaced counts again; or leave it in force.

    Raises NotFound, NotAllowed for whoever asked, Conflict when nobody asked or a later change rests on it.
    """
    row, own = _held(pk)
    if agree:
        rights.signer(viewer, own, row.reversal_by_id)
    elif not rights.may_sign(viewer, own.place) and viewer.user_id != row.reversal_by_id:
        raise NotAllowed
    _in_force(row)
    if not row.reversal_at:
        raise Conflict(words.NOT_ASKED)
    if not agree:
        row.reversal_at, row.reversal_by_id, row.why = None, None, ""
        row.save(update_fields=["reversal_at", "reversal_by", "why"])
        events.record(viewer, "values.reversal_declined", f"amendment:{pk}", place=own.place)
        return
    _without(row)
    row.reversed_at, row.reversed_by_id = timezone.now(), viewer.user_id
    row.save(update_fields=["reversed_at", "reversed_by"])
    _noted(viewer, own, row, "values.reversed", before=own)


def _held(pk: int) -> tuple[Amendment, Document]:
    """The row and its document as it stands, once no settlement is under way and nobody else signs."""
    found = rights.held(pk)
    place = rights.own(found.document).place
    locks.money(place)
    current.refresh()
    return found, rights.own(found.document)


def _pending(row: Amendment) -> None:
    if row.signed_at or row.rejected_at:
        raise Conflict(words.NOT_PENDING)


def _in_force(row: Amendment) -> None:
    if not row.signed_at or row.reversed_at:
        raise Conflict(words.NOT_IN_FORCE)


def _overtaken(row: Amendment, own: Document) -> bool:
    """True when what the file was compared with is no longer what it would replace."""
    standing = own
    for one in row.entries:
        series = standing.series.get(one["name"])
        value = series.on(date.fromisoformat(one["from"])) if series else None
        if (series is None) is not one["new"] or (value.text if value else "") != one["before"]:
            return True
        standing = effect.laid_over(standing, [one])
    return False


def _without(row: Amendment) -> Document:
    """The document without the change. Raises Conflict naming a later one that rests on it."""
    try:
        return current.without(row.document, row.pk)
    except OutOfOrder:
        later = [one.pk for one in current.in_force() if one.document == row.document and one.pk != row.pk]
        raise Conflict(words.RESTED_ON.filled(number=later[-1] if later else row.pk)) from None


def _noted(viewer: Viewer, own: Document, row: Amendment, code: str, *, before: Document) -> None:
    """The event, with the version of today's values before and after; a calendar moves last days at once."""
    current.refresh()
    today = timezone.localdate()
    then, now = before.values(today).version, current.document(own.code).values(today).version
    told: dict[str, Any] = {"document": own.code, "sha256": row.sha256}
    if effect.is_calendar(row.entries):
        told["last_days"] = deadlines.follow(own.code)
    events.record(
        viewer,
        code,
        f"amendment:{row.pk}",
        before={"values_version": then},
        after={**told, "values_version": now},
        place=own.place,
    )


def _said(why: str) -> str:
    if not why.strip():
        raise BadInput(field="why", value="", text=words.NEEDED)
    return why.strip()[:2000]
