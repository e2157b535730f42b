"""The database itself refuses to change, delete or replace entries and seals: triggers on PostgreSQL and SQLite.

SQLite makes a table anew to alter it, and its triggers go without a word. A later migration that alters one of these
tables must therefore end with `RunPython(add, remove)` of this module; tests/auditing looks whether they are there.
`add` may be run again at any time.
"""

from django.db import migrations

# By table, what SQLite asks before an INSERT: its INSERT OR REPLACE deletes without asking the trigger on DELETE.
TAKEN = {
    "ocop_audit_entry": "WHEN EXISTS (SELECT 1 FROM ocop_audit_entry WHERE id = NEW.id)",
    "ocop_audit_seal": (
        "WHEN EXISTS (SELECT 1 FROM ocop_audit_seal WHERE entry_id = NEW.entry_id OR position = NEW.position)"
    ),
}

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION ocop_audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
        MESSAGE = 'ocop_audit_append_only: ' || TG_OP || ' on ' || TG_TABLE_NAME || ' is refused';
END $$
"""
POSTGRES = """
DROP TRIGGER IF EXISTS {table}_append_only ON {table};
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION ocop_audit_append_only()
"""

SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_append_only_{moment} BEFORE {moment} ON {table} {condition}
BEGIN SELECT RAISE(ABORT, 'ocop_audit_append_only: {moment} on {table} is refused'); END
"""


def add(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTION)
        for table in TAKEN:
            schema_editor.execute(POSTGRES.format(table=table))
    elif vendor == "sqlite":
        for table, taken in TAKEN.items():
            for moment, condition in (("INSERT", taken), ("UPDATE", ""), ("DELETE", "")):
                schema_editor.execute(SQLITE.format(table=table, moment=moment, condition=condition))


def remove(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table in TAKEN:
        if vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
        elif vendor == "sqlite":
            for moment in ("INSERT", "UPDATE", "DELETE"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only_{moment}")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS ocop_audit_append_only()")


class Migration(migrations.Migration):
    dependencies = [("ocop_audit", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
