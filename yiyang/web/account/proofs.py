"""Proofs chosen in the form of a claim: kept at once, so that a form sent back for a mistake still has them."""

from typing import NamedTuple

from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext as _

from yiyang.services.access import NOBODY, Viewer
from yiyang.services.accounts import proofs
from yiyang.services.accounts.proofs import FIELD, Proof
from yiyang.services.errors import BadInput
from yiyang.services.uploads.pictures import MOST_BYTES, TOO_LARGE
from yiyang.web.cases.sent import about_file, by_article, named
from yiyang.web.templatetags.yiyang_text import say

KEPT = f"{FIELD}__kept"
"""The name of the boxes of files sent before; the file input itself is named after the field."""
MOST = 5


class Received(NamedTuple):
    """The files of a form sent, old and new, and what was wrong with those that were not kept."""

    kept: tuple[Proof, ...] = ()
    faults: tuple[str, ...] = ()


def received(request: HttpRequest, known: Viewer) -> Received:
    """Keep what was chosen now beside what was ticked to be kept."""
    if request.method != "POST":
        return Received()
    tokens, faults = request.POST.getlist(KEPT)[:MOST], []
    files = request.FILES.getlist(FIELD)
    if len(tokens) + len(files) > MOST:
        faults.append(_("At most %(n)s files.") % {"n": MOST})
        files = []
    if files and known == NOBODY and not ratelimit.consume(request, action="signup_proof"):
        faults.append(_("Too many files from here. File without, and bring the papers to the counter."))
        files = []
    asks = proofs.asked_by(request.POST.get("place", "")[:6])
    for file in files:
        if (file.size or 0) > MOST_BYTES:  # before it is read into memory
            faults.append(say(by_article(named(file.name or "", TOO_LARGE), asks)))
            continue
        try:
            tokens.append(proofs.keep(viewer=known, name=file.name or "", content=file.read(), provision=asks))
        except BadInput as fault:
            faults.append(say(about_file(fault)))
    return Received(proofs.waiting(viewer=known, tokens=tuple(tokens)), tuple(faults))
