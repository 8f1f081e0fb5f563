"""Is the server alive, is it ready, and what does it measure: /healthz, /readyz, /metrics."""

import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_prometheus.exports import ExportToDjangoView

from yiyang.config import measures
from yiyang.services import current
from yiyang.services.errors import OutOfOrder
from yiyang.services.operations import room

SERVICE_UNAVAILABLE = 503


@login_not_required
@require_safe
@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 whenever the process answers; it asks nothing else."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
@never_cache
def readyz(_request: HttpRequest) -> HttpResponse:
    """200 when the database answers and has every migration, what officials signed fits this version, and there is room
    to write; else 503 with what is missing.

    `warnings` name what will be missing before long: a server that still does its work is not taken out of service.
    """
    disk = room.room()
    said = f"disk {disk.free >> 20} MB free"
    missing = _missing() + ([said] if disk.none else [])
    warnings = [said] if disk.low and not disk.none else []
    told = {"status": "not ready" if missing else "ready", "missing": missing, "warnings": warnings}
    return JsonResponse(told, status=SERVICE_UNAVAILABLE if missing else 200)


def _missing() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return ["database"]
    behind = [f"migration {migration.app_label}.{migration.name}" for migration, _backwards in plan]
    return behind or _unanswerable()


def _unanswerable() -> list[str]:
    try:
        current.documents()
    except OutOfOrder:
        return [f"values of change {pk}" for pk in sorted({one.pk for one in current.unfit()})]
    return []


@login_not_required
@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus figures, for the holder of YIYANG_METRICS_TOKEN or, without one, for this machine only."""
    if not _may_read_metrics(request):
        return HttpResponseForbidden()
    response: HttpResponse = ExportToDjangoView(request)
    response.content += measures.exposed()
    return response


def _may_read_metrics(request: HttpRequest) -> bool:
    token = settings.ENVIRONMENT.metrics_token
    if token:
        return secrets.compare_digest(request.headers.get("Authorization", ""), f"Bearer {token}")
    # A proxy on this machine also connects from loopback; what it forwards is not local.
    return request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"} and "X-Forwarded-For" not in request.headers
