"""Placing an order, whoever does it: the checkout, the dashboard, an API. Nobody is sold what is not there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from oscar.apps.order.utils import OrderCreator as OscarOrderCreator
from oscar.apps.order.utils import OrderNumberGenerator as OscarOrderNumberGenerator
from oscar.core.loading import get_model

from ocop_shop.boxes import contents
from ocop_shop.core import money
from ocop_shop.delivery.actions import note_makers
from ocop_shop.ordering import needs, numbers, packing, stock
from ocop_shop.ordering.exceptions import OfferUsedUp, TooLarge
from ocop_shop.supply.notices import is_scarce, note_scarce


class OrderCreator(OscarOrderCreator):
    """Oscar's, whose stock and offers are taken by conditional updates instead of on trust."""

    @transaction.atomic
    def place_order(self, basket: Any, total: Any, *args: Any, **kwargs: Any) -> Any:
        """As Oscar's. What is in the boxes of the basket is read once, and their stock locked in order.

        Whose goods each line is stays, whatever becomes of the product. Makers are told of which few are left. Raises
        `ordering.exceptions.TooLarge`.
        """
        if max(total.incl_tax, basket.total_incl_tax_excl_discounts) >= money.TOO_MUCH:
            raise TooLarge
        packing.lock(basket.all_lines())
        order = super().place_order(basket, total, *args, **kwargs)
        note_makers(order)
        self._note_scarce(basket.all_lines(), f"order:{order.pk}")
        return order

    def _note_scarce(self, lines: Iterable[Any], sale: str) -> None:
        """Tell makers of what is scarce now. To take pieces showed what is left: no query where there is enough."""
        taken = needs.pieces_of(lines)
        scarce = {record.pk for line in lines for record in needs.of_line(line) if is_scarce(record)}
        note_scarce({key: taken[key] for key in scarce}, sale)

    def create_additional_line_models(self, order: Any, order_line: Any, basket_line: Any) -> None:
        """Take the parts of a box and keep with the line what is in it; raises `ordering.exceptions.OutOfStock`."""
        packing.pack(order_line, basket_line)

    def update_stock_records(self, line: Any) -> None:
        """Take the stock of a basket line; raises `ordering.exceptions.OutOfStock`, and the order is not placed."""
        if not contents.parts_of(line.product):  # the parts of a box are taken
            stock.take(line)

    def record_discount(self, discount: dict[str, Any]) -> None:
        """Count the use of an offer; raises `OfferUsedUp` when others have used it up since the basket was read."""
        offers = get_model("offer", "ConditionalOffer").objects
        offer = offers.select_for_update().get(pk=discount["offer"].pk)
        times, amount = discount["freq"], discount["discount"]
        if offer.max_global_applications and offer.num_applications + times > offer.max_global_applications:
            raise OfferUsedUp(offer)
        if offer.max_discount and offer.total_discount + amount > offer.max_discount:
            raise OfferUsedUp(offer)
        offers.filter(pk=offer.pk).update(
            num_applications=F("num_applications") + times,
            total_discount=F("total_discount") + amount,
            num_orders=F("num_orders") + 1,
        )
        if discount.get("voucher"):
            vouchers = get_model("voucher", "Voucher").objects.filter(pk=discount["voucher"].pk)
            vouchers.update(total_discount=F("total_discount") + amount)


class OrderNumberGenerator(OscarOrderNumberGenerator):
    """Numbers that nobody can guess from another, where Oscar counts up."""

    def order_number(self, basket: Any) -> str:
        return numbers.new_number()
