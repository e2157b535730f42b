"""What may be put into a basket, and who may buy it, by the product set of the law's list and by the mark of staff.

A place on a tour and a live animal are agreed on with the maker, not put into a parcel. What the law keeps off the
shelf, such as a medicine, staff mark one by one. Alcohol is sold to adults alone (44/2019/QH14 art. 5.2: not to anybody
under 18).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ocop_shop.boxes import contents
from ocop_shop.conf import settings
from ocop_shop.producers import origins
from ocop_shop.producers.off_the_shelf import ENQUIRY, Off, is_enquiry_only, off_of

__all__ = ["ENQUIRY", "Off", "any_for_adults", "is_enquiry_only", "is_for_adults", "off_of"]


def is_for_adults(product: Any) -> bool:
    """Whether `product`, or something in it where it is a box, is sold to adults alone (`OCOP_ADULT_SETS`)."""
    inside = (part.part for part in contents.parts_of(product) if part.part)
    return any(origins.set_of(one) in settings.adult_sets for one in (product, *inside))


def any_for_adults(lines: Iterable[Any]) -> bool:
    """Whether one of the lines of a basket is sold to adults alone. No query after `makers.prepare`."""
    return any(is_for_adults(line.product) for line in lines)
