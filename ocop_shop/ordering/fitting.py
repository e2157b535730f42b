"""A basket brought down to what is left, in one step, when somebody else was quicker."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from oscar.core.loading import get_model

from ocop_shop.boxes import contents

from .exceptions import Shortage
from .needs import shortages


@transaction.atomic
def fit(basket: Any) -> list[Shortage]:
    """Change every line of `basket` that asks for too much to what is left, and drop those of which nothing is.

    Returns what was changed. A basket that has become an order is left alone.
    """
    kept = get_model("basket", "Basket").objects.select_for_update().filter(pk=basket.pk).first()
    if kept is None or kept.status != kept.OPEN:
        return []
    lines = kept.lines.select_related("stockrecord", "product__product_class", "product__parent__product_class")
    found = shortages(lines.order_by("pk").prefetch_related(contents.lookup("product__")))
    for shortage in found:
        chosen = kept.lines.filter(pk=shortage.line)
        if shortage.left:
            chosen.update(quantity=shortage.left)
        else:
            chosen.delete()
    basket.reset_offer_applications()
    basket._lines = None
    return found
