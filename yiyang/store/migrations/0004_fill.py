"""What the new columns hold for the rows that are there, and the triggers again where SQLite has rebuilt a table."""

from typing import Any

from django.db import migrations

from yiyang.store import guards
from yiyang.store.initials import initials, person_initials

CODE, PREFIX = "line-objection", "CC"
BATCH = 2000
READ_AS = {"Person": person_initials, "Institution": initials, "Carer": person_initials}


def number(apps: Any, _editor: Any) -> None:
    """Objections of the first step become cases like all others: a number, a place, and the step they wait at."""
    found = apps.get_model("store", "Case").objects.filter(procedure=CODE, number__isnull=True, line__isnull=False)
    for case in found.select_related("line__statement").iterator():
        case.number = f"{PREFIX}-{CODE.upper()}-{case.filed_at.year}-{case.pk:06d}"
        case.place, case.channel, case.person_id = case.line.statement.place, "provider", case.line.person_id
        case.stage, case.due = ("", None) if case.decided_at else ("decided", case.due)
        case.reached_on = case.filed_at.date()
        case.save(update_fields=["number", "place", "channel", "person", "stage", "due", "reached_on"])


def initial(apps: Any, editor: Any) -> None:
    """Pinyin initials, derived from the name alone: running it again changes nothing."""
    for name, read in READ_AS.items():
        rows = apps.get_model("store", name).objects.using(editor.connection.alias)
        last = 0
        while batch := list(rows.filter(pk__gt=last).order_by("pk").only("name", "initials")[:BATCH]):
            for row in batch:
                row.initials = read(row.name)
            rows.bulk_update(batch, ["initials"])
            last = batch[-1].pk


def guard(_apps: Any, editor: Any) -> None:
    """Append-only again."""
    guards.install(editor.connection)


def nothing(_apps: Any, _editor: Any) -> None:
    """Going back needs no undoing: the columns go."""


class Migration(migrations.Migration):
    """After 0003, in a transaction of its own: PostgreSQL alters no table that has changes pending."""

    dependencies = (("store", "0003_lived"),)
    operations = (
        migrations.RunPython(number, nothing),
        migrations.RunPython(initial, nothing),
        migrations.RunPython(guard, guard),
    )
