"""How the goods of an order come into the buyer's hands, as far as a way to pay depends on it."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any

_PICKUP = "pickup"
_NOTHING_TO_SEND = "no-shipping-required"
"""What Oscar calls the way of an order that has nothing to send."""


class Handing(StrEnum):
    """Who hands over: a courier, the maker at its own place, each of them a part, or nobody."""

    BROUGHT = "brought"
    FETCHED = "fetched"
    BOTH = "both"
    NOTHING = "nothing"
    """A visit, a course: nothing is handed over at all."""


def handing(kinds: Collection[str], *, is_sent: bool) -> Handing:
    """How it comes by the ways of its parcels; `is_sent` says it for goods of which no way is known."""
    if not kinds:
        return Handing.BROUGHT if is_sent else Handing.NOTHING
    if _PICKUP not in kinds:
        return Handing.BROUGHT
    return Handing.FETCHED if set(kinds) == {_PICKUP} else Handing.BOTH


def of_order(order: Any) -> Handing:
    """How the goods of an order come, as it was agreed. One query."""
    kinds = [parcel.kind for parcel in order.agreed_parcels.all()]
    return handing(kinds, is_sent=order.shipping_code != _NOTHING_TO_SEND)
