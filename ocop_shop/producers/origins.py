"""Where a product comes from, read off rows that are at hand; a variant is from where its parent is."""

from __future__ import annotations

from typing import Any


def origin_of(product: Any) -> Any | None:
    """The provenance of a product; a variant has the one of its parent unless it has its own."""
    for candidate in (product, product.parent if product.parent_id else None):
        provenance = getattr(candidate, "ocop_provenance", None)
        if provenance:
            return provenance
    return None


def producer_of(product: Any) -> Any | None:
    """The producer of `product`; a variant has the one of its parent unless it names its own."""
    for candidate in (product, product.parent if product and product.parent_id else None):
        provenance = getattr(candidate, "ocop_provenance", None)
        if provenance and provenance.producer:
            return provenance.producer
    return None


def set_of(product: Any) -> int | None:
    """The product set of a product; a variant has the one of its parent unless it names its own."""
    for candidate in (product, product.parent if product.parent_id else None):
        provenance = getattr(candidate, "ocop_provenance", None)
        if provenance and provenance.product_set:
            return int(provenance.product_set)
    return None


def kept_off_of(product: Any) -> Any | None:
    """The provenance by which staff keep `product` off the shelf: its own or that of its parent; None for any other."""
    for candidate in (product, product.parent if product.parent_id else None):
        provenance = getattr(candidate, "ocop_provenance", None)
        if provenance and provenance.kept_off:
            return provenance
    return None


def commune_and_province(origin: Any) -> tuple[Any, Any]:
    """The product's own place where it is known, else its producer's; None for what is not known."""
    source = origin and (origin if origin.province_id or origin.commune_id else origin.producer)
    if source is None:
        return None, None
    return source.commune, source.province or (source.commune.parent if source.commune else None)
