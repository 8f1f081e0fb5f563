"""Loading a month's files: good rows in, bad rows listed, the same files again change nothing."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from yiyang.intake.columns import NO_DIVISION
from yiyang.intake.faults import Fault
from yiyang.intake.identity import masked
from yiyang.intake.month import Month, read_month
from yiyang.intake.rows import CoverageRow, PersonRow, ProviderRow
from yiyang.services import events, locks
from yiyang.services.access import Viewer
from yiyang.services.errors import BadInput
from yiyang.services.facts import FOREVER, SHANGHAI
from yiyang.services.money.known import StoredKeys
from yiyang.services.money.upsert import Tally, Target, upsert
from yiyang.services.secrets import found, index_of, indexes_of, seal
from yiyang.store.initials import initials, person_initials
from yiyang.store.models import Carer, Grant, Institution, Load, Person, Stay, Visit

PLACE = "220100"
"""Files carry no place; visits are those of the one city whose document charges home care."""


@dataclass(frozen=True)
class Loaded:
    """What a load did: tallies by file, and the rows that did not come in."""

    tallies: dict[str, Tally]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def load(*, viewer: Viewer, folder: Path, place: str = PLACE) -> Loaded:
    """Read the files of `folder` and write their good rows in one transaction. Raises NotAllowed, BadInput."""
    viewer.require("load.write")
    if not re.fullmatch(r"[1-9]\d{5}", place, re.ASCII):
        raise BadInput(field="place", value=place, text=NO_DIVISION)
    with transaction.atomic():
        locks.files()  # before reading: what is stored decides which rows overlap or refer to nobody
        month = read_month(folder, known=StoredKeys(), today=timezone.localdate())
        tallies = _write(viewer, month, place)
        if any(tally.added or tally.changed for tally in tallies.values()):
            _note(viewer, folder, month, tallies, place)
    return Loaded(tallies, month.faults, month.warnings)


def _write(viewer: Viewer, month: Month, place: str) -> dict[str, Tally]:
    tallies = {"people": _people(viewer, month, place), "providers": _providers(viewer, month, place)}
    keys = _Keys()
    tallies["assessments"] = _grants(viewer, "assessment", _assessments(month, keys), place)
    tallies["coverage"] = _grants(viewer, "coverage", _coverage(month, keys), place)
    tallies["agreements"] = _grants(viewer, "agreement", _agreements(month, keys), place)
    tallies["carers"] = _carers(viewer, month, keys, place)
    tallies["stays"] = _stays(viewer, month, keys, place)
    tallies["visits"] = _visits(viewer, month, _Keys(), place)
    return tallies


def _note(viewer: Viewer, folder: Path, month: Month, tallies: dict[str, Tally], place: str) -> None:
    counts = {name: vars(tally) for name, tally in tallies.items()}
    faults = [[f.file, f.line, f.column, f.value, list(f.reason), f.provision] for f in month.faults]
    made = Load.objects.create(
        by_id=viewer.user_id, source=folder.name[:200], place=place, counts=counts, faults=faults
    )
    events.record(viewer, "month.loaded", f"load:{made.pk}", after=counts, place=place)


class _Keys:
    """Primary keys by outside key, read once per load."""

    def __init__(self) -> None:
        self.people = dict(Person.objects.values_list("id_index", Coalesce("merged_into", "pk")))
        self.institutions = dict(Institution.objects.values_list("code", "pk"))
        self.carers = dict(Carer.objects.values_list("code", "pk"))
        self._found: dict[str, int] = {}

    def person(self, id_number: str) -> int:
        """Primary key of a person by ID number. Raises KeyError, without the number, when the person is not stored."""
        if id_number not in self._found:
            person = found(id_number, self.people)
            if person is None:
                raise KeyError
            self._found[id_number] = person
        return self._found[id_number]


def _people(viewer: Viewer, month: Month, place: str) -> Tally:
    target = Target(Person, "person.corrected", lambda row: f"person:{row.pk}", place=place)
    stored = _standing() if month.people else {}
    rows = [(_stored_index(row.id_number, stored), row) for row in month.people]
    return upsert(viewer, target, stored, [(index, _new(index, row, stored), _person(row)) for index, row in rows])


def _standing() -> dict[str, Person]:
    """The record that stands for each number on file: that of the person, where two were merged or one corrected."""
    every = {person.pk: person for person in Person.objects.all()}
    return {person.id_index: every[person.merged_into_id or person.pk] for person in every.values()}


def _stored_index(id_number: str, stored: dict[str, Person]) -> str:
    """The index a person is stored with, under an older key too; that of the newest key for somebody new."""
    return next((index for index in indexes_of(id_number) if index in stored), index_of(id_number))


def _new(index: str, row: PersonRow, stored: dict[str, Person]) -> dict[str, Any]:
    if index in stored:
        return {}
    return {"id_index": index, "id_cipher": seal(row.id_number), "id_masked": masked(row.id_number)}


def _person(row: PersonRow) -> dict[str, Any]:
    named = {"name": row.name, "initials": person_initials(row.name)}
    return {**named, "residence_division": row.residence_division, "guardian_name": row.guardian_name}


def _providers(viewer: Viewer, month: Month, place: str) -> Tally:
    target = Target(Institution, "provider.corrected", lambda row: f"provider:{row.code}", place=place)
    wanted = [(row.code, {"code": row.code}, _provider(row)) for row in month.providers]
    return upsert(viewer, target, {row.code: row for row in Institution.objects.all()}, wanted)


def _provider(row: ProviderRow) -> dict[str, Any]:
    """The fields of a provider; the initials of the name are found by whoever searches."""
    named = {"name": row.name, "initials": initials(row.name)}
    return {**named, "liability_insurance_to": row.liability_insurance_to}


def _carers(viewer: Viewer, month: Month, keys: _Keys, place: str) -> Tally:
    target = Target(Carer, "carer.corrected", lambda row: f"carer:{row.code}", place=place)
    wanted = [
        (
            row.code,
            {"code": row.code},
            {
                "name": row.name,
                "initials": person_initials(row.name),
                "institution_id": keys.institutions[row.provider_code],
                "kinds": ";".join(row.kinds),
                "certificate_to": row.certificate_to,
            },
        )
        for row in month.carers
    ]
    return upsert(viewer, target, {row.code: row for row in Carer.objects.all()}, wanted)


Wanted = tuple[str, dict[str, Any], dict[str, Any]]
"""A grant by its key: what only a new row sets, and what is compared. Without anything compared there is none."""


def _grant(kind: str, key: str, owner: dict[str, int], **fields: Any) -> Wanted:
    return key, {"kind": kind, "key": key, **owner}, fields


def _assessments(month: Month, keys: _Keys) -> Iterator[Wanted]:
    for row in month.people:
        person = keys.person(row.id_number)
        key = f"assessment:{person}"
        if row.ltc_level is None or row.ltc_assessed_on is None:
            yield key, {}, {}
        else:
            facts, days = {"level": row.ltc_level}, {"first": row.ltc_assessed_on, "last": row.ltc_valid_to}
            yield _grant("assessment", key, {"person_id": person}, facts=facts, **days)


def _coverage(month: Month, keys: _Keys) -> Iterator[Wanted]:
    for row in month.coverage:
        yield _coverage_of(row, keys.person(row.id_number))


def _coverage_of(row: CoverageRow, person: int) -> Wanted:
    facts = {"scheme": row.scheme, "division": row.division}
    key = f"coverage:{person}:{row.start}"
    return _grant("coverage", key, {"person_id": person}, facts=facts, first=row.start, last=row.end)


def _agreements(month: Month, keys: _Keys) -> Iterator[Wanted]:
    for row in month.providers:
        yield _agreement(row, keys.institutions[row.code])


def _agreement(row: ProviderRow, institution: int) -> Wanted:
    key = f"agreement:{institution}"
    if row.agreement_from is None:
        return key, {}, {}
    days = {"first": row.agreement_from, "last": row.agreement_to}
    return _grant("agreement", key, {"institution_id": institution}, facts={"route": row.route}, **days)


def _grants(viewer: Viewer, kind: str, wanted: Iterator[Wanted], place: str) -> Tally:
    target = Target(Grant, "grant.corrected", lambda row: f"grant:{row.key}", place=place)
    rows = list(wanted)
    stored = {grant.key: grant for grant in Grant.objects.filter(kind=kind)} if rows else {}
    if kind in RENEWED:
        rows = _periods(rows, stored)
    tally = upsert(viewer, target, stored, [row for row in rows if row[2]])
    tally.changed += _withdrawn(viewer, place, [stored[key] for key, _, fields in rows if not fields and key in stored])
    return tally


RENEWED = {"assessment", "agreement"}
"""Kinds of which a row names one period: one that begins after the last stored one has ended is a further period."""


def _periods(rows: list[Wanted], stored: dict[str, Grant]) -> list[Wanted]:
    """The rows with the key of the period each is about; what a renewal leaves behind stays as it was."""
    own: dict[str, list[Grant]] = defaultdict(list)
    for grant in sorted(stored.values(), key=lambda grant: grant.first):
        own[":".join(grant.key.split(":")[:2])].append(grant)
    found = []
    for base, once, fields in rows:
        key = _period(base, fields, own[base])
        found.append((key, {**once, "key": key} if once else once, fields))
    return found


def _period(base: str, fields: dict[str, Any], own: list[Grant]) -> str:
    """A period already stored that this one meets, else the last one; a new key for the first and for a renewal."""
    if not own:
        return base
    if not fields:
        return own[-1].key
    first, last = fields["first"], fields["last"] or FOREVER
    if own[-1].last and own[-1].last < first:
        return f"{base}:{first}"
    met = [grant for grant in own if grant.first <= last and first <= (grant.last or FOREVER)]
    return (met or own)[-1].key


def _withdrawn(viewer: Viewer, place: str, grants: list[Grant]) -> int:
    """A row that no longer names an assessment or agreement takes it back; the event keeps what it said."""
    for grant in grants:
        before = {"first": grant.first.isoformat(), "last": grant.last and grant.last.isoformat(), "facts": grant.facts}
        events.record(viewer, "grant.withdrawn", f"grant:{grant.key}", before=before, place=place)
    Grant.objects.filter(pk__in=[grant.pk for grant in grants]).delete()
    return len(grants)


def _moment(naive: datetime | None) -> datetime | None:
    return naive.replace(tzinfo=SHANGHAI) if naive else None


def _stays(viewer: Viewer, month: Month, keys: _Keys, place: str) -> Tally:
    target = Target(Stay, "stay.corrected", lambda row: f"person:{row.person_id}", place=place)
    wanted = []
    for row in month.stays:
        key = (keys.person(row.id_number), row.kind, _moment(row.start))
        once = {"person_id": key[0], "kind": row.kind, "first": key[2]}
        wanted.append((key, once, {"last": _moment(row.end)}))
    stored = {(stay.person_id, stay.kind, stay.first): stay for stay in Stay.objects.all()} if wanted else {}
    return upsert(viewer, target, stored, wanted)


def _visits(viewer: Viewer, month: Month, keys: _Keys, place: str) -> Tally:
    target = Target(Visit, "visit.corrected", lambda row: f"visit:{row.visit_id}", versioned=True, place=place)
    wanted = []
    for row in month.visits:
        fields = {
            "place": place,
            "person_id": keys.person(row.id_number),
            "institution_id": keys.institutions[row.provider_code],
            "carer_id": keys.carers[row.carer_code],
            "kind": row.kind,
            "check_in": _moment(row.check_in),
            "check_out": _moment(row.check_out),
            "items": [[code, minutes] for code, minutes in row.items],
            "photos": row.photos,
            "identity_checked": row.identity_checked,
            "limb_assessed": row.limb_assessed,
            "risk_read": row.risk_read,
            "confirmed_by": row.confirmed_by or "",
            "satisfaction": row.satisfaction,
        }
        wanted.append((row.visit_id, {"visit_id": row.visit_id}, fields))
    return upsert(viewer, target, _stored_visits([row.visit_id for row in month.visits]), wanted)


def _stored_visits(ids: list[str]) -> dict[str, Visit]:
    found: dict[str, Visit] = {}
    for start in range(0, len(ids), 5000):
        found |= {visit.visit_id: visit for visit in Visit.objects.filter(visit_id__in=ids[start : start + 5000])}
    return found
