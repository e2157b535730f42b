"""What a change costs: one product made anew, its counts kept, all counts made anew. Everything is rolled back."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from oscar.core.loading import get_model

from ocop_shop.discovery import actions, tally, triggers

from . import tables
from .meter import cost_of


def costs(ids: Sequence[int]) -> dict[str, float]:
    """Milliseconds of CPU, the middle one of these products where each is changed."""
    found: dict[str, float] = {}
    with transaction.atomic():
        found["a product made anew, nothing changed"] = _middle(lambda key: actions.refresh([key]), ids)
        found["stock saved by Oscar, on and off the shelf"] = _middle(_save_stock, ids)
        watched = _middle(_switch, ids)
        found["changes folded into the counts, each"] = cost_of(tally.fold) / max(1, 2 * len(ids))
        found["all counts made anew"] = cost_of(tally.recount)
        tables.settle()
        triggers.remove(connection)
        found["counts kept, each changed product"] = max(0.0, watched - _middle(_switch, ids))
        transaction.set_rollback(True)
    return {name: round(value, 3) for name, value in found.items()}


def _middle(do: Any, ids: Sequence[int]) -> float:
    return statistics.median(cost_of(lambda key=key: do(key)) for key in ids)


def _save_stock(key: int) -> None:
    record = get_model("partner", "StockRecord").objects.get(product=key)
    record.num_in_stock = 0 if record.num_in_stock else 5
    record.save()


def _switch(key: int) -> None:
    table = apps.get_model("ocop_discovery", "Listing")._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{table}" SET in_stock = NOT in_stock WHERE product_id = %s', [key])
