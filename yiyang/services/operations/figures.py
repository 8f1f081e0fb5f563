"""Figures of the work itself for those who watch an installation: counts and times, nobody's data."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q
from django.utils import timezone

from yiyang.services.operations import room
from yiyang.store.models import Case, Event, Message, Run


@dataclass(frozen=True)
class Waiting:
    """Open cases of a procedure at a stage, and how many of them are past their day."""

    procedure: str
    stage: str
    open: int
    overdue: int


@dataclass(frozen=True)
class Figures:
    """What is waiting, and when things were last done (None: never). Bytes of the data directory's disk."""

    cases: tuple[Waiting, ...]
    unsent: int
    oldest_unsent: datetime | None
    last_settlement: datetime | None
    last_backup: datetime | None
    free: int
    total: int


def figures() -> Figures:
    """Counted now; a handful of queries on indexes."""
    late = Count("pk", filter=Q(due__lt=timezone.localdate()))
    open_ = Case.objects.filter(decided_at__isnull=True).values("procedure", "stage").order_by("procedure", "stage")
    unsent = Message.objects.filter(sent_at__isnull=True).order_by("made_at")
    disk = room.room()
    return Figures(
        cases=tuple(Waiting(**row) for row in open_.annotate(open=Count("pk"), overdue=late)),
        unsent=unsent.count(),
        oldest_unsent=unsent.values_list("made_at", flat=True).first(),
        last_settlement=Run.objects.aggregate(at=Max("at"))["at"],
        last_backup=Event.objects.filter(code="backup.made").aggregate(at=Max("at"))["at"],
        free=disk.free,
        total=disk.total,
    )
