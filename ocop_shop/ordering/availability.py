"""For a strategy of Oscar's (`partner.strategy`): a box is available as often as its parts are.

    class Strategy(BoxesFromParts, Default):
        ...

`forks.classes.strategy` has it already; a shop with a strategy of its own adds the mixin to that.
"""

from __future__ import annotations

from typing import Any

from django.utils.functional import SimpleLazyObject
from oscar.core.loading import get_class

from ocop_shop.boxes import contents


class BoxesFromParts:
    """Mixin for a strategy. What a box holds is read when somebody asks for its stock, and not before."""

    def availability_policy(self, product: Any, stockrecord: Any) -> Any:
        """Oscar's answer; for a box the least that its parts allow."""
        usual = super().availability_policy(product, stockrecord)  # type: ignore[misc]
        if not stockrecord or not product.is_standalone:
            return usual
        return SimpleLazyObject(lambda: _of_parts(product) or usual)


def _of_parts(product: Any) -> Any | None:
    parts = contents.parts_of(product)
    if not parts:
        return None
    boxes = contents.left(parts)
    if boxes is None:
        return get_class("partner.availability", "Available")()
    return get_class("partner.availability", "StockRequired")(boxes)
