"""People outside the agencies who read a case: whom it is about, or whom one of its fields names, and what of it."""

from django.db.models import Q

from yiyang.law.procedure import Procedure, Reader
from yiyang.services.access import Viewer
from yiyang.services.cases.declared import all_declared, of
from yiyang.services.places import city_of
from yiyang.store.models import Case, Institution, Role


def named_in(viewer: Viewer, field: str) -> Q:
    """The field of a filing names the viewer among user ids joined by semicolons."""
    whole, user = f"filing__{field}", str(viewer.user_id)
    found = Q(**{whole: user})
    for lookup, part in (("startswith", f"{user};"), ("endswith", f";{user}"), ("icontains", f";{user};")):
        found |= Q(**{f"{whole}__{lookup}": part})
    return found


def named(viewer: Viewer) -> Q:
    """Cases that name the viewer, or an institution of theirs, as one who reads them."""
    found = Q(pk__in=[])
    for one in all_declared():
        for reader in one.procedure.readers:
            if reader.named_by and viewer.may(f"act.{reader.role}"):
                found |= Q(procedure=one.procedure.code) & _naming(viewer, reader)
    return found


def _naming(viewer: Viewer, reader: Reader) -> Q:
    if reader.role != Role.PROVIDER:
        return named_in(viewer, reader.named_by)
    codes = Institution.objects.filter(pk__in=viewer.institutions).values_list("code", flat=True)
    return Q(**{f"filing__{reader.named_by}__in": list(codes)})


def limited(viewer: Viewer, case: Case) -> tuple[Reader, ...] | None:
    """As whom the viewer reads a case; None for all of it, as the agencies of its city and most procedures have it."""
    readers = of(case).procedure.readers
    if not readers or viewer.user_id is None or viewer.may_in("case.read", city_of(case.place)):
        return None
    return tuple(reader for reader in readers if _is(viewer, case, reader))


def _is(viewer: Viewer, case: Case, reader: Reader) -> bool:
    if not viewer.may(f"act.{reader.role}"):
        return False
    if reader.role == Role.FAMILY:
        return case.person_id in viewer.persons
    own = reader.role == Role.PROVIDER and case.institution_id in viewer.institutions
    return own or Case.objects.filter(_naming(viewer, reader), pk=case.pk).exists()


def fields(viewer: Viewer, case: Case, procedure: Procedure) -> frozenset[str]:
    """The names of the fields that the viewer reads."""
    readers = limited(viewer, case)
    if readers is None:
        return frozenset(field.name for field in procedure.every_field)
    return frozenset(name for reader in readers for name in reader.fields)


def reasons(viewer: Viewer, case: Case) -> bool:
    """True for whoever is shown why a case was answered as it was."""
    readers = limited(viewer, case)
    return readers is None or any(reader.reasons for reader in readers)


def may_open(viewer: Viewer, case: Case, field: str) -> bool:
    """True where the papers of a field are for the viewer."""
    readers = limited(viewer, case)
    return readers is None or any(field in reader.fields for reader in readers)


def reads_person(viewer: Viewer, case: Case) -> bool:
    """True for whoever reads the case as the person's own, or as an agency: they know whom it is about."""
    readers = limited(viewer, case)
    return readers is None or any(reader.role == Role.FAMILY for reader in readers)
