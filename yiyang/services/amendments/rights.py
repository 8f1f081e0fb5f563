"""Who brings in a change of values, who signs it, who looks at what it would do."""

from yiyang.law.document import Document
from yiyang.services import current
from yiyang.services.access import Viewer
from yiyang.services.amendments import words
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.store.models import Amendment

PROPOSE, SIGN, READ = "values.propose", "case.second", "values.read"


def may_propose(viewer: Viewer, place: str) -> bool:
    """A policy maker anywhere, a reviewer of the place the document speaks for: a county changes no city's rule."""
    bounds = viewer.bounds(PROPOSE)
    return viewer.may(PROPOSE) and (bounds is None or place in bounds)


def may_sign(viewer: Viewer, place: str) -> bool:
    """Whoever may be a second person at the place of the document; never whoever works at the machine."""
    return viewer.user_id is not None and viewer.may(SIGN, place=place)


def proposable(*, viewer: Viewer) -> tuple[Document, ...]:
    """Documents whose values the viewer may bring changes to; drafts bind nobody."""
    return tuple(one for one in current.documents() if not one.draft and may_propose(viewer, one.place))


def to_propose(*, viewer: Viewer, code: str) -> Document:
    """A document the viewer may bring a change in for. Raises NotAllowed, NotFound."""
    viewer.require(PROPOSE)
    found = own(code)
    if not may_propose(viewer, found.place):
        raise NotAllowed
    return found


def own(code: str) -> Document:
    """A document that can be changed. Raises NotFound for an unknown one and for a draft."""
    found = next((one for one in current.documents() if one.code == code and not one.draft), None)
    if found is None:
        raise NotFound(words.NO_DOCUMENT)
    return found


def found(pk: int) -> tuple[Amendment, Document]:
    """An amendment with its document as it stands. Raises NotFound."""
    row = Amendment.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound(words.NO_AMENDMENT)
    return row, own(row.document)


def held(pk: int) -> Amendment:
    """An amendment, held until the transaction ends. Raises NotFound."""
    found = Amendment.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if found is None:
        raise NotFound(words.NO_AMENDMENT)
    return found


def signer(viewer: Viewer, document: Document, first: int | None) -> None:
    """A second person at the place of the document, who is not the first. Raises NotAllowed."""
    if not may_sign(viewer, document.place) or viewer.user_id == first:
        raise NotAllowed
