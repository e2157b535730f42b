"""What may be put into a basket, and who may buy it, by the product set of the law's list.

A place on a tour and a live animal are agreed on with the maker, not put into a parcel. Alcohol is sold to adults alone
(44/2019/QH14 art. 5.2: not to anybody under 18).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ocop_shop.boxes import contents
from ocop_shop.conf import settings
from ocop_shop.producers import origins


def is_enquiry_only(product: Any) -> bool:
    """Whether `product` is agreed on with its maker and not sold by the basket (`OCOP_ENQUIRY_ONLY_SETS`)."""
    return origins.set_of(product) in settings.enquiry_only_sets


def is_for_adults(product: Any) -> bool:
    """Whether `product`, or something in it where it is a box, is sold to adults alone (`OCOP_ADULT_SETS`)."""
    inside = (part.part for part in contents.parts_of(product) if part.part)
    return any(origins.set_of(one) in settings.adult_sets for one in (product, *inside))


def any_for_adults(lines: Iterable[Any]) -> bool:
    """Whether one of the lines of a basket is sold to adults alone. No query after `makers.prepare`."""
    return any(is_for_adults(line.product) for line in lines)
