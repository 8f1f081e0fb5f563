"""Relatives and carers as test people: users with one membership, as the viewers they are today."""

from datetime import date

from yiyang.services.access import Viewer, viewer_of
from yiyang.services.secrets import indexes_of
from yiyang.store.models import Carer, Membership, Person, Role, User

WANG = "220102194801206971"


def person_with(id_number: str) -> Person:
    """A stored person by ID number."""
    return Person.objects.get(id_index__in=indexes_of(id_number))


def relative(person: Person, relation: str = "女儿", *, first: date | None = None, last: date | None = None) -> User:
    """Somebody who may act for a person; an empty relation is the person."""
    user = User.objects.create_user(username=f"kin{User.objects.count()}", password=None, display_name="王芳")
    Membership.objects.create(user=user, role=Role.FAMILY, person=person, relation=relation, first=first, last=last)
    return user


def viewer_for(
    person: Person, relation: str = "女儿", *, first: date | None = None, last: date | None = None
) -> Viewer:
    """The viewer that such a relative is today."""
    return viewer_of(relative(person, relation, first=first, last=last).pk)


def carer_viewer(carer: Carer) -> Viewer:
    """The viewer a carer is."""
    user = User.objects.create_user(username=f"carer{User.objects.count()}", password=None, display_name=carer.name)
    Membership.objects.create(user=user, role=Role.CARER, carer=carer)
    return viewer_of(user.pk)
