"""Cash on delivery: the order is placed at once, the money is handed to the courier."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from ocop_shop.conf import settings
from ocop_shop.core import money

CODE = "cash-on-delivery"


def limit() -> Decimal:
    """The largest amount that may be paid on delivery, in whole đồng."""
    return money.dong(settings.cod_limit)


def refusal(total: Decimal) -> str:
    """Why an order of `total` cannot be paid on delivery; empty if it can."""
    if total <= limit():
        return ""
    values = {"limit": money.format_dong(limit()), "total": money.format_dong(total)}
    return _("This order comes to %(total)s; above %(limit)s you cannot pay on delivery. Please order less.") % values


@transaction.atomic
def promise(order: Any) -> Any:
    """Record that the buyer of `order` will pay its total on delivery; returns Oscar's payment source.

    Nothing is debited before the courier has the money. Repeating it changes nothing.
    """
    kind, _made = get_model("payment", "SourceType").objects.get_or_create(
        code=CODE, defaults={"name": "Cash on delivery"}
    )
    known = order.sources.filter(source_type=kind).first()
    if known:
        return known
    source = order.sources.create(source_type=kind, currency=order.currency)
    source.allocate(money.dong(order.total_incl_tax))
    return source
