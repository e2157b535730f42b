"""What may be put into a basket, and who may buy it, by the product set of the law's list.

A place on a tour and a live animal are agreed on with the maker, not put into a parcel. Alcohol is sold to adults alone
(44/2019/QH14 art. 5.2: not to anybody under 18).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ocop_shop.conf import settings


def is_enquiry_only(product: Any) -> bool:
    """Whether `product` is agreed on with its maker and not sold by the basket (`OCOP_ENQUIRY_ONLY_SETS`)."""
    return _set_of(product) in settings.enquiry_only_sets


def is_for_adults(product: Any) -> bool:
    """Whether `product` is sold to adults alone (`OCOP_ADULT_SETS`)."""
    return _set_of(product) in settings.adult_sets


def any_for_adults(lines: Iterable[Any]) -> bool:
    """Whether one of the lines of a basket is sold to adults alone. No query after `makers.prepare`."""
    return any(is_for_adults(line.product) for line in lines)


def _set_of(product: Any) -> int | None:
    """The set of a product; a variant has the one of its parent unless it names its own."""
    for candidate in (product, product.parent if product.parent_id else None):
        provenance = getattr(candidate, "ocop_provenance", None)
        if provenance and provenance.product_set:
            return int(provenance.product_set)
    return None
