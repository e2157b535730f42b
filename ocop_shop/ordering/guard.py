"""A trigger of the database that refuses to allocate more pieces than there are, whoever writes: checkout, dashboard,
API, plain SQL. Stock records are Oscar's table, so the rule cannot be a constraint of a model of ours.

Pieces may still be counted away (`num_in_stock` is corrected below what is allocated): that is a fact, not a sale.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from oscar.core.loading import get_model

NAME = "ocop_stock_guard"
ERROR = "more pieces allocated than there are in stock"
_BROKEN = (
    "NEW.num_in_stock IS NOT NULL AND COALESCE(NEW.num_allocated, 0) > COALESCE({before}, 0)"
    " AND COALESCE(NEW.num_allocated, 0) > NEW.num_in_stock"
)


def install(connection: Any) -> bool:
    """Make the trigger as this version wants it; True when it had to be made. Other databases have none."""
    if connection.vendor not in {"sqlite", "postgresql"} or stands(connection):
        return False
    remove(connection)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in _making(connection.vendor):
            cursor.execute(statement)
    return True


def remove(connection: Any) -> None:
    """Take the trigger away, as before SQLite makes the table anew."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for name in (f"{NAME}_insert", f"{NAME}_update"):
            where = f' ON "{_table()}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")


def stands(connection: Any) -> bool:
    """Whether both halves of the trigger are there and do what this version wants."""
    return _present(connection) == _wanted(connection.vendor)


def _table() -> str:
    return str(get_model("partner", "StockRecord")._meta.db_table)


def _present(connection: Any) -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{NAME}%"])
        else:
            cursor.execute(
                "SELECT prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
                " WHERE tgname LIKE %s AND tgrelid = to_regclass(%s) AND tgenabled IN ('O', 'A')",
                [f"{NAME}%", f'"{_table()}"'],
            )
        return {row[0] for row in cursor.fetchall()}


def _wanted(vendor: str) -> set[str]:
    if vendor == "sqlite":
        return set(_making(vendor))
    return {_body(moment) for moment in ("INSERT", "UPDATE")}


def _making(vendor: str) -> list[str]:
    statements = []
    for moment in ("INSERT", "UPDATE"):
        name = f"{NAME}_{moment.lower()}"
        if vendor == "sqlite":
            statements.append(
                f'CREATE TRIGGER {name} BEFORE {moment} ON "{_table()}" WHEN {_broken(moment)}'
                f" BEGIN SELECT RAISE(ABORT, '{ERROR}'); END"
            )
            continue
        statements += [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${_body(moment)}$$",
            f'CREATE TRIGGER {name} BEFORE {moment} ON "{_table()}" FOR EACH ROW EXECUTE FUNCTION {name}()',
        ]
    return statements


def _body(moment: str) -> str:
    raised = f"RAISE EXCEPTION '{ERROR}' USING ERRCODE = 'check_violation'"
    return f" BEGIN IF {_broken(moment)} THEN {raised}; END IF; RETURN NEW; END "


def _broken(moment: str) -> str:
    return _BROKEN.format(before="OLD.num_allocated" if moment == "UPDATE" else "NULL")
