"""Evidence of a transfer for fraud cannot be removed, in the database itself (JM-05)."""

from typing import Any

from django.db import migrations

from yiyang.store import guards


def _keep(_apps: Any, editor: Any) -> None:
    guards.keep(editor.connection)


def _keep_no_more(_apps: Any, editor: Any) -> None:
    guards.keep_no_more(editor.connection)


class Migration(migrations.Migration):
    """After the column exists, in a transaction of its own: PostgreSQL alters no table that has changes pending."""

    dependencies = (("store", "0005_jiangmen"),)
    operations = (migrations.RunPython(_keep, _keep_no_more),)
