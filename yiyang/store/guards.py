"""Triggers on both databases: append-only tables refuse update and delete, evidence handed over cannot be removed."""

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = ("store_line", "store_entry", "store_event")

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION store_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only: reverse or supersede instead', TG_TABLE_NAME; END $$
"""

KEPT = {
    "store_upload_held_no_delete": ("store_upload", "DELETE", "OLD.held"),
    "store_upload_held_no_update": (
        "store_upload",
        "UPDATE",
        "OLD.held AND (NOT NEW.held OR NEW.removed_at IS NOT NULL OR NEW.case_id IS NULL OR NEW.sha256 <> OLD.sha256)",
    ),
    "store_case_transfer_no_delete": ("store_case", "DELETE", "OLD.procedure = 'fraud-transfer'"),
}
"""Trigger → table, what it refuses, and for which rows: evidence of a transfer for fraud, and the transfer (JM-05)."""

FUNCTIONS = ("store_refuse", "store_keep")
"""What the triggers run on PostgreSQL; a restore puts them in place anew."""

POSTGRES_KEEP = """
CREATE OR REPLACE FUNCTION store_keep() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% holds evidence of a transfer for fraud: it stays', TG_TABLE_NAME; END $$
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


def keep(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers that keep evidence in place; calling it again changes nothing."""
    keep_no_more(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_KEEP)
            form = "CREATE TRIGGER {n} BEFORE {v} ON {t} FOR EACH ROW WHEN ({w}) EXECUTE FUNCTION store_keep()"
        else:
            form = (
                "CREATE TRIGGER {n} BEFORE {v} ON {t} WHEN {w} BEGIN "
                "SELECT RAISE(ABORT, '{t} holds evidence of a transfer for fraud: it stays'); END"
            )
        for name, (table, verb, when) in KEPT.items():
            cursor.execute(form.format(n=name, t=table, v=verb, w=when))


def keep_no_more(connection: BaseDatabaseWrapper) -> None:
    """Take them away: for the reverse migration."""
    with connection.cursor() as cursor:
        for name, (table, _verb, _when) in KEPT.items():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
