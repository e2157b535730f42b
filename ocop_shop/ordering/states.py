"""The states of an order and of its lines, as Oscar stores them, and which may follow which.

`ocop_shop.defaults` gives the pipelines to Oscar. A shop may add states of its own; these seven keep their meaning.
"""

from __future__ import annotations

from collections.abc import Collection

AWAITING_PAYMENT = "Awaiting payment"
"""Placed, its stock is taken, and the money is still to come."""
PENDING = "Pending"
"""To be packed: paid, or to be paid on delivery."""
BEING_PROCESSED = "Being processed"
PACKED = "Packed"
"""Of lines alone: it waits for who carries it away."""
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
    BEING_PROCESSED: (PACKED, SHIPPED, CANCELLED),
    PACKED: (SHIPPED, CANCELLED),
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


def order_states(now: str, lines: Collection[str], *, is_awaited: bool = False) -> tuple[str, ...]:
    """The states that an order goes through from `now`, one after the other, to where its lines stand.

    It follows them forwards alone, and nowhere before it may be packed or after its end. Whether an order ends with its
    last line is for `actions.cancel`: here it stays. So it does short of its end while something `is_awaited`, as the
    money for a parcel that is paid at the door.
    """
    living = [state for state in lines if state != CANCELLED]
    if now not in {PENDING, BEING_PROCESSED} or not living:
        return ()
    begun = () if now == BEING_PROCESSED else (BEING_PROCESSED,)
    if all(state == SHIPPED for state in living):
        return begun if is_awaited else (*begun, COMPLETE)
    return begun if any(state not in {AWAITING_PAYMENT, PENDING} for state in living) else ()
