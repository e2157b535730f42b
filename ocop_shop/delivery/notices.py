"""A letter to each maker when an order may be packed: the maker's own lines and where they go, and nothing else.

No name, telephone or street of the buyer, no other maker's lines, no total of the order. Without an address of the
maker no letter is sent; the shop's staff see the order all the same.
"""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import translation

from ocop_shop.ordering import makers

logger = logging.getLogger(__name__)


def tell_makers(order: Any) -> int:
    """Write to every maker of `order`, in the shop's language; returns how many letters were sent.

    Letters that cannot be sent are logged and hold up nobody.
    """
    try:
        with translation.override(settings.LANGUAGE_CODE):
            letters = [_letter(order, maker, lines) for maker, lines in _by_maker(order) if maker.email]
        return get_connection().send_messages(letters) or 0 if letters else 0
    except Exception:
        logger.exception("The makers could not be told of order %s", order.number)
        return 0


def _by_maker(order: Any) -> list[tuple[Any, list[Any]]]:
    found: dict[int, tuple[Any, list[Any]]] = {}
    for line in makers.prepare(order.lines.order_by("pk")):
        maker = makers.producer_of(line.product) if line.product else None
        if maker is not None:
            found.setdefault(maker.pk, (maker, []))[1].append(line)
    return list(found.values())


def _letter(order: Any, maker: Any, lines: list[Any]) -> EmailMessage:
    address = order.shipping_address
    context = {
        "order": order,
        "lines": lines,
        "parcel": order.agreed_parcels.filter(producer=maker).first(),
        "place": ", ".join(part for part in (address.line4, address.state) if part) if address else "",
        "site": order.site,
    }
    subject = render_to_string("ocop_shop/mail/maker_order_subject.txt", context)
    body = render_to_string("ocop_shop/mail/maker_order.txt", context)
    return EmailMessage(" ".join(subject.split()), body, to=[maker.email])
