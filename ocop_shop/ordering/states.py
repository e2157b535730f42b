"""The states of an order and of its lines, as Oscar stores them, and which may follow which.

`ocop_shop.defaults` gives the pipelines to Oscar. A shop may add states of its own; these six keep their meaning.
"""

from __future__ import annotations

AWAITING_PAYMENT = "Awaiting payment"
"""Placed, its stock is taken, and the money is still to come."""
PENDING = "Pending"
"""To be packed: paid, or to be paid on delivery."""
BEING_PROCESSED = "Being processed"
SHIPPED = "Shipped"
COMPLETE = "Complete"
CANCELLED = "Cancelled"

ORDER_PIPELINE: dict[str, tuple[str, ...]] = {
    AWAITING_PAYMENT: (PENDING, CANCELLED),
    PENDING: (BEING_PROCESSED, CANCELLED),
    BEING_PROCESSED: (COMPLETE, CANCELLED),
    COMPLETE: (),
    CANCELLED: (),
}
LINE_PIPELINE: dict[str, tuple[str, ...]] = {
    AWAITING_PAYMENT: (PENDING, CANCELLED),
    PENDING: (BEING_PROCESSED, CANCELLED),
    BEING_PROCESSED: (SHIPPED, CANCELLED),
    SHIPPED: (),
    CANCELLED: (),
}
# A line follows its order.
CASCADE: dict[str, str] = {
    PENDING: PENDING,
    BEING_PROCESSED: BEING_PROCESSED,
    CANCELLED: CANCELLED,
    COMPLETE: SHIPPED,
}
