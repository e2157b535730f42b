"""Making anew what lists are read from, while the shop sells: batch by batch, and nobody waits for long.

Whoever writes at the same moment is not in the way: a row that another transaction holds gets a mark, and the next
reader makes it. Every part may be repeated, and leaves what is right already as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Max

from . import actions, fulltext, tally, triggers, vocabulary
from .making import BATCH

PARTS = ("triggers", "search", "rows", "counts", "vocabulary")
"""All that can be made anew, in the order in which one stands on the other."""


@dataclass(frozen=True)
class Step:
    """What was done last: of `part`, `done` of `total`; `left` rows are another's and marked for the next reader.

    All products up to the key `last` have their rows.
    """

    part: str
    done: int
    total: int
    last: int = 0
    left: int = 0


def rebuild(part: str, after: int = 0, batch: int = BATCH) -> Iterator[Step]:
    """Make one of `PARTS` anew, step by step; rows from the product after the key `after`."""
    if part == "rows":
        yield from _rows(after, batch)
        return
    made = _MAKING[part]()
    yield Step(part, made, made)


def planned(part: str, after: int = 0) -> Step:
    """How much of `part` would be made anew: parts that are missing, products, or what is there now. Writes nothing."""
    if part == "triggers":
        return Step(part, 0, len(triggers.missing(connection)))
    if part == "search":
        return Step(part, 0, len(fulltext.missing(connection)))
    if part == "rows":
        return Step(part, 0, _number(after), after)
    table = apps.get_model("ocop_discovery", {"counts": "ListingCount", "vocabulary": "SearchWord"}[part])
    return Step(part, 0, table.objects.count())


def _triggers() -> int:
    made = triggers.install(connection)
    triggers.catch_up(connection, made)
    triggers.turn_stamp(connection)  # also where somebody wrote past triggers that are there
    return len(made)


def _search() -> int:
    made = fulltext.missing(connection)
    fulltext.install(connection)
    if not fulltext.is_sound(connection):
        fulltext.fill(connection)
        made.append("")
    return len(made)


_MAKING: dict[str, Callable[[], int]] = {
    "triggers": _triggers,
    "search": _search,
    "counts": tally.recount,
    "vocabulary": vocabulary.rebuild,
}


def _rows(after: int, batch: int) -> Iterator[Step]:
    day, total, done, left = actions.listing_day(), _number(after), 0, 0
    yield Step("rows", 0, total, after)
    for keys in _batches(after, batch):
        left += _made_anew(keys)
        done += len(keys)
        yield Step("rows", done, max(total, done), keys[-1], left)
    # Nobody has read the list yet: the first reader need not make all rows himself.
    days = apps.get_model("ocop_discovery", "ListingDay").objects
    days.get_or_create(pk=1, defaults={"true_on": date.min})
    days.filter(true_on=date.min).update(true_on=day)


@transaction.atomic
def _made_anew(keys: list[int]) -> int:
    """Write these rows anew and mark those that are another's at this moment; returns how many these are."""
    busy = actions.refresh_free(keys)
    marks = apps.get_model("ocop_discovery", "ListingMark")
    marks.objects.bulk_create(marks(product_id=key) for key in sorted(busy))
    return len(busy)


def _number(after: int) -> int:
    return int(apps.get_model("catalogue", "Product").objects.filter(pk__gt=after).count())


def _batches(after: int, batch: int) -> Iterator[list[int]]:
    """Keys of products, and of rows whose product is gone, in their order."""
    tables = [apps.get_model("catalogue", "Product"), apps.get_model("ocop_discovery", "Listing")]
    ends = [table.objects.aggregate(last=Max("pk"))["last"] or 0 for table in tables]
    while after < max(ends):
        found: set[int] = set()
        for table in tables:
            found.update(table.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:batch])
        keys = sorted(found)[:batch]
        if not keys:
            return
        yield keys
        after = keys[-1]
