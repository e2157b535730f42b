"""The goods of an order, once more."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from . import selling


def fill(basket: Any, order: Any, *, line: Any = None) -> list[str]:
    """Put what `order` had, or one `line` of it, into `basket`, as far as it is on sale.

    Returns a sentence for each line that is not.
    """
    lines = order.lines.select_related("product__parent").order_by("pk")
    return [problem for one in (lines.filter(pk=line.pk) if line else lines) if (problem := _put(basket, one))]


def _put(basket: Any, line: Any) -> str:
    """Put the goods of an order line into `basket`; a sentence where that cannot be."""
    product, gone = line.product, _("“%(product)s” is not on sale any more.") % {"product": line.title}
    if product is None or not product.is_public or (product.parent_id and not product.parent.is_public):
        return gone
    if off := selling.off_of(product):
        return _("“%(product)s”: %(why)s.") % {"product": line.title, "why": off.why}
    for allowed, why in (
        line.is_available_to_reorder(basket, basket.strategy),
        basket.is_quantity_allowed(line.quantity),
    ):
        if not allowed:
            return str(why) or gone
    try:
        basket.add_product(product, line.quantity, _options(line))
    except ValueError:  # no price today, or one in another currency
        return gone
    return ""


def _options(line: Any) -> list[dict[str, Any]]:
    return [{"option": chosen.option, "value": chosen.value} for chosen in line.attributes.all() if chosen.option]
