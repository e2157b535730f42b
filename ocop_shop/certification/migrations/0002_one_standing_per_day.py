"""The database itself refuses two standings of one product that share a day.

PostgreSQL: an exclusion constraint over ranges, which needs no extension since both sides are ranges. SQLite: triggers.
Other databases rely on the actions, which lock the product and rewrite its standings as a whole.
"""

from django.db import migrations

TABLE = "ocop_certification_standing"

POSTGRES = f"""
ALTER TABLE {TABLE} ADD CONSTRAINT ocop_one_standing_per_day EXCLUDE USING gist (
    int8range(product_id, product_id, '[]') WITH &&,
    daterange(starts_on, ends_on, '[]') WITH &&
)
"""

SQLITE = """
CREATE TRIGGER ocop_one_standing_per_day_{moment} BEFORE {moment} ON {table}
WHEN EXISTS (
    SELECT 1 FROM {table} AS other
    WHERE other.product_id = NEW.product_id AND other.id IS NOT NEW.id
      AND other.starts_on <= COALESCE(NEW.ends_on, '9999-12-31')
      AND COALESCE(other.ends_on, '9999-12-31') >= NEW.starts_on
)
BEGIN SELECT RAISE(ABORT, 'ocop_one_standing_per_day'); END
"""


def add(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRES)
    elif vendor == "sqlite":
        for moment in ("INSERT", "UPDATE"):
            schema_editor.execute(SQLITE.format(moment=moment, table=TABLE))


def remove(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE {TABLE} DROP CONSTRAINT ocop_one_standing_per_day")
    elif vendor == "sqlite":
        for moment in ("INSERT", "UPDATE"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS ocop_one_standing_per_day_{moment}")


class Migration(migrations.Migration):
    dependencies = [("ocop_certification", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
