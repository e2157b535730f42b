"""The counts of the shelf: folded in a table, remembered by each process, and always those of the reader's own moment.

Triggers add a row for each change (`triggers`). Now and then somebody *folds* these changes into the table of counts
under a random name. A process remembers the counts as of the fold it saw last; the head that each reader asks for names
the last folds and carries what was not folded yet. So no process can show what
another no longer sees, and a transaction that is rolled back leaves nothing behind: its name is never seen again.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from .abstract_models import COMBINATION
from .cubes import Counted, Cube, Side, one_by_one
from .heads import Cell, Head, cell_of
from .heads import read as read_head

FOLD_AT = 60
"""Changes that wait before somebody folds them: reading so many costs a fraction of a millisecond."""
KEPT_FOLDS = 16
_TRIES = 4


@dataclass
class _Remembered:
    fold: str
    cube: Cube


_memory: dict[str, _Remembered] = {}
_lock = threading.Lock()


def count(head: Head, sides: Sequence[Side], base: Sequence[Side] = ()) -> Counted:
    """The counts as of `head`, or of now where changes were folded since. No query while nothing was folded."""
    for _try in range(_TRIES):
        with _lock:
            cube = _cube(head)
            if cube is not None:
                counted = cube.count(sides, base)
                break
        head = read_head()
    else:
        return one_by_one(by_combination().items(), sides, base)
    counted.add(one_by_one(head.pending, sides, base))
    return counted


def fold_if_due(head: Head) -> None:
    """Fold when many changes wait. Outside any transaction only: what is folded must be committed."""
    if head.pending_rows >= FOLD_AT and not connection.in_atomic_block:
        fold()


def fold_after_commit() -> None:
    """Fold what this transaction changed once it is committed; for whoever writes many rows."""
    transaction.on_commit(_fold_what_waits, robust=True)


@transaction.atomic
def fold() -> int:
    """Take the changes that wait into the counts; returns how many there were. One at a time."""
    day = _locked_day()
    if day is None:
        return 0
    changes = apps.get_model("ocop_discovery", "ListingCountChange").objects
    name = secrets.randbits(53)
    folded = changes.filter(fold__isnull=True).update(fold=name)
    if folded:
        table, columns = changes.model._meta.db_table, ", ".join(COMBINATION)
        _add(f'SELECT {columns}, SUM(change) FROM "{table}" WHERE fold = %s GROUP BY {columns}', [name])
        _turn(day, name)
        changes.exclude(fold__isnull=True).exclude(fold__in=day.folds.split()).delete()
    return folded


def recount() -> int:
    """Count all rows anew and forget what waited; returns the number of combinations.

    Nobody who writes rows waits, as all of it is read as of one moment: what is committed later waits to be folded as
    ever. Only inside a transaction that has begun already writers are kept waiting to its end.
    """
    has_begun = connection.in_atomic_block
    # A day before all days: whoever reads next makes the rows anew.
    apps.get_model("ocop_discovery", "ListingDay").objects.get_or_create(pk=1, defaults={"true_on": date.min})
    with transaction.atomic():
        _stand_still(has_begun=has_begun)
        return _recount()


def _stand_still(*, has_begun: bool) -> None:
    """Have PostgreSQL show one moment from here on, after the last fold. SQLite does so by itself."""
    if connection.vendor != "postgresql":
        return
    listing, day = (apps.get_model("ocop_discovery", name)._meta.db_table for name in ("Listing", "ListingDay"))
    with connection.cursor() as cursor:
        if has_begun:
            cursor.execute(f'LOCK TABLE "{listing}" IN SHARE MODE')
            return
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(f'LOCK TABLE "{day}" IN EXCLUSIVE MODE')  # the moment begins with the next statement


def _recount() -> int:
    day = _locked_day()
    for name in ("ListingCountChange", "ListingCount"):
        apps.get_model("ocop_discovery", name).objects.all().delete()
    listing = apps.get_model("ocop_discovery", "Listing")._meta.db_table
    columns = ", ".join("COALESCE(product_set, 0)" if name == "product_set" else name for name in COMBINATION)
    _add(f'SELECT {columns}, COUNT(*) FROM "{listing}" WHERE is_public GROUP BY {columns}', [])
    day.folds = ""
    _turn(day, secrets.randbits(53))
    return int(apps.get_model("ocop_discovery", "ListingCount").objects.count())


def by_combination() -> dict[Cell, int]:
    """All counts with what waits to be folded, as the database has them now. One query."""
    tables = [apps.get_model("ocop_discovery", name)._meta.db_table for name in ("ListingCount", "ListingCountChange")]
    columns = ", ".join(COMBINATION)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT {columns}, SUM(number) FROM (SELECT {columns}, number FROM "{tables[0]}" UNION ALL'
            f' SELECT {columns}, change FROM "{tables[1]}" WHERE fold IS NULL) AS both_of_them GROUP BY {columns}'
        )
        return {cell_of(cell): int(number) for *cell, number in cursor.fetchall() if number}


def differences() -> list[tuple[Cell, int]]:
    """Combinations that are not counted as often as there are rows of them, with how many too many. One query."""
    names = ("ListingCount", "ListingCountChange", "Listing")
    counts, changes, rows = (apps.get_model("ocop_discovery", name)._meta.db_table for name in names)
    columns = ", ".join(COMBINATION)
    of_rows = columns.replace("product_set", "COALESCE(product_set, 0)")
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT {columns}, SUM(number) FROM (SELECT {columns}, number FROM "{counts}" UNION ALL'
            f' SELECT {columns}, change FROM "{changes}" WHERE fold IS NULL UNION ALL'
            f' SELECT {of_rows}, -1 FROM "{rows}" WHERE is_public) AS all_of_them'
            f" GROUP BY {columns} HAVING SUM(number) <> 0 ORDER BY {columns}"
        )
        return [(cell_of(cell), int(number)) for *cell, number in cursor.fetchall()]


def _fold_what_waits() -> None:
    fold_if_due(read_head())


def _locked_day() -> Any:
    return apps.get_model("ocop_discovery", "ListingDay").objects.select_for_update().filter(pk=1).first()


def _turn(day: Any, name: int) -> None:
    day.folds = " ".join([*day.folds.split(), str(name)][-KEPT_FOLDS:])
    day.save(update_fields=["folds"])


def _add(select: str, parameters: list[Any]) -> None:
    table = apps.get_model("ocop_discovery", "ListingCount")._meta.db_table
    columns = ", ".join(COMBINATION)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({columns}, number) {select}'
            f' ON CONFLICT ({columns}) DO UPDATE SET number = "{table}".number + excluded.number',
            parameters,
        )


def _cube(head: Head) -> Cube | None:
    """The counts at the last fold of `head`, from memory or brought up to it; None when the table is further on."""
    folds = head.folds.split()
    if not folds:
        return _loaded().cube  # before the first fold there is next to nothing to count, and no name for it
    last = folds[-1]
    known = _memory.get(connection.alias)
    if known is None or known.fold != last:
        known = _caught_up(known, folds) or _loaded()
        _memory[connection.alias] = known
    return known.cube if known.fold == last else None


def _caught_up(known: _Remembered | None, folds: list[str]) -> _Remembered | None:
    """What is remembered with all that was folded since; None when that is not on record any more."""
    if known is None or known.fold not in folds:
        return None
    since = [int(name) for name in folds[folds.index(known.fold) + 1 :]]
    marks = ", ".join(["%s"] * len(since))
    on_record, rows = _beside_the_day("ListingCountChange", "SUM(c.change)", f"c.fold IN ({marks})", since)
    if not {*map(str, since)} <= {*on_record.split()}:
        return None
    known.cube.change(rows)
    known.fold = folds[-1]
    return known


def _loaded() -> _Remembered:
    folds, rows = _beside_the_day("ListingCount", "SUM(c.number)", "c.number <> 0", [])
    return _Remembered(folds.split()[-1] if folds else "", Cube(rows))


def _beside_the_day(
    name: str, number: str, condition: str, parameters: list[int]
) -> tuple[str, list[tuple[Cell, int]]]:
    """The names of the last folds and rows of the table `name`, both of the same moment. One query."""
    table, day = (apps.get_model("ocop_discovery", found)._meta.db_table for found in (name, "ListingDay"))
    cell = ", ".join(f"c.{column}" for column in COMBINATION)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT d.folds, {cell}, {number} FROM "{day}" d LEFT JOIN "{table}" c ON {condition}'
            f" GROUP BY d.folds, {cell}",
            parameters,
        )
        rows = cursor.fetchall()
    found = [(cell_of(cells), int(total)) for _folds, *cells, total in rows if total]
    return (rows[0][0] if rows else ""), found
