"""The database itself refuses to change or remove an entry: what was entered stays, a correction follows it.

A later migration that makes SQLite build this table anew (most changes of a column do) loses the triggers there and must
put them back: `add(apps, schema_editor)` may be run again.
"""

from django.db import migrations

TABLE = "ocop_accounts_entry"

POSTGRES = f"""
CREATE OR REPLACE FUNCTION ocop_entries_are_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'ocop_entries_are_only_added' USING ERRCODE = 'integrity_constraint_violation'; END $$;
DROP TRIGGER IF EXISTS ocop_entries_are_only_added ON {TABLE};
CREATE TRIGGER ocop_entries_are_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}
FOR EACH STATEMENT EXECUTE FUNCTION ocop_entries_are_only_added();
"""

# SQLite's INSERT OR REPLACE removes a row without a trigger on DELETE being asked.
TAKEN = "WHEN EXISTS (SELECT 1 FROM ocop_accounts_entry AS other WHERE other.id = NEW.id)"
SQLITE = """
CREATE TRIGGER IF NOT EXISTS ocop_entries_are_only_added_{moment} BEFORE {moment} ON {table} {condition}
BEGIN SELECT RAISE(ABORT, 'ocop_entries_are_only_added'); END
"""


def add(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRES)
    elif vendor == "sqlite":
        for moment, condition in (("INSERT", TAKEN), ("UPDATE", ""), ("DELETE", "")):
            schema_editor.execute(SQLITE.format(moment=moment, table=TABLE, condition=condition))


def remove(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS ocop_entries_are_only_added ON {TABLE}")
        schema_editor.execute("DROP FUNCTION IF EXISTS ocop_entries_are_only_added()")
    elif vendor == "sqlite":
        for moment in ("INSERT", "UPDATE", "DELETE"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS ocop_entries_are_only_added_{moment}")


class Migration(migrations.Migration):
    dependencies = [("ocop_accounts", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
