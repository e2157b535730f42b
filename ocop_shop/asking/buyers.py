"""Who bought a product: only they may review it."""

from __future__ import annotations

from typing import Any

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
