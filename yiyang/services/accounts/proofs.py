"""Proofs sent in with a claim before it is filed: named by a signed token, so that a form sent back keeps them.

Whoever signs up has no account yet: the token alone says that the file is theirs.
"""

from dataclasses import dataclass

from django.core import signing

from yiyang.services.access import NOBODY, Viewer
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


def keep(*, viewer: Viewer, name: str, content: bytes) -> str:
    """Keep a file for a claim; its token. Raises BadInput for what cannot be taken."""
    if viewer == NOBODY:
        made, owner = keep_unowned(field=FIELD, name=name, content=content), None
    else:
        made, owner = keep_own(viewer=viewer, field=FIELD, name=name, content=content), viewer.user_id
    return signing.dumps([made, owner], salt=SALT)


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
