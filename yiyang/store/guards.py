"""Triggers that refuse update and delete on the append-only tables, on both databases."""

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = ("store_line", "store_entry", "store_event")

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION store_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only: reverse or supersede instead', TG_TABLE_NAME; END $$
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; calling it again changes nothing."""
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for the reverse migration, and for a test that empties its tables."""
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            for verb in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}")


def _statements(vendor: str) -> list[str]:
    pairs = [(table, verb) for table in APPEND_ONLY for verb in ("update", "delete")]
    if vendor == "postgresql":
        form = "CREATE TRIGGER {t}_no_{v} BEFORE {v} ON {t} FOR EACH ROW EXECUTE FUNCTION store_refuse()"
    else:
        form = (
            "CREATE TRIGGER {t}_no_{v} BEFORE {v} ON {t} BEGIN "
            "SELECT RAISE(ABORT, '{t} is append-only: reverse or supersede instead'); END"
        )
    return [form.format(t=table, v=verb) for table, verb in pairs]
