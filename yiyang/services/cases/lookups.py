"""Fields whose values the store must know: providers, carers, staff, cases, uploads, and what each may hold."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from django.db.models import Q, QuerySet

from yiyang.law.document import shared_digits
from yiyang.law.filing import LOOKED_UP, Field, Kind, fault, untimely, value_of
from yiyang.law.words import Text
from yiyang.services.assessing.facts import barred
from yiyang.services.cases.known import fact
from yiyang.services.cases.situation import Situation
from yiyang.services.people.residents import institutions_of
from yiyang.services.uploads.keeping import tie
from yiyang.store.models import Carer, Case, Grant, Institution, Membership, Role, Upload, User

NOT_YOURS = Text(
    "附件 {given} 不是您上传的，或已用于别的申请，请重新上传",
    "file {given} was not sent in by you, or is part of another application: send it in again",
)
NEVER_HELD = Text("“{name}”没有办理这一项的资格", "{name!r} is not qualified for this")
HELD_UNTIL = Text("“{name}”办理这一项的资格已于{day}终止", "{name!r} has not been qualified for this since {day}")
NOT_ON_FILE = Text("“{given}”没有登记", "{given!r} is not on file")
LISTED = 500
"""The most choices offered at once; beyond, one types a code."""


class Option(NamedTuple):
    """One thing a field may hold: its key, and its words."""

    key: str
    label: Text


def _held(holds: str) -> "QuerySet[Grant]":
    """Rights of the kind an institution must hold; after a colon, what a qualification must be for."""
    kind, _colon, what = (holds or "agreement").partition(":")
    found = Grant.objects.filter(kind=kind)
    return found.filter(facts__for=what) if what else found


def _providers(now: Situation, holds: str) -> Iterable[Option]:
    running = _held(holds).filter(first__lte=now.today).exclude(last__lt=now.today)
    near = Institution.objects.filter(institutions_of(now.declared.place), pk__in=running.values("institution"))
    found = near.order_by("name", "pk")[:LISTED]
    return (Option(one.code, Text(one.name, one.name)) for one in found)


def _carers(now: Situation, _holds: str) -> Iterable[Option]:
    found = Carer.objects.filter(left_on__isnull=True, institution__in=now.viewer.institutions).order_by("code")
    return (Option(one.code, Text(one.name, one.name)) for one in found[:LISTED])


def _staff(now: Situation, holds: str) -> Iterable[Option]:
    running = (Q(first__isnull=True) | Q(first__lte=now.today)) & (Q(last__isnull=True) | Q(last__gte=now.today))
    near = Q(place__startswith=shared_digits(now.declared.place))
    links = Membership.objects.filter(running, near, role=holds or Role.ASSESSOR, user__is_active=True)
    users = User.objects.filter(pk__in=links.values("user")).exclude(pk__in=barred(now)).order_by("display_name")
    return (Option(str(one.pk), Text(one.display_name, one.display_name)) for one in users[:LISTED])


def _cases(now: Situation, _holds: str) -> Iterable[Option]:
    found = Case.objects.filter(person=now.about.person, line=None, decided_at__isnull=False).order_by("-pk")
    return (Option(str(one.pk), Text(str(one.number), str(one.number))) for one in found[:LISTED])


OPTIONS: dict[Kind, Callable[[Situation, str], Iterable[Option]]] = {
    Kind.PROVIDER: _providers,
    Kind.CARER: _carers,
    Kind.STAFF: _staff,
    Kind.STAFFS: _staff,
    Kind.CASE: _cases,
}
"""What each kind of field may hold, as far as the situation tells."""


def _items(now: Situation) -> Iterable[Option]:
    """The catalogue of the kinds of care: every item of the document's dated values."""
    values = now.declared.document.values(now.today)
    parts = ((name.split("."), values[name]) for name in values)
    return (Option(name[-1], value.label) for name, value in parts if len(name) > 2 and name[-2] == "item")


def options(now: Situation, field: Field) -> list[Option]:
    """What a field may hold: its declared choices, or what is on file."""
    if field.choices:
        return [Option(code, label) for code, label in field.choices]
    if field.kind is Kind.ITEMS:
        return list(_items(now))
    found = list(OPTIONS[field.kind](now, field.holds)) if field.kind in OPTIONS else []
    return found if not field.among else _among(found, now, field.among)


def _among(found: list[Option], now: Situation, named: str) -> list[Option]:
    """Those alone whom another field names: who sits in a panel is who votes in it."""
    keys = {str(key) for key in now.given.get(named) or ()}
    return [one for one in found if one.key in keys]


def unknown(now: Situation, filing: Mapping[str, str], stage: str) -> list[tuple[Field, Text]]:
    """Fields that fit their form and yet name nothing on file, or a day that comes too early or too late; uploads must
    be the viewer's own and not yet filed."""
    asked = now.declared.procedure.asked_at(stage or now.declared.procedure.stages[0].name)
    found = []
    for field in asked:
        given = filing.get(field.name, "").strip()
        if not given or not field.applies(filing) or fault(field, given):
            continue
        said = _untimely(now, field, given) or _unheard_of(now, field, given)
        if said is not None:
            found.append((field, said))
    return found


def _untimely(now: Situation, field: Field, given: str) -> Text | None:
    """What is wrong with a day's place in time; what it is counted from is found as questions find their facts."""
    if not (field.past or field.ahead or field.since):
        return None
    first = fact(field.since.name, now) if field.since else None
    return untimely(field, value_of(field, given), today=now.today, first=first)


def _unheard_of(now: Situation, field: Field, given: str) -> Text | None:
    strange = next(_strange(now, field, given), None) if field.kind in LOOKED_UP else None
    return None if strange is None else _why(now, field, strange)


def _why(now: Situation, field: Field, strange: str) -> Text:
    """What is wrong with a key: never heard of, somebody else's, or of an institution that is not what it must be."""
    if field.kind is Kind.FILE:
        return NOT_YOURS.filled(given=strange)
    institution = Institution.objects.filter(code=strange).first() if field.kind is Kind.PROVIDER else None
    if institution is None:
        return NOT_ON_FILE.filled(given=strange)
    held = _held(field.holds).filter(institution=institution, last__lt=now.today)
    last = held.order_by("-last").values_list("last", flat=True).first()
    if last is None:
        return NEVER_HELD.filled(name=institution.name)
    return HELD_UNTIL.filled(name=institution.name, day=last)


def _strange(now: Situation, field: Field, given: str) -> Iterator[str]:
    if field.kind is Kind.FILE:
        keys = {int(key) for key in given.split(";")}
        own = Upload.objects.filter(pk__in=keys, by=now.viewer.user_id, visit__isnull=True)
        free = own.filter(Q(case__isnull=True) | Q(case=now.case))
        yield from (str(key) for key in sorted(keys - set(free.values_list("pk", flat=True))))
        return
    known = {option.key for option in options(now, field)}
    value = value_of(field, given)
    codes = [code for code, _ in value] if field.kind is Kind.ITEMS else given.split(";")
    yield from (code for code in codes if code not in known)


def attach(case: Case, asked: Iterable[Field]) -> None:
    """Tie the uploads named in these fields to the case."""
    for field in asked:
        given = case.filing.get(field.name, "")
        if field.kind is Kind.FILE and given:
            tie(case, field.name, [int(key) for key in given.split(";")])
