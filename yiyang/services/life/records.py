"""One person, one record: a corrected ID number, and two records that turn out to be one person's.

A number is never part of what a case notes. The former number of a corrected record lives on in a record of its own
that stands for nobody else (`merged_into`), so that files and searches with it still find the person.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Min, Model, QuerySet

from yiyang.intake.identity import masked
from yiyang.law.words import Text
from yiyang.services import events
from yiyang.services.access import Viewer
from yiyang.services.cases import sealing
from yiyang.services.cases.changes import change, create
from yiyang.services.errors import Conflict
from yiyang.services.facts import SHANGHAI
from yiyang.services.life import rights
from yiyang.services.life.again import settle_again
from yiyang.services.life.facts import disagreeing, found_by
from yiyang.services.money.corrections import snapshot
from yiyang.services.secrets import index_of, indexes_of, seal
from yiyang.store.models import Booking, Case, Grant, Membership, Message, Person, Stay, Visit

FORMER = "former_number"
TAKEN = Text(
    "另一份档案已使用该号码，如为同一人请合并", "another record has this number; merge the two if they are one person"
)
GONE = Text("没有这份档案，或者就是本档案", "there is no such record, or it is this one")
DISAGREE = Text("参保时段互相矛盾：{overlap}", "their coverage disagrees: {overlap}")
DAY = timedelta(days=1)


def renumbered(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """The record takes the new number, the former one keeps leading to it. Raises Conflict when somebody has it."""
    number, person = sealing.number_of(given.get("new_number")), rights.held(case)
    if person is None or number is None:
        return
    own = Person.objects.filter(id_index__in=indexes_of(number)).exclude(pk=person.pk).first()
    if own is not None:
        if own.merged_into_id != person.pk:
            raise Conflict(TAKEN)
        _swap(person, own)  # back to a number the record once had
        create(case, _former(case, person, own, made=False))
    else:
        own = Person(merged_into=person, name=person.name, residence_division=person.residence_division)
        own.id_index, own.id_cipher, own.id_masked = person.id_index, person.id_cipher, person.id_masked
        person.id_index, person.id_cipher, person.id_masked = index_of(number), seal(number), masked(number)
        person.save(update_fields=["id_index", "id_cipher", "id_masked"])
        own.save()
        create(case, _former(case, person, own, made=True))
    before, after = {"number": own.id_masked}, {"number": person.id_masked, "case": case.number}
    events.record(viewer, "person.renumbered", f"person:{person.pk}", before=before, after=after, place=case.place)


def _former(case: Case, person: Person, record: Person, *, made: bool) -> Grant:
    """What is noted of a correction: which record holds the former number, and whether it was made for that."""
    today, key = rights.today(), f"{FORMER}:case:{case.pk}"
    facts = {"record": record.pk, "masked": record.id_masked, "made": made}
    return Grant(kind=FORMER, key=key, person=person, first=today, facts=facts, case=case)


def _swap(one: Person, other: Person) -> None:
    """Exchange the numbers of two records; a third value in between, because an index is unique."""
    mine = one.id_index, one.id_cipher, one.id_masked
    theirs = other.id_index, other.id_cipher, other.id_masked
    Person.objects.filter(pk=other.pk).update(id_index=f"swap:{other.pk}")
    one.id_index, one.id_cipher, one.id_masked = theirs
    other.id_index, other.id_cipher, other.id_masked = mine
    for row in (one, other):
        row.save(update_fields=["id_index", "id_cipher", "id_masked"])


def number_back(viewer: Viewer, case: Case, _given: dict[str, Any]) -> None:
    """After a correction was taken back: the record has its former number again, and the wrong one leads nowhere."""
    noted = next((entry["after"]["facts"] for entry in case.changes if entry["table"] == "grant"), None)
    if noted is None or case.person_id is None:
        return
    person = Person.objects.select_for_update().get(pk=case.person_id)
    record = Person.objects.select_for_update().get(pk=noted["record"])
    before = {"number": person.id_masked}
    _swap(person, record)
    if noted["made"]:
        record.delete()
    events.record(viewer, "person.renumbered", f"person:{person.pk}", before=before, after={"number": person.id_masked})


def merged(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """Everything of the duplicate becomes this record's; lines already written keep their person and are superseded.

    Raises Conflict naming coverage on which the two disagree.
    """
    person, other = rights.held(case), found_by(given.get("duplicate"))
    if person is None:
        return
    if other is None or other.pk == person.pk:
        raise Conflict(GONE)
    if said := disagreeing(person, other):
        raise Conflict(DISAGREE.filled(overlap=said))
    other = Person.objects.select_for_update().get(pk=other.pk)
    since = _earliest(other)
    _grants(case, person, other)
    _visits(viewer, case, person, other)
    for row in _others(other):
        change(case, row, person=person)
    _stays(case, person, other)
    for record in (*Person.objects.filter(merged_into=other).order_by("pk"), other):
        change(case, record, merged_into=person)
    if not person.guardian_name and other.guardian_name:
        change(case, person, guardian_name=other.guardian_name)
    rights.note(viewer, case)
    if since:
        settle_again(viewer, [person.pk, other.pk], since)


def _earliest(person: Person) -> date | None:
    first = Visit.objects.filter(person=person).aggregate(first=Min("check_in"))["first"]
    return first.astimezone(SHANGHAI).date() if first else None


def _grants(case: Case, person: Person, other: Person) -> None:
    """Rights move; of an assessment or a status held by both, the earlier one ends when the later begins."""
    for grant in Grant.objects.filter(person=other).order_by("pk"):
        for mine in _meeting(person, grant):
            early, late = sorted((mine, grant), key=lambda one: (one.first, one.pk))
            if early.first < late.first:
                rights.end(case, early, late.first - DAY, "merged")
        change(case, grant, person=person)


def _meeting(person: Person, grant: Grant) -> QuerySet[Grant]:
    """Rights of the kind that the record holds on a day of this one; coverage that meets is the same on both."""
    if grant.kind in {"coverage", "residence", FORMER}:
        return Grant.objects.none()
    mine = Grant.objects.filter(person=person, kind=grant.kind).exclude(last__lt=grant.first)
    if "kind" in grant.facts:
        mine = mine.filter(facts__kind=grant.facts["kind"])
    return mine.filter(first__lte=grant.last) if grant.last else mine


def _visits(viewer: Viewer, case: Case, person: Person, other: Person) -> None:
    told = []
    for visit in Visit.objects.filter(person=other).select_for_update().order_by("pk"):
        before = snapshot(visit)
        change(case, visit, person=person, version=visit.version + 1)
        told.append((f"visit:{visit.visit_id}", before, snapshot(visit) | {"version": visit.version, "cause": "merge"}))
    events.record_all(viewer, "visit.corrected", told, place=case.place)


def _others(other: Person) -> Iterator[Model]:
    """Bookings, links, cases and messages of the duplicate."""
    for table in (Booking, Membership, Case, Message):
        yield from table._default_manager.filter(person=other).order_by("pk")


def _stays(case: Case, person: Person, other: Person) -> None:
    """Stays move; one that both have stays where it is, and the longer end holds."""
    for stay in Stay.objects.filter(person=other).order_by("pk"):
        mine = Stay.objects.filter(person=person, kind=stay.kind, first=stay.first).first()
        if mine is None:
            change(case, stay, person=person)
        elif mine.last is not None and (stay.last is None or stay.last > mine.last):
            change(case, mine, last=stay.last)


def unmerged(viewer: Viewer, case: Case, given: dict[str, Any]) -> None:
    """After a merge was taken back: both records' months are settled, each with its own visits."""
    number = sealing.number_of(given.get("duplicate"))
    other = Person.objects.filter(id_index__in=indexes_of(number)).first() if number else None
    if other is None or case.person_id is None:
        return
    other = other.merged_into or other
    since = _earliest(other)
    if since:
        settle_again(viewer, [case.person_id, other.pk], since)
