"""Who made a product."""

from __future__ import annotations

from typing import Any


def producer_of(product: Any) -> Any | None:
    """The producer of `product`; a variant has the one of its parent unless it names its own."""
    for candidate in (product, product.parent if product and product.parent_id else None):
        provenance = getattr(candidate, "ocop_provenance", None)
        if provenance and provenance.producer:
            return provenance.producer
    return None
