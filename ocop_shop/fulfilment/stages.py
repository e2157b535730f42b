"""How far a producer is with its part of an order, and how long it sees who bought. Plain rules."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from ocop_shop.ordering.states import BEING_PROCESSED, CANCELLED, PACKED, PENDING, SHIPPED


class Stage(StrEnum):
    """What has to be done next with a producer's part of an order."""

    NEW = "new"
    TO_PACK = "to-pack"
    TO_SEND = "to-send"
    SENT = "sent"
    CANCELLED = "cancelled"


WAITING = (Stage.NEW, Stage.TO_PACK, Stage.TO_SEND)
"""Something is still to be done."""
_LONGEST = 36_500


def stage_of(order: str, lines: Collection[str]) -> Stage:
    """The stage of a part of an order by the states of the order and of the producer's own lines.

    The line that is least far decides. A state of a shop's own counts as being packed.
    """
    living = {state for state in lines if state != CANCELLED}
    if order == CANCELLED or not living:
        return Stage.CANCELLED
    if PENDING in living:
        return Stage.NEW
    if living - {PACKED, SHIPPED}:
        return Stage.TO_PACK
    return Stage.TO_SEND if PACKED in living else Stage.SENT


def may_be_sent(state: str) -> bool:
    """Whether pieces of a line in this state may leave; what is pending is accepted by sending it."""
    return state not in {SHIPPED, CANCELLED}


def sees_the_buyer(stage: Stage, sent_at: datetime | None, now: datetime, days: int) -> bool:
    """Whether name, telephone and address are shown: while something is to be sent, and `days` after the last of it."""
    if stage in WAITING:
        return True
    return stage is Stage.SENT and sent_at is not None and now < sent_at + timedelta(days=min(max(days, 0), _LONGEST))


ACCEPTED_FROM, PACKED_FROM = PENDING, BEING_PROCESSED
"""The states that a line is in before it is accepted, and before it is packed."""
