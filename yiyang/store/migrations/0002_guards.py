"""Append-only tables refuse update and delete from their first day."""

from typing import Any

from django.db import migrations

from yiyang.store import guards


def _install(_apps: Any, editor: Any) -> None:
    guards.install(editor.connection)


def _remove(_apps: Any, editor: Any) -> None:
    guards.remove(editor.connection)


class Migration(migrations.Migration):
    """Triggers on lines, entries and events."""

    dependencies = (("store", "0001_initial"),)
    operations = (migrations.RunPython(_install, _remove),)
