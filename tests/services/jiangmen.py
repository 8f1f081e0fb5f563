"""People of Jiangmen for tests: the insured with their coverage, hospitals with what they are qualified for, staff."""

from datetime import date
from typing import Any

from yiyang.intake.identity import check_character, masked
from yiyang.services.access import Viewer, viewer_of
from yiyang.services.secrets import index_of, seal
from yiyang.store.models import Grant, Institution, Membership, Person, Role, User

CITY, PENGJIANG, XINHUI, TAISHAN = "440700", "440703", "440705", "440781"
SINCE = date(2020, 1, 1)


def id_number(born: date, division: str = PENGJIANG, number: int = 2) -> str:
    """A sound ID number of somebody born on a day."""
    first = f"{division}{born:%Y%m%d}{number:03d}"
    return first + check_character(first)


def insured(
    name: str = "陈秀珍",
    *,
    born: date = date(1946, 3, 9),
    division: str = PENGJIANG,
    scheme: str = "resident",
    since: date = SINCE,
    last: date | None = None,
) -> Person:
    """Somebody insured in a county of Jiangmen."""
    number = id_number(born, division, 100 + Person.objects.count())
    person = Person.objects.create(
        id_index=index_of(number),
        id_cipher=seal(number),
        id_masked=masked(number),
        name=name,
        residence_division=division,
    )
    facts = {"scheme": scheme, "division": division}
    Grant.objects.create(
        kind="coverage", key=f"coverage:{person.pk}", person=person, first=since, last=last, facts=facts
    )
    return person


def hospital(
    code: str = "H44070300001",
    name: str = "示例一院",
    *,
    level: int = 3,
    place: str = PENGJIANG,
    specialised: bool = False,
    qualified: tuple[str, ...] = (),
    diseases: tuple[str, ...] = (),
    last: date | None = None,
) -> Institution:
    """A designated hospital; `qualified`: home-sickbed, geriatric-ward; `diseases`: special diseases, until `last`."""
    one = Institution.objects.create(code=code, name=name, place=place, registered_division=place)
    facts = {"level": level, "specialised": specialised, "connected": True}
    grant(one, "designation", facts)
    for what in qualified:
        grant(one, "qualification", {"for": what}, last=last)
    for disease in diseases:
        grant(one, "qualification", {"for": "special", "disease": disease}, last=last)
    return one


def grant(
    of: Person | Institution, kind: str, facts: dict[str, Any], *, first: date = SINCE, last: date | None = None
) -> Grant:
    """A right on file."""
    owner = {"person": of} if isinstance(of, Person) else {"institution": of}
    key = f"{kind}:test:{Grant.objects.count()}"
    return Grant.objects.create(kind=kind, key=key, first=first, last=last, facts=facts, **owner)


def staff(role: str, place: str = PENGJIANG, name: str = "") -> Viewer:
    """Somebody of an agency (clerk, reviewer, supervisor) or an expert at a county, as the viewer they are today."""
    user = User.objects.create_user(username=f"{role}{User.objects.count()}", password=None, display_name=name or role)
    Membership.objects.create(user=user, role=role, place=place)
    return viewer_of(user.pk)


def insurance_desk(of: Institution) -> Viewer:
    """The insurance desk of a hospital."""
    login = f"desk{User.objects.count()}"
    user = User.objects.create_user(username=login, password=None, display_name=f"{of.name}医保科")
    Membership.objects.create(user=user, role=Role.PROVIDER, institution=of)
    return viewer_of(user.pk)
