"""Filling tables quickly: COPY on PostgreSQL, many rows a statement on SQLite. Rows come as tuples."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

from ocop_shop.core import clock

BATCH = 20_000


def write(model: type[models.Model], names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert `rows` with these fields (attribute names); the others get their default, times of change this moment."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    rest = {
        name: _default(field)
        for name, field in fields.items()
        if name not in names and not isinstance(field, models.AutoField)
    }
    given = [fields[name] for name in names]
    columns = [field.column for field in given] + [fields[name].column for name in rest]
    prepare = _prepared(given + [fields[name] for name in rest])
    constants = tuple(rest.values())
    put(model._meta.db_table, columns, (prepare(row + constants) for row in rows))


def put(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows whose values the database takes as they are."""
    shown = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({shown}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        for batch in batches(rows):
            cursor.executemany(f'INSERT INTO "{table}" ({shown}) VALUES ({marks})', batch)


def batches(rows: Iterable[Any], size: int = BATCH) -> Iterator[list[Any]]:
    """`rows` in lists of at most `size`."""
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch


def settle() -> None:
    """Have the references of all new rows checked now: PostgreSQL changes no table while checks wait for the commit."""
    connection.check_constraints()


def correct_sequences(*labels: type[models.Model]) -> None:
    """Let the next row that gets its key from the database come after those that brought theirs."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), labels):
            cursor.execute(statement)


def _default(field: Any) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return clock.now()
    return None if field.null and not field.has_default() else field.get_default()


def _prepared(fields: Sequence[Any]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """How a row of Python values becomes one for this database; on PostgreSQL it is one already but for JSON."""
    kinds: tuple[type[models.Field[Any, Any]], ...] = (models.JSONField,)
    if connection.vendor != "postgresql":
        kinds = (*kinds, models.DateField, models.DecimalField, models.DateTimeField)
    special = [(at, field) for at, field in enumerate(fields) if isinstance(field, kinds)]

    def prepare(row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for at, field in special:
            if values[at] is not None:
                is_json = isinstance(field, models.JSONField)
                values[at] = json.dumps(values[at]) if is_json else field.get_db_prep_value(values[at], connection)
        return tuple(values)

    return prepare
