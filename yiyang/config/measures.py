"""Figures of the work itself in Prometheus' text format; django_prometheus measures requests and queries."""

from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from yiyang.services.operations.figures import Figures, figures

TIMES = {
    "last_settlement": "yiyang_last_settlement_timestamp_seconds",
    "last_backup": "yiyang_last_backup_timestamp_seconds",
    "oldest_unsent": "yiyang_outbox_oldest_unsent_timestamp_seconds",
}


class Work(Collector):
    """Families made anew at each scrape: a gauge that lives on would be told once for each worker."""

    def collect(self) -> Iterator[Metric]:
        """The figures; a database that does not answer gives `yiyang_database_up 0` and nothing else."""
        try:
            found = figures()
        except DatabaseError:
            yield _gauge("yiyang_database_up", "Whether the database answers.", 0)
            return
        yield _gauge("yiyang_database_up", "Whether the database answers.", 1)
        yield from _waiting(found)
        yield _gauge("yiyang_outbox_unsent", "Messages no sink has taken yet.", found.unsent)
        yield _gauge("yiyang_data_disk_free_bytes", "Room on the data directory's disk.", found.free)
        yield _gauge("yiyang_data_disk_bytes", "Size of the data directory's disk.", found.total)
        for name, metric in TIMES.items():
            moment: datetime | None = getattr(found, name)
            if moment is not None:
                yield _gauge(metric, f"When: {name.replace('_', ' ')}.", moment.timestamp())


def exposed() -> bytes:
    """The figures as text."""
    registry = CollectorRegistry()
    registry.register(Work())
    return generate_latest(registry)


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(name, what, value=value)


def _waiting(found: Figures) -> Iterator[Metric]:
    waiting = GaugeMetricFamily("yiyang_cases_open", "Cases not yet decided.", labels=("procedure", "stage"))
    late = GaugeMetricFamily("yiyang_cases_overdue", "Of these, past their day.", labels=("procedure", "stage"))
    for one in found.cases:
        waiting.add_metric((one.procedure, one.stage), one.open)
        late.add_metric((one.procedure, one.stage), one.overdue)
    yield from (waiting, late)
