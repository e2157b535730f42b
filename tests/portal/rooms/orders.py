"""The orders: one of this producer alone, and one in which goods of everybody stand together."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from ocop_shop.fulfilment import actions
from ocop_shop.producers.roles import Right
from tests.fulfilment.bought import BUYER, goods_of, order_of

ROOMS = {"portal-orders": Right.ORDERS, "portal-order": Right.ORDERS}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """An own order, half of it sent, and a shared one; secret are own goods and parcels, and the own order's buyer."""
    title, tracking, buyer = (f"{word} {producer.slug}" for word in ("Bánh của", "VTP", "Chị Lan của"))
    own = goods_of(producer, title)
    order = order_of((own, 2), buyer={**BUYER, "first_name": buyer})
    actions.send(order, producer, {order.lines.get().pk: 1}, tracking=tracking)
    others = apps.get_model("ocop_producers", "Producer").objects.exclude(pk=producer.pk).order_by("pk")
    order_of((own, 1), *[(goods_of(other, f"Hàng khác của {other.slug}"), 1) for other in others])
    return {"portal-order": {"number": order.number}}, [title, tracking, buyer]
