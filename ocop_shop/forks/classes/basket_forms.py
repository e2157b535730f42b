"""The form that puts a product into the basket. Open to everybody."""

from __future__ import annotations

from typing import Any

from oscar.apps.basket.forms import AddToBasketForm as OscarAddToBasketForm

from ocop_shop.core.money import format_dong
from ocop_shop.discovery.rows import amount_of


class AddToBasketForm(OscarAddToBasketForm):
    """Sizes and kinds by their names and prices; Oscar would tell all that is known of the product with each."""

    def _create_parent_product_fields(self, product: Any) -> None:
        super()._create_parent_product_fields(product)
        field = self.fields["child_id"]
        names = {child.pk: self._name(product, child) for child in product.get_public_children()}
        field.choices = [(key, names.get(key) or told) for key, told in field.choices]

    def _name(self, product: Any, child: Any) -> str:
        """What a variant is called by itself, and its price; empty where it has no name of its own."""
        name = str(child.title).removeprefix(product.title).lstrip(" –-")
        amount = amount_of(self.basket.strategy.fetch_for_product(child))
        return " · ".join([name, format_dong(amount)]) if name and amount is not None else name
