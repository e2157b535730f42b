"""A buyer lets go of an order before anybody packs it."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.db.models import F

from ocop_shop.ordering import actions as ordering
from ocop_shop.ordering import calling_off
from ocop_shop.ordering.exceptions import NotPossibleAnyMore
from ocop_shop.payments.exceptions import PaymentProblem
from ocop_shop.payments.registry import known

from .ending import close
from .refunding import ask_refund, carry_out

logger = logging.getLogger(__name__)

BUYER = "buyer"
"""The reason under which orders are cancelled by who placed them."""


def call_off(order: Any, *, actor: Any = None) -> bool:
    """Cancel `order` for its buyer and give back what was paid; False when it was cancelled before.

    A card gets its money at once; what is given back by hand waits for staff. Raises `NotPossibleAnyMore` when
    something was packed or sent already.
    """
    with transaction.atomic():
        kept = ordering.locked(order)
        if not calling_off.is_possible(kept):
            if kept.status == "Cancelled":
                return False
            raise NotPossibleAnyMore(kept)
        close(order, actor=actor, reason=BUYER)
        paid = order.payment_attempts.filter(received__gt=F("refunded"))
        refunds = [ask_refund(one, one.refundable, actor=actor, reason=BUYER) for one in paid]
    for refund in refunds:
        _give_back(refund, actor)
    return True


def _give_back(refund: Any, actor: Any) -> None:
    provider = known(refund.attempt.provider)
    if provider is None or not provider.gives_back:
        return
    try:
        carry_out(refund, actor=actor)
    except PaymentProblem:
        logger.warning("Refund %s waits for staff", refund.pk)
