"""The goods of an order, once more."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


def fill(basket: Any, order: Any) -> list[str]:
    """Put what `order` had into `basket`, as far as it is on sale; returns a sentence for each line that is not."""
    problems = []
    for line in order.lines.select_related("product").order_by("pk"):
        allowed, why = (False, "")
        if line.product is not None and line.product.is_public:
            allowed, why = line.is_available_to_reorder(basket, basket.strategy)
        if allowed:
            basket.add_product(line.product, line.quantity, _options(line))
        else:
            problems.append(str(why) or _("“%(product)s” is not on sale any more.") % {"product": line.title})
    return problems


def _options(line: Any) -> list[dict[str, Any]]:
    return [{"option": chosen.option, "value": chosen.value} for chosen in line.attributes.all() if chosen.option]
