"""Who bought what of whom: only they may review it, or thank for it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q
from oscar.core.loading import get_model

from ocop_shop.ordering.states import CANCELLED, COMPLETE, SHIPPED


def has_bought(user: Any, product: Any) -> bool:
    """Whether something was sent to `user` that is `product`, a variant of it, or one of the same parent. One query.

    Only orders of the account count: an e-mail address that a guest typed proves nothing.
    """
    if not user.is_authenticated:
        return False
    head = product.parent_id or product.pk
    lines = get_model("order", "Line").objects.filter(Q(product=head) | Q(product__parent=head), order__user=user)
    arrived = lines.filter(Q(status=SHIPPED) | Q(order__status=COMPLETE)).exclude(status=CANCELLED)
    return bool(arrived.exists())


def makers_that_sent(order: Any) -> Any:
    """The producers of whose goods in `order` something was sent, as a queryset: those that its buyer may thank.

    A line counts for whoever made it when it was sold.
    """
    lines = get_model("order", "Line").objects.filter(order=order).exclude(status=CANCELLED)
    arrived = lines.filter(Q(status=SHIPPED) | Q(order__status=COMPLETE))
    makers = arrived.values("ocop_maker__producer")
    return apps.get_model("ocop_producers", "Producer").objects.filter(pk__in=makers).order_by("pk")
