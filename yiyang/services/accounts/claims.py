"""Proving for whom one may act: a number and a name compared with what is on file, then a counter code or a clerk.

Whoever claims learns nothing about who is on file: the answer and the way to it are the same either way.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiyang.intake.identity import masked, problem
from yiyang.law.consent import CONSENTS
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.accounts import agencies, codes, links, logins, proofs
from yiyang.services.accounts.words import PAST
from yiyang.services.cases import deciding, forms
from yiyang.services.cases.about import About
from yiyang.services.cases.completeness import complete
from yiyang.services.cases.declared import declared, of
from yiyang.services.cases.effects import EFFECTS
from yiyang.services.cases.opening import opened
from yiyang.services.cases.situation import Situation
from yiyang.services.cases.wording import Paper, papers
from yiyang.services.errors import BadInput, Conflict
from yiyang.services.uploads import keeping
from yiyang.store.models import Case, CounterCode, Person

ON_FILE = "_person"
"""Beside the declared fields, so that no page of the applicant shows it: the person on file whom the claim fits."""
ID_TYPES: dict[str, tuple[Text, tuple[str, ...]]] = {
    "resident": (Text("居民身份证", "Resident identity card"), ("1", "2", "3", "4", "5", "6", "7")),
    "permit": (Text("港澳台居民居住证", "Residence permit (Hong Kong, Macao, Taiwan)"), ("81", "82", "83")),
    "foreigner": (Text("外国人永久居留身份证", "Foreign permanent resident card"), ("9",)),
}
"""Papers whose numbers insured people have, and how those begin."""
OTHER_PAPER = Text("号码与所选证件类型不符", "the number is not one of this kind of paper")
NOBODY_FITS = Text(
    "本机构没有登记的参保人与所填姓名和证件号码相符：请核对原件后不予同意，或请申请人重新提交（选对参保地）",
    "nobody on file here fits the name and the number: compare the papers, then refuse, or let them file anew with the "
    "agency where the person is insured",
)


@dataclass(frozen=True)
class Claim:
    """For whom somebody wants to act: the insured person by paper and name, the relation (none for oneself).

    proof: tokens of the files sent in with it · place: whose agency checks it (GB/T 2260), where they are insured.
    """

    id_type: str
    id_number: str
    name: str
    relation: str = ""
    consents: tuple[str, ...] = ()
    until: date | None = None
    code: str = ""
    proof: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class Claimed:
    """What became of a claim: linked at once, or waiting for a clerk under a number; `code_missed` when a code was
    given that did not fit."""

    linked: bool
    number: str = ""
    code_missed: bool = False


@dataclass(frozen=True)
class Filed:
    """A claim as whoever filed it sees it while it waits: the name is the one they wrote."""

    case_id: int
    number: str
    name: str
    filed_at: datetime
    due: date | None


@dataclass(frozen=True)
class Waiting:
    """A claim as the clerk checks it; `on_file` is the person it fits, with their masked number, or None; `document`
    the number of the text that says nothing of links, where they are the platform's own rule."""

    case_id: int
    number: str
    version: int
    filed_at: datetime
    due: date | None
    by: str
    name: str
    masked: str
    relation: str
    consents: tuple[Text, ...]
    until: date | None
    papers: tuple[Paper, ...]
    on_file: str | None
    document: str = ""


def sign_up(*, viewer: Viewer, username: str, name: str, password: str, claim: Claim) -> Claimed:
    """Open an account for somebody who signs up, and file the claim. Raises BadInput for what does not fit its form.

    `viewer` is nobody: whoever signs up has not signed in.
    """
    _form(claim)
    found = links.find_person(id_number=_number(claim), name=claim.name)
    uploads = proofs.ids(viewer, claim.proof)
    with transaction.atomic():
        user = logins.make(username=username, name=name, password=password)
        who = replace(viewer, user_id=user.pk, name=name)
        events.record(who, "user.signed_up", f"user:{user.pk}", after={"login": username})
        return _settled(who, claim, found, uploads)


def claim(*, viewer: Viewer, claim: Claim) -> Claimed:
    """File a further claim of somebody who has an account. Raises BadInput for what does not fit its form."""
    _form(claim)
    found = links.find_person(id_number=_number(claim), name=claim.name)
    with transaction.atomic():
        return _settled(viewer, claim, found, proofs.ids(viewer, claim.proof))


def _number(claim: Claim) -> str:
    return "".join(claim.id_number.split()).upper()


def _form(claim: Claim) -> None:
    """What can be wrong with a claim whoever is on file."""
    number = _number(claim)
    if wrong := problem(number, on=timezone.localdate()):
        raise BadInput(field="id_number", value="", text=wrong)
    if claim.id_type not in ID_TYPES or not number.startswith(ID_TYPES[claim.id_type][1]):
        raise BadInput(field="id_type", value="", text=OTHER_PAPER)
    agencies.of_office(claim.place)
    codes.known_consents(claim.consents)
    if claim.until and claim.until < timezone.localdate():
        raise BadInput(field="until", value=claim.until.isoformat(), text=PAST)


def _settled(viewer: Viewer, claim: Claim, found: int | None, uploads: tuple[int, ...]) -> Claimed:
    """Linked by a code that fits, else filed; the code is tried also where nobody is on file."""
    ours = CounterCode.objects.filter(person_id=found) if found else CounterCode.objects.none()
    code = codes.spend(ours, claim.code) if claim.code else None
    if code is None:
        return Claimed(linked=False, number=_file(viewer, claim, found, uploads), code_missed=bool(claim.code))
    _link_by(viewer, code)
    return Claimed(linked=True)


def _link_by(viewer: Viewer, code: CounterCode) -> None:
    """The link whose terms a clerk wrote on the code."""
    last = code.terms.get("last")
    links.opened(
        viewer,
        user_id=viewer.user_id or 0,
        person_id=code.person_id or 0,
        relation=code.terms.get("relation", ""),
        consents=tuple(code.terms.get("consents", ())),
        first=None,
        last=date.fromisoformat(last) if last else None,
        case=None,
    )


def _file(viewer: Viewer, claim: Claim, found: int | None, uploads: tuple[int, ...]) -> str:
    """The case's number. Nobody is named in it, so that it looks the same to whoever filed it."""
    one = agencies.of_office(claim.place)
    found = agencies.on_file_there(found, claim.place)
    told = {
        "name": claim.name.strip(),
        "id_masked": masked(_number(claim)),
        "relation": claim.relation.strip(),
        "consents": ";".join(claim.consents) if claim.relation else "",
        "until": claim.until.isoformat() if claim.until else "",
        "proof": ";".join(str(one) for one in uploads),
    }
    complete(one.procedure, one.procedure.missing(told), told)
    case = opened(Situation(viewer, one, About(), "family", one.procedure.values(told)), told)
    case.filing, case.place = {**case.filing, ON_FILE: str(found or "")}, claim.place
    case.save(update_fields=["filing", "place"])
    keeping.file_with(viewer, case, proofs.FIELD, uploads)
    return str(case.number)


def assumed() -> tuple[Value, ...]:
    """What no document states and claims rest on: how long the check takes."""
    return forms.assumed(*(declared(code) for code in agencies.CODES))


def filed(*, viewer: Viewer) -> tuple[Filed, ...]:
    """The viewer's own claims that still wait for a clerk; nothing of who is on file."""
    found = Case.objects.filter(
        procedure__in=agencies.CODES, filed_by=viewer.user_id, decided_at__isnull=True
    ).order_by("pk")
    return tuple(
        Filed(case.pk, str(case.number), case.filing.get("name", ""), case.filed_at, case.due) for case in found
    )


def waiting(*, viewer: Viewer) -> tuple[Waiting, ...]:
    """Claims of the viewer's places that wait for a clerk, the next due first. Raises NotAllowed."""
    viewer.require("counter")
    places = viewer.bounds("counter")
    found = Case.objects.filter(procedure__in=agencies.CODES, decided_at__isnull=True).select_related("filed_by")
    found = found if places is None else found.filter(place__in=places)
    cases_found = list(found.order_by("due", "pk"))
    for place in sorted({case.place for case in cases_found}):
        events.seen(viewer, "cases:family-link", "claims", place=place)
    return tuple(_waiting(cases_found))


def _waiting(found: Iterable[Case]) -> Iterator[Waiting]:
    for case in found:
        filing = case.filing
        person = Person.objects.filter(pk=filing.get(ON_FILE) or 0).first()
        yield Waiting(
            case_id=case.pk,
            number=str(case.number),
            version=case.version,
            filed_at=case.filed_at,
            due=case.due,
            by=case.filed_by.shown_name if case.filed_by else "",
            name=filing.get("name", ""),
            masked=filing.get("id_masked", ""),
            relation=filing.get("relation", ""),
            consents=tuple(CONSENTS[code] for code in filing.get("consents", "").split(";") if code in CONSENTS),
            until=date.fromisoformat(filing["until"]) if filing.get("until") else None,
            papers=tuple(papers(case.uploads.order_by("pk")).values()),
            on_file=f"{person.name} {person.id_masked}" if person else None,
            document=one.document.number if (one := of(case)).procedure.own else "",
        )


def decide(*, viewer: Viewer, case_id: int, version: int, link: bool, seen: str, answer: str) -> None:
    """Open the link or refuse it. Raises NotAllowed, NotFound, Conflict when somebody was first, BadInput."""
    outcome = "granted" if link else "refused"
    deciding.decide(
        viewer=viewer, case_id=case_id, version=version, outcome=outcome, answer=answer, filing={"seen": seen}
    )


def _effect(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """A granted claim opens the link; undone, the link goes again and the one it replaced comes back."""
    if case.outcome != "granted":
        return
    person = Person.objects.filter(pk=case.filing.get(ON_FILE) or 0).first()
    if person is None or case.filed_by_id is None:
        raise Conflict(NOBODY_FITS)
    links.open_link(
        viewer=viewer,
        user_id=case.filed_by_id,
        person_id=person.merged_into_id or person.pk,
        relation=case.filing.get("relation", ""),
        consents=tuple(code for code in case.filing.get("consents", "").split(";") if code),
        first=None,
        last=given.get("until"),
        case=case,
    )
    case.person_id = person.merged_into_id or person.pk
    case.save(update_fields=["person"])


EFFECTS.update(dict.fromkeys(agencies.CODES, _effect))
