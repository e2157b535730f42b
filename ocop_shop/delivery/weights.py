"""What goods weigh, as far as their label tells."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ocop_shop.boxes import contents

UNKNOWN = 500
"""Grams of a piece whose label does not say."""
_PACKING = Decimal("1.1")
_GRAMS = {"g": 1, "kg": 1000, "ml": 1, "l": 1000}


def grams_of(product: Any) -> int:
    """The weight of one piece with its packing, a tenth above its net content; of a box without one, that of its parts.

    No query after `makers.prepare`.
    """
    parts = [part for part in contents.parts_of(product) if part.part]
    inside = sum(part.quantity * (_on_label(part.part) or UNKNOWN) for part in parts)
    return _on_label(product) or inside or UNKNOWN


def _on_label(product: Any) -> int | None:
    for candidate in (product, product.parent if product.parent_id else None):
        provenance = getattr(candidate, "ocop_provenance", None)
        if provenance and provenance.net_amount and provenance.net_unit in _GRAMS:
            return int((provenance.net_amount * _GRAMS[provenance.net_unit] * _PACKING).to_integral_value())
    return None
