"""A letter to each maker when an order may be packed, and when not any more: its own lines, and where they go.

No name, telephone or street of the buyer, no other maker's lines, no total of the order. Without an address of the
maker no letter is sent; the shop's staff see the order all the same.
"""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation

from ocop_shop.core.addresses import in_letters
from ocop_shop.core.letters import written

from . import own_lines

logger = logging.getLogger(__name__)


def tell_makers(order: Any) -> int:
    """Write to every maker of `order`, in the shop's language; returns how many letters were sent.

    Letters that cannot be sent are logged and hold up nobody.
    """
    return _tell(order, "maker_order")


def tell_cancelled(order: Any) -> int:
    """Write to every maker that `order` must not be packed any more; returns as `tell_makers`."""
    return _tell(order, "maker_cancelled")


def _tell(order: Any, name: str) -> int:
    sent = 0
    for maker, lines in own_lines.by_maker(order):
        if not maker.email:
            continue
        try:
            with translation.override(settings.LANGUAGE_CODE):
                sent += _letter(order, maker, lines, name).send()
        except Exception:
            logger.exception("%s could not be told of order %s", maker.slug, order.number)
    return sent


def _letter(order: Any, maker: Any, lines: list[Any], name: str) -> EmailMessage:
    address = order.shipping_address
    context = {
        "order": order,
        "lines": lines,
        "parcel": order.agreed_parcels.filter(maker_key=maker.pk).first(),
        "place": ", ".join(part for part in (address.line4, address.state) if part) if address else "",
        "link": _desk(order, maker),
        "site": order.site,
    }
    subject, body = written(name, context)
    return EmailMessage(subject, body, to=[maker.email])


def _desk(order: Any, maker: Any) -> str:
    """Where the maker's people find the order; empty where nobody works for it at the portal."""
    return in_letters(reverse("ocop:portal-order", args=[maker.slug, order.number])) if maker.members.exists() else ""
