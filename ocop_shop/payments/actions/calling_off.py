"""A buyer lets go of an order before anybody packs it."""

from __future__ import annotations

import logging
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.ordering import actions as ordering
from ocop_shop.ordering import calling_off
from ocop_shop.ordering.exceptions import NotPossibleAnyMore
from ocop_shop.ordering.states import CANCELLED
from ocop_shop.payments.choices import RefundState
from ocop_shop.payments.exceptions import PaymentProblem
from ocop_shop.payments.registry import known

from .ending import close
from .refunding import carry_out

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
        if kept.status == CANCELLED:
            return False
        if not calling_off.is_possible(kept):
            raise NotPossibleAnyMore(kept)
        close(order, actor=actor, reason=BUYER)
    refunds = apps.get_model("ocop_payments", "Refund").objects.filter(attempt__order=order, state=RefundState.ASKED)
    for refund in refunds.select_related("attempt__order"):
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
