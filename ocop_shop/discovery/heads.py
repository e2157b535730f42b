"""What every reader of a list asks first, in one query: is it true for today, and what changed in its counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import connection

from .abstract_models import COMBINATION

Cell = tuple[Any, ...]
"""A combination of facet values, in the order of `COMBINATION`."""


@dataclass(frozen=True)
class Head:
    """The state of the listing. `pending` are changes of the counts that wait to be folded, `folds` the last folds."""

    true_on: date | None
    folds: str
    soonest: date | None
    is_marked: bool
    names: int | None
    pending: tuple[tuple[Cell, int], ...]
    pending_rows: int

    def is_true_for(self, day: date) -> bool:
        """Whether no row has to be made anew before it is read on `day`."""
        return self.true_on == day and not self.is_marked and (self.soonest is None or self.soonest > day)


NOTHING = Head(None, "", None, True, None, (), 0)


def read() -> Head:
    """The head as the database has it now. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_sql())
        rows = cursor.fetchall()
    if not rows:
        return NOTHING
    true_on, folds, soonest, is_marked, names, *_rest = rows[0]
    pending = [(cell_of(row[5:-2]), int(row[-2])) for row in rows if row[-2] is not None]
    return Head(
        _day(true_on),
        folds,
        _day(soonest),
        bool(is_marked),
        names,
        tuple((cell, change) for cell, change in pending if change),
        sum(row[-1] for row in rows if row[-2] is not None),
    )


def cell_of(values: Any) -> Cell:
    """A combination as read by a cursor, with truth values as such on every database."""
    province, former, product_set, kind, stars, potential, in_stock, tags = values
    return province, former, product_set or 0, kind, stars, bool(potential), bool(in_stock), tags


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


@lru_cache(maxsize=1)
def _sql() -> str:
    def table(name: str) -> str:
        return f'"{apps.get_model("ocop_discovery", name)._meta.db_table}"'

    cell = ", ".join(f"c.{column}" for column in COMBINATION)
    return (
        f"SELECT d.true_on, d.folds, (SELECT MIN(changes_on) FROM {table('Listing')}),"
        f" EXISTS (SELECT 1 FROM {table('ListingMark')}), (SELECT token FROM {table('Stamp')} WHERE name = 'names'),"
        f" {cell}, SUM(c.change), COUNT(c.change)"
        f" FROM {table('ListingDay')} d LEFT JOIN {table('ListingCountChange')} c ON c.fold IS NULL"
        f" GROUP BY d.id, d.true_on, d.folds, {cell}"
    )
