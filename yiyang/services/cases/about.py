"""What a filing is about, and whether the viewer may file or look at it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from yiyang.law.filing import Kind
from yiyang.law.procedure import Subject
from yiyang.law.words import Text
from yiyang.services.access import NOBODY, Viewer
from yiyang.services.cases.declared import OWN, Declared
from yiyang.services.errors import BadInput, NotFound
from yiyang.store.models import Case, Grant, Institution, Line, Person, Role, Visit

Row = TypeVar("Row", bound=Model)
NOT_THERE = Text("没有这个对象，或者您不能为其办理", "There is no such subject, or not for you to file for")


@dataclass(frozen=True)
class About:
    """The rows a filing is about, as far as the procedure needs them."""

    person: Person | None = None
    institution: Institution | None = None
    line: Line | None = None
    visit: Visit | None = None
    case: Case | None = None

    @property
    def key(self) -> str:
        """What tells subjects apart: "person:3,visit:8"."""
        return ",".join(f"{name}:{row.pk}" for name, row in vars(self).items() if row is not None)


@dataclass(frozen=True)
class Named:
    """What the client says a filing is about: primary keys, and an institution's code."""

    person: int | None = None
    institution: str = ""
    line: int | None = None
    visit: int | None = None
    case: int | None = None


def about(viewer: Viewer, one: Declared, named: Named, channel: str) -> About:
    """The subject of a filing. Raises BadInput when it is not named, NotFound when absent or not the viewer's."""
    if one.procedure.subject is Subject.PLACE:
        return About()
    found = _found(viewer, named, channel)
    wanted = str(one.procedure.subject)
    if getattr(found, wanted) is None:
        asked = getattr(named, wanted)
        if asked:
            raise NotFound(NOT_THERE)
        raise BadInput(field=wanted, value="", text=Text("未指明", "is missing"), provision=one.procedure.provision)
    if not agrees(found) or not reaches(viewer, one, found, channel):
        raise NotFound(NOT_THERE)
    return found


def resolved(named: Named) -> About:
    """The rows that keys name, whoever asks: for what somebody may no longer file for, and had begun to."""
    return _found(NOBODY, named, "")


def _found(viewer: Viewer, named: Named, channel: str) -> About:
    case = _row(Case.objects.select_related("person", "institution"), named.case)
    visit = _row(Visit.objects.select_related("person", "institution"), named.visit)
    line = _row(Line.objects.select_related("person", "institution", "statement", "run"), named.line)
    source = visit or line or case
    code = named.institution if named.institution.isprintable() else ""
    institution = Institution.objects.filter(code=code).first() if code else None
    if institution is None and channel == Role.PROVIDER and len(viewer.institutions) == 1:
        institution = Institution.objects.get(pk=min(viewer.institutions))
    return About(
        person=_row(Person.objects.all(), named.person) or (source.person if source else None),
        institution=institution or (source.institution if source else None),
        line=line,
        visit=visit,
        case=case,
    )


def _row(rows: QuerySet[Row], pk: int | None) -> Row | None:
    return rows.filter(pk=pk).first() if pk else None


def agrees(found: About) -> bool:
    """True when a line, visit or case named is that of the person and institution named beside it."""
    sources = [row for row in (found.line, found.visit, found.case) if row is not None]
    person = found.person.pk if found.person else None
    institution = found.institution.pk if found.institution else None
    return all(
        row.person_id in {None, person} and (row is found.case or row.institution_id == institution) for row in sources
    )


CONSENTED = {"complaint": "complain"}
"""What a relative must be allowed to do for a person to file a procedure, where that is not to apply."""


def consented(viewer: Viewer, one: Declared, person_id: int) -> bool:
    """True when the viewer is the person, or a relative allowed to file this for them."""
    return viewer.may_for(person_id, CONSENTED.get(one.procedure.code, "apply"))


def reaches(viewer: Viewer, one: Declared, found: About, channel: str) -> bool:
    """True when the viewer may file about it through this channel: a relative for their person, a provider for itself
    and its clients, everybody else within their place, which the channel has checked."""
    if channel == Role.FAMILY:
        return found.person is not None and consented(viewer, one, found.person.pk)
    if channel == Role.PROVIDER:
        own = found.institution is not None and found.institution.pk in viewer.institutions
        return own and (found.person is None or found.line is not None or is_client(viewer, found.person))
    return channel not in OWN or channel == Role.CARER


def presented() -> Q:
    """Rights of an institution to file for whoever showed it a voucher lately."""
    return Q(kind="presented", last__gte=timezone.localdate())


def is_client(viewer: Viewer, person: Person) -> bool:
    """True when the person has chosen one of the viewer's institutions, showed a voucher or was visited there."""
    own = Grant.objects.filter(person=person, institution__in=viewer.institutions)
    chosen = own.filter(kind="choice").exists() or own.filter(presented()).exists()
    return chosen or Visit.objects.filter(person=person, institution__in=viewer.institutions).exists()


def with_chosen(one: Declared, found: About, filing: Mapping[str, str]) -> About:
    """Where a later step is a provider's, the filing is about that provider too: the one a field names, else the one
    the person has chosen. Other filings that name one (a complaint, an audit) stay out of its sight."""
    if found.institution is not None or all(stage.role != Role.PROVIDER for stage in one.procedure.stages[1:]):
        return found
    codes = [filing.get(field.name, "").strip() for field in one.procedure.fields if field.kind is Kind.PROVIDER]
    chosen = Institution.objects.filter(code__in=[code for code in codes if code]).order_by("pk").first()
    return replace(found, institution=chosen or _chosen(found.person))


def _chosen(person: Person | None) -> Institution | None:
    """The provider a person has chosen for today."""
    today = timezone.localdate()
    running = Grant.objects.filter(kind="choice", person=person, first__lte=today).exclude(last__lt=today)
    grant = running.select_related("institution").order_by("-first", "-pk").first() if person else None
    return grant.institution if grant else None
