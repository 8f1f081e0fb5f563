"""Who else may do the step a case waits at: the people it can be handed over to."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from yiyang.services.access import Viewer
from yiyang.services.cases.declared import of
from yiyang.services.cases.rights import found, may_act
from yiyang.store.models import Case, Membership, Role, User


def colleagues(*, viewer: Viewer, case_id: int) -> list[tuple[int, str]]:
    """Colleagues (user id, name) who hold the step's role there today, the viewer left out. Raises NotFound."""
    case = found(viewer, case_id)
    if not may_act(viewer, case):
        return []
    others = [pk for pk in _links(case).values_list("user", flat=True) if pk != viewer.user_id]
    near = User.objects.filter(pk__in=others, is_active=True)
    stage = of(case).procedure.stage(case.stage)
    if stage.named_by:
        near = near.filter(pk__in=[int(key) for key in case.filing.get(stage.named_by, "").split(";") if key])
    return [(one.pk, one.shown_name) for one in near.order_by("display_name", "pk")]


def _links(case: Case) -> "QuerySet[Membership]":
    stage, today = of(case).procedure.stage(case.stage), timezone.localdate()
    running = (Q(first__isnull=True) | Q(first__lte=today)) & (Q(last__isnull=True) | Q(last__gte=today))
    where = {Role.FAMILY: {"person": case.person_id}, Role.PROVIDER: {"institution": case.institution_id}}
    bounds = where.get(Role(stage.role), {"place": case.place})
    return Membership.objects.filter(running, role=stage.role, revoked_at__isnull=True, **bounds)
