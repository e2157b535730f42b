"""Parcels of a producer that are paid at the door, until somebody says that they were paid or refused."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from oscar.core.loading import get_model

from ocop_shop.ordering.states import CANCELLED, SHIPPED
from ocop_shop.payments.choices import State
from ocop_shop.payments.cod import CODE


def waiting(producer: Any) -> Any:
    """Open payments at the door of orders that are all of this producer and all sent, the oldest first.

    Where goods of others are in an order too, the shop says who has the cash.
    """
    living = get_model("order", "Line").objects.filter(order=OuterRef("order")).exclude(status=CANCELLED)
    own = Q(ocop_maker__producer=producer)
    rows = apps.get_model("ocop_payments", "Attempt").objects.filter(provider=CODE, state=State.OPEN)
    rows = rows.filter(Exists(living.filter(own, status=SHIPPED)), ~Exists(living.exclude(own, status=SHIPPED)))
    return rows.exclude(order__status=CANCELLED).select_related("order").order_by("pk")
