"""A basket brought down to what is left, in one step, when somebody else was quicker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from oscar.core.loading import get_model

from .exceptions import Shortage


def shortages(lines: Iterable[Any]) -> list[Shortage]:
    """The lines that ask for more than there is now, in the order of the basket. No query after `makers.prepare`."""
    left: dict[int, int] = {}
    found = []
    for line in lines:
        record = line.stockrecord
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
    lines = kept.lines.select_related("stockrecord", "product__product_class", "product__parent__product_class")
    found = shortages(lines.order_by("pk"))
    for shortage in found:
        chosen = kept.lines.filter(pk=shortage.line)
        if shortage.left:
            chosen.update(quantity=shortage.left)
        else:
            chosen.delete()
    basket.reset_offer_applications()
    basket._lines = None
    return found
