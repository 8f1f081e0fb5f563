"""Proofs sent in with a claim before it is filed: named by a signed token, so that a form sent back keeps them.

Whoever signs up has no account yet: the token alone says that the file is theirs.
"""

from dataclasses import dataclass

from django.core import signing

from yiyang.services.access import NOBODY, Viewer
from yiyang.services.accounts import agencies
from yiyang.services.uploads.keeping import keep as keep_own
from yiyang.services.uploads.keeping import keep_unowned
from yiyang.store.models import Upload

FIELD = "proof"
SALT, SECONDS = "yiyang.proof", 2 * 60 * 60
"""A token holds as long as a form that was not sent is kept."""


@dataclass(frozen=True)
class Proof:
    """A file that waits to be filed: its token, its name, its size in bytes."""

    token: str
    name: str
    size: int


def keep(*, viewer: Viewer, name: str, content: bytes, provision: str = "") -> str:
    """Keep a file for a claim; its token. Raises BadInput for what cannot be taken, naming what asks for it."""
    owner = None if viewer == NOBODY else viewer.user_id
    if owner is None:
        made = keep_unowned(field=FIELD, name=name, content=content, provision=provision)
    else:
        made = keep_own(viewer=viewer, field=FIELD, name=name, content=content, provision=provision)
    return signing.dumps([made, owner], salt=SALT)


def asked_by(place: str) -> str:
    """The provision that asks for the proof at an agency; "" while no agency is named."""
    known = {one.place for one in agencies.offices()}
    fields = agencies.of_office(place).procedure.fields if place in known else ()
    return next((one.provision for one in fields if one.name == FIELD), "")


def waiting(*, viewer: Viewer, tokens: tuple[str, ...]) -> tuple[Proof, ...]:
    """The viewer's files behind these tokens that nothing has been filed with; what is not theirs is left out."""
    found = {row.pk: row for row in Upload.objects.filter(pk__in=ids(viewer, tokens))}
    told = [(token, found.get(pk)) for token, pk in _read(viewer, tokens)]
    return tuple(Proof(token, row.name, row.size) for token, row in told if row)


def ids(viewer: Viewer, tokens: tuple[str, ...]) -> tuple[int, ...]:
    """Keys of the uploads behind these tokens, each once."""
    named = [pk for _token, pk in _read(viewer, tokens)]
    free = Upload.objects.filter(pk__in=named, case__isnull=True, visit__isnull=True, removed_at__isnull=True)
    there = set(free.values_list("pk", flat=True))
    return tuple(dict.fromkeys(pk for pk in named if pk in there))


def _read(viewer: Viewer, tokens: tuple[str, ...]) -> list[tuple[str, int]]:
    """Tokens that are sound, fresh and of this viewer, each once, with the upload they name."""
    mine = None if viewer == NOBODY else viewer.user_id
    found = []
    for token in dict.fromkeys(tokens):
        try:
            pk, owner = signing.loads(token, salt=SALT, max_age=SECONDS)
        except signing.BadSignature:
            continue
        if owner == mine:
            found.append((token, int(pk)))
    return found
