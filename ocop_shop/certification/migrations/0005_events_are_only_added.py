"""The database itself refuses to change or remove an event: what was recorded stays, a correction follows it.

A later migration that makes SQLite build this table anew (most changes of a column do) loses the triggers there and must
put them back: `add(apps, schema_editor)` may be run again.
"""

from django.db import migrations, models

TABLE = "ocop_certification_certificateevent"

POSTGRES = f"""
CREATE OR REPLACE FUNCTION ocop_events_are_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'ocop_events_are_only_added' USING ERRCODE = 'integrity_constraint_violation'; END $$;
DROP TRIGGER IF EXISTS ocop_events_are_only_added ON {TABLE};
CREATE TRIGGER ocop_events_are_only_added BEFORE UPDATE OR DELETE ON {TABLE}
FOR EACH ROW EXECUTE FUNCTION ocop_events_are_only_added();
DROP TRIGGER IF EXISTS ocop_events_are_not_emptied ON {TABLE};
CREATE TRIGGER ocop_events_are_not_emptied BEFORE TRUNCATE ON {TABLE}
FOR EACH STATEMENT EXECUTE FUNCTION ocop_events_are_only_added();
"""

SQLITE = """
CREATE TRIGGER IF NOT EXISTS ocop_events_are_only_added_{moment} BEFORE {moment} ON {table}
BEGIN SELECT RAISE(ABORT, 'ocop_events_are_only_added'); END
"""
# INSERT OR REPLACE removes a row without a trigger on DELETE being asked.
SQLITE_REPLACE = """
CREATE TRIGGER IF NOT EXISTS ocop_events_are_only_added_REPLACE BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} AS other WHERE other.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ocop_events_are_only_added'); END
"""


def add(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRES)
    elif vendor == "sqlite":
        for moment in ("UPDATE", "DELETE"):
            schema_editor.execute(SQLITE.format(moment=moment, table=TABLE))
        schema_editor.execute(SQLITE_REPLACE.format(table=TABLE))


def remove(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        for name in ("ocop_events_are_only_added", "ocop_events_are_not_emptied"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}")
        schema_editor.execute("DROP FUNCTION IF EXISTS ocop_events_are_only_added()")
    elif vendor == "sqlite":
        for moment in ("UPDATE", "DELETE", "REPLACE"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS ocop_events_are_only_added_{moment}")


class Migration(migrations.Migration):
    dependencies = [("ocop_certification", "0004_facts_into_events")]

    operations = [
        migrations.AddConstraint(
            model_name='certificateevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['granted', 'corrected']), _negated=True), models.Q(('stars__range', (3, 5)), ('until__gte', models.F('effective_on')), models.Q(('evidence', ''), _negated=True)), _connector='OR'), name='ocop_event_states_its_facts'),
        ),
        migrations.AddConstraint(
            model_name='certificateevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'struck'), ('strikes__isnull', False)), models.Q(models.Q(('kind', 'struck'), _negated=True), ('strikes__isnull', True)), _connector='OR'), name='ocop_striking_takes_back_an_event'),
        ),
        migrations.AddConstraint(
            model_name='certificateevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['struck', 'corrected']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='ocop_correction_has_a_reason'),
        ),
        migrations.RunPython(add, remove),
    ]
