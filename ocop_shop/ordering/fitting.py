"""A basket brought down to what is left, in one step, when somebody else was quicker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from oscar.core.loading import get_model

from ocop_shop.supply import resting
from ocop_shop.supply.wording import long_rest_words

from . import makers
from .exceptions import Shortage


def shortages(lines: Iterable[Any]) -> list[Shortage]:
    """The lines that ask for more than there is now, in the order of the basket. No query after `makers.prepare`."""
    left: dict[int, int] = {}
    found = []
    for line in lines:
        record = line.stockrecord
        if rest := resting.rest_of(line.product, record):
            why = long_rest_words(rest)
            found.append(Shortage(line.product.get_title(), line.quantity, 0, line.pk, why))
            continue
        if record is None or not line.product.get_product_class().track_stock:
            continue
        there = left.setdefault(record.pk, max(record.net_stock_level, 0))
        if line.quantity > there:
            found.append(Shortage(line.product.get_title(), line.quantity, there, line.pk))
        left[record.pk] = max(there - line.quantity, 0)
    return found


@transaction.atomic
def fit(basket: Any) -> list[Shortage]:
    """Change every line of `basket` that asks for too much to what is left, and drop those of which nothing is.

    Returns what was changed. A basket that has become an order is left alone.
    """
    kept = get_model("basket", "Basket").objects.select_for_update().filter(pk=basket.pk).first()
    if kept is None or kept.status != kept.OPEN:
        return []
    found = shortages(makers.prepare(kept.lines.select_related("stockrecord", "product").order_by("pk")))
    for shortage in found:
        chosen = kept.lines.filter(pk=shortage.line)
        if shortage.left:
            chosen.update(quantity=shortage.left)
        else:
            chosen.delete()
    basket.reset_offer_applications()
    basket._lines = None
    return found
