"""How Oscar learns what sending costs: one method, the sum of what every maker's own way costs."""

from __future__ import annotations

from typing import Any

from oscar.apps.shipping.repository import Repository as OscarRepository

from ocop_shop.delivery import quotes
from ocop_shop.delivery.method import ByMaker
from ocop_shop.delivery.quotes import Sending

CHOSEN = "ocop_delivery"
"""In the session: the way that was chosen for a maker, by their keys."""
_KEPT = "_ocop_sendings"


class Repository(OscarRepository):
    """The ways that a shop has set up; where it has none, Oscar's (free)."""

    def get_available_shipping_methods(self, basket: Any, shipping_addr: Any = None, **kwargs: Any) -> list[Any]:
        found = _sendings(basket, shipping_addr, kwargs.get("request"))
        if not any(sending.quotes for sending in found) and not quotes.is_set_up():
            return list(super().get_available_shipping_methods(basket, shipping_addr, **kwargs))
        return [ByMaker(found)]


def choices(request: Any) -> dict[int, int]:
    """What this browser has chosen: the key of a way by that of a maker."""
    kept = request.session.get(CHOSEN, {}) if hasattr(request, "session") else {}
    return {int(maker): int(way) for maker, way in kept.items()}


def _sendings(basket: Any, address: Any, request: Any) -> list[Sending]:
    """The quotes for a basket; Oscar asks several times for one page, and is told the same."""
    lines, chosen = basket.all_lines(), choices(request)
    asked = (
        chosen,
        (address.state, address.line4) if address else None,
        tuple((line.pk, line.quantity, line.line_price_incl_tax_incl_discounts) for line in lines),
    )
    kept = getattr(request, _KEPT, None)
    if kept is None or kept[0] != asked:
        kept = (asked, quotes.sendings(lines, address, chosen))
        if request is not None:
            setattr(request, _KEPT, kept)
    return list(kept[1])
