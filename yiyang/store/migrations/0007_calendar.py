"""The days of our own become a list that officials change: what was imported stays in force in every document."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import migrations
from django.db.models import Max
from django.utils import timezone

BINDING = {
    "jiangmen_2024": date(2024, 4, 1),
    "changchun_2021": date(2021, 10, 29),
    "weifang_2022": date(2022, 8, 23),
    "wenzhou_2021": date(2021, 8, 1),
}
"""The documents that bound somebody in the version of this migration, each with its first day in force."""
LISTS = {
    False: (
        "calendar.off",
        "放假调休的休息日（国务院办公厅年度放假安排）",
        "days off (yearly order of the General Office of the State Council)",
    ),
    True: (
        "calendar.work",
        "调休上班的周末（国务院办公厅年度放假安排）",
        "weekend days worked (yearly order of the General Office of the State Council)",
    ),
}
NAME = "yiyang calendar import"
BASIS = "国务院办公厅年度放假安排（由运行维护人员导入，升级时转入） / the yearly order as the operator imported it"


def carry(apps: Any, _editor: Any) -> None:
    """One signed change for each document: a row a year and list, from that year's first day."""
    days = dict(apps.get_model("store", "WorkDay").objects.order_by("day").values_list("day", "works"))
    if not days:
        return
    imported = apps.get_model("store", "Event").objects.filter(code="calendar.imported").aggregate(at=Max("at"))["at"]
    moment = imported or timezone.now()
    for document, first in BINDING.items():
        entries = list(_entries({day: works for day, works in days.items() if day >= first}, first))
        if not entries:
            continue
        apps.get_model("store", "Amendment").objects.create(
            document=document,
            name=NAME,
            sha256=hashlib.sha256(json.dumps(entries, ensure_ascii=False, sort_keys=True).encode()).hexdigest(),
            entries=entries,
            basis=BASIS,
            effect=_nothing(moment),
            proposed_at=moment,
            signed_at=moment,
        )


def _entries(days: dict[date, bool], first: date) -> Iterator[dict[str, Any]]:
    """As a file would have brought them in; a document asks for no day before its own first one."""
    for works, (name, zh, en) in LISTS.items():
        before: str | None = None
        for year in sorted({day.year for day in days}):
            since = max(date(year, 1, 1), first)
            value = " ".join(f"{day}" for day, found in days.items() if found is works and day.year == year)
            yield {
                "line": 0,
                "name": name,
                "from": since.isoformat(),
                "value": value,
                "kind": "codes",
                "unit": "dates",
                "provision": "",
                "label": [zh, en],
                "illustrative": False,
                "before": before or "",
                "was": False,
                "new": before is None,
            }
            before = value


def _nothing(moment: Any) -> dict[str, Any]:
    """What the change did when it became one: nothing, since it was in force already."""
    empty: dict[str, Any] = {name: [] for name in ("open", "clocks", "grants", "decided", "months")}
    counts = dict.fromkeys(("asked", "differing", "moving", "statements"), 0)
    at = {"day": timezone.localdate(moment).isoformat(), "seen_at": moment.isoformat()}
    return {**at, **empty, **counts, "calendar": True, "simulation": None}


def bring_back(apps: Any, _editor: Any) -> None:
    """Going back: what counts by then in any document becomes days that hold for all again."""
    found: dict[str, bool] = {}
    signed = apps.get_model("store", "Amendment").objects.filter(signed_at__isnull=False, reversed_at__isnull=True)
    for row in signed.order_by("signed_at", "pk"):
        for entry in row.entries:
            for works, (name, _zh, _en) in LISTS.items():
                if entry["name"] == name:
                    found |= dict.fromkeys(entry["value"].split(), works)
    model = apps.get_model("store", "WorkDay")
    model.objects.bulk_create([model(day=date.fromisoformat(day), works=works) for day, works in found.items()])


class Migration(migrations.Migration):
    """The table goes once its rows are carried over."""

    dependencies = (("store", "0006_held"),)
    operations = (
        migrations.RunPython(carry, bring_back),
        migrations.DeleteModel(name="WorkDay"),
    )
