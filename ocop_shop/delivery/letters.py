"""A letter to the buyer when a parcel leaves: what is in it, with whom it goes, and nothing of the other parcels."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from ocop_shop.core.addresses import in_letters
from ocop_shop.core.letters import send
from ocop_shop.ordering.buyers import page_of


def tell_sent(dispatch: Any) -> bool:
    """Write to the buyer in the language of the order; False where no letter was sent. One that fails is logged."""
    order = dispatch.order

    def said() -> dict[str, Any]:
        return {
            "order": order,
            "dispatch": dispatch,
            "producer": dispatch.producer.display_name if dispatch.producer else "",
            "parts": dispatch.event.line_quantities.select_related("line").order_by("pk"),
            "link": in_letters(page_of(order)),
            "site": order.site,
        }

    language = language_of(order, dispatch.maker_key)
    return send("parcel_sent", order.email, language, said, about=f"order {order.number}", html=True)


def language_of(order: Any, maker: int) -> str:
    """What the buyer read when the parcel of a maker was agreed, or another one; the shop's own where none was."""
    parcels = order.agreed_parcels.exclude(language="")
    own = parcels.filter(maker_key=maker).first() or parcels.first()
    return str(own.language) if own else settings.LANGUAGE_CODE
