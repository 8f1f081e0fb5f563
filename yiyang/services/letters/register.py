"""The register of papers handed out: each has a code by which anybody who holds it can check it, and that says nothing.

The code is an HMAC of kind, number and content, cut to 80 bits: it cannot be guessed, and the same paper has the same
code when it is printed again. Who it is about stands nowhere in the register but by key.
"""

from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from yiyang.law.words import Text
from yiyang.papers import letter_words as words
from yiyang.papers.letter_parts import Checked
from yiyang.services.errors import NotFound
from yiyang.services.letters import states
from yiyang.services.letters.shape import digest
from yiyang.services.places import city_of, division_name, place_name
from yiyang.store.models import Case, Issued, Line

SALT = "yiyang.services.letters.check"
LENGTH, GROUP = 16, 4
PATH = "/check/{code}/"
NO_PAPER = Text(
    "没有与此核验码相符的文书。请核对每一位；仍不相符的，请与经办机构联系。",
    "No paper has this code. Compare it letter by letter; if it still does not fit, ask the agency.",
)


@dataclass(frozen=True)
class Subject:
    """What a paper belongs to, for its state later on."""

    place: str = ""
    procedure: str = ""
    case: Case | None = None
    line: Line | None = None


@dataclass(frozen=True)
class Looked:
    """What anybody may know of a paper: nothing of whom it is about."""

    number: str
    kind: Text
    issued_on: date
    office: Text
    state: Text
    stands: bool
    code: str


OFFICES = {"220100": words.OFFICE}
"""Places whose agency handles long-term care insurance alone."""


def office(place: str) -> Text:
    """The agency of a place, as it signs: of a county with its city before it."""
    city = city_of(place)
    name, near = place_name(city), division_name(place)
    told = name if place == city else Text(f"{name.zh}{near.zh}", f"{near.en}, {name.en}")
    return OFFICES.get(city, words.HEALTH_OFFICE).filled(place=told)


def issue(
    *, kind: str, number: str, content: Mapping[str, Any], subject: Subject, issued_on: date | None = None
) -> Issued:
    """Enter a paper, or find it where the same was printed before; `issued_on` is today unless something dates it."""
    told = {"kind": kind, "number": number, "digest": digest(content)}
    known = Issued.objects.filter(**told).first()
    if known:
        return known
    try:
        with transaction.atomic():
            return Issued.objects.create(
                **told,
                **vars(subject),
                code=_code(**told),
                issued_on=issued_on or timezone.localdate(),
            )
    except IntegrityError:  # printed twice at the same moment: both are the same paper
        return Issued.objects.get(**told)


def _code(*, kind: str, number: str, digest: str) -> str:
    made = salted_hmac(SALT, "\n".join((kind, number, digest)), algorithm="sha256").digest()
    return b32encode(made).decode()[:LENGTH]


def checked(row: Issued, origin: str) -> Checked:
    """The address in the square and the code beside it; `origin` serves where no public address is configured."""
    base = (settings.PUBLIC_URL or origin or f"https://{settings.ALLOWED_HOSTS[0]}").rstrip("/")
    return Checked(base + PATH.format(code=row.code), grouped(row.code))


def grouped(code: str) -> str:
    """The code as one reads it aloud: ABCD-EFGH-JKLM-NPQR."""
    return "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


def plain(given: str) -> str:
    """A code as it was typed, with or without hyphens and blanks, in large or small letters."""
    return "".join(one for one in given.upper() if one.isascii() and one.isalnum())[: LENGTH + 1]


def look_up(*, code: str) -> Looked:
    """What a code stands for, for whoever holds the paper. Raises NotFound."""
    row = Issued.objects.select_related("case", "line__superseded_by").filter(code=plain(code)).first()
    if row is None:
        raise NotFound(NO_PAPER)
    state, stands = states.of(row)
    return Looked(
        row.number, states.KINDS[row.kind], row.issued_on, office(row.place), state, stands, grouped(row.code)
    )
