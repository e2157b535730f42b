"""What a producer says of its own parcels that are paid at the door."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from ocop_shop.accounts.at_the_door import waiting
from ocop_shop.accounts.exceptions import NotAtTheDoor
from ocop_shop.payments import actions as payments
from ocop_shop.payments.choices import Collector


@transaction.atomic
def collect(producer: Any, attempt: int, *, actor: Any) -> None:
    """The producer has the cash of its parcel, by the key of the payment. Raises `NotAtTheDoor`."""
    payments.collect(_found(producer, attempt), actor=actor, by=Collector.PRODUCER)


@transaction.atomic
def refuse(producer: Any, attempt: int, *, actor: Any) -> None:
    """The buyer did not take the parcel. Raises `NotAtTheDoor`, and what `payments.actions.refuse` raises."""
    payments.refuse(_found(producer, attempt), actor=actor)


def _found(producer: Any, key: int) -> Any:
    found = waiting(producer).filter(pk=key).first()
    if found is None:
        raise NotAtTheDoor
    return found
