"""What /metrics tells of the work itself: counts and times, nobody's data."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from yiyang.store.models import Case, Event, Message, Run


def _measured(client: Client) -> dict[str, float]:
    lines = client.get("/metrics").content.decode().splitlines()
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if line[:7] == "yiyang_")}


def test_metrics_tell_of_the_work_and_of_nobody(client: Client, settled: None) -> None:
    """Counts and times only."""
    before = _measured(client)
    assert before["yiyang_database_up"] == 1
    assert before["yiyang_last_settlement_timestamp_seconds"] == Run.objects.latest("at").at.timestamp()
    assert "yiyang_last_backup_timestamp_seconds" not in before
    case = Case.objects.filter(decided_at__isnull=True).latest("pk")
    name = f'yiyang_cases_%s{{procedure="{case.procedure}",stage="{case.stage}"}}'
    assert before[name % "open"] >= 1
    Case.objects.filter(pk=case.pk).update(due=timezone.localdate() - timedelta(days=1))
    Message.objects.create(code="test", key="metrics", title={}, body={})
    Event.objects.create(code="backup.made", subject="backup:a.zip")
    after = _measured(client)
    assert after[name % "overdue"] >= 1
    assert after["yiyang_outbox_unsent"] == before["yiyang_outbox_unsent"] + 1
    assert after["yiyang_outbox_oldest_unsent_timestamp_seconds"] > 0
    assert after["yiyang_last_backup_timestamp_seconds"] == Event.objects.latest("pk").at.timestamp()
    Case.objects.filter(pk=case.pk).update(decided_at=timezone.now())
    assert sum(value for key, value in _measured(client).items() if key.startswith("yiyang_cases_open")) == (
        sum(value for key, value in after.items() if key.startswith("yiyang_cases_open")) - 1
    )
