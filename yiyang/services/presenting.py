"""A person shows a voucher at a designated institution, which may then file for them (JM-03.1, JM-18, JM-21)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from yiyang.intake.identity import problem
from yiyang.law.filing import MISSING
from yiyang.law.words import Text
from yiyang.services import current, events
from yiyang.services.access import Viewer
from yiyang.services.cases.situation import in_force
from yiyang.services.errors import BadInput, NotAllowed
from yiyang.services.secrets import indexes_of
from yiyang.store.models import Grant, Institution, Person

PRESENTED = "presented"
PROVISION, DOCUMENT = "JM-03.1", "jiangmen_2024"
DAYS = 180
"""How long an institution may go on filing for whoever came. Ours: no document states it, and no right rests on it."""
NOBODY = Text("没有这样的参保人：姓名与证件号码须与登记一致", "no such insured person: name and ID number as on file")
NOT_DESIGNATED = Text("这家机构当日不是定点医疗机构", "the institution is not designated that day")
NO_VOUCHER = Text("应为所列凭证之一", "should be one of the vouchers listed")


@transaction.atomic
def present(*, viewer: Viewer, institution: str, id_number: str, name: str, voucher: str) -> int:
    """Note that somebody showed a voucher; their key. Raises NotAllowed, BadInput naming the field and the provision.

    Both number and name have to fit, so that nobody goes through numbers; every attempt leaves a line in the read log.
    """
    if not institution:
        raise BadInput(field="institution", value="", text=MISSING, provision=PROVISION)
    here = Institution.objects.filter(pk__in=viewer.institutions, code=institution).first()
    if here is None or not viewer.may("act.provider"):
        raise NotAllowed
    if in_force("designation", timezone.localdate(), institution=here) is None:
        raise BadInput(field="institution", value=institution, text=NOT_DESIGNATED, provision=PROVISION)
    if voucher not in vouchers(viewer=viewer):
        raise BadInput(field="voucher", value=voucher[:20], text=NO_VOUCHER, provision=PROVISION)
    if not _bare(name):
        raise BadInput(field="name", value="", text=MISSING, provision=PROVISION)
    number = _bare(id_number).upper()
    wrong = problem(number, on=timezone.localdate()) if number else MISSING
    if wrong is not None:
        raise BadInput(field="id_number", value="", text=wrong, provision=PROVISION)
    person = _insured(number, _bare(name))
    if person is None:
        raise BadInput(field="id_number", value="", text=NOBODY, provision=PROVISION)
    _noted(viewer, here, person, voucher)
    return person.pk


def vouchers(*, viewer: Viewer) -> dict[str, Text]:
    """The vouchers of today's dated list (A-JM-1), by code. Raises NotAllowed for whoever takes in nobody."""
    viewer.require("act.provider")
    listed = current.document(DOCUMENT).values(timezone.localdate()).under("voucher.kind")
    return {code: one.label for code, one in listed.items()}


def institutions(*, viewer: Viewer) -> list[tuple[str, str]]:
    """The viewer's institutions that are designated today: code and name."""
    today = timezone.localdate()
    running = Grant.objects.filter(kind="designation", first__lte=today).exclude(last__lt=today)
    found = Institution.objects.filter(pk__in=viewer.institutions).filter(pk__in=running.values("institution"))
    return list(found.order_by("name").values_list("code", "name"))


def patients(*, viewer: Viewer) -> frozenset[int]:
    """Who has shown a voucher at the viewer's institutions lately."""
    found = Grant.objects.filter(kind=PRESENTED, institution__in=viewer.institutions)
    return frozenset(found.filter(last__gte=timezone.localdate()).values_list("person", flat=True))


def patient(*, viewer: Viewer, person: int | None) -> str:
    """The name of somebody who has shown a voucher at one of the viewer's institutions lately; "" for anybody else."""
    found = Grant.objects.filter(kind=PRESENTED, institution__in=viewer.institutions, person=person)
    one = found.filter(last__gte=timezone.localdate()).select_related("person").first() if person else None
    return one.person.name if one and one.person else ""


def _bare(typed: str) -> str:
    """What was typed without the spaces that people put between groups of digits, or that a scanner adds."""
    return "".join(typed.split())


def _insured(number: str, name: str) -> Person | None:
    found = Person.objects.filter(id_index__in=indexes_of(number), merged_into__isnull=True)
    return next((one for one in found if _bare(one.name) == name), None)


def _noted(viewer: Viewer, here: Institution, person: Person, voucher: str) -> None:
    today = timezone.localdate()
    last, key = today + timedelta(days=DAYS), f"{PRESENTED}:{here.pk}:{person.pk}"
    Grant.objects.update_or_create(
        key=key,
        defaults={"last": last, "facts": {"voucher": voucher}},
        create_defaults={
            "kind": PRESENTED,
            "person": person,
            "institution": here,
            "first": today,
            "last": last,
            "facts": {"voucher": voucher},
        },
    )
    events.record(viewer, "voucher.shown", f"person:{person.pk}", after={"institution": here.code, "voucher": voucher})
    events.looked_at(viewer, person.pk, "voucher", place=here.place)
