"""Oscar's tag for a card, looking for its template in Oscar's own engine alone."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import select_template

from .stock import ENGINE

register = template.Library()


@register.simple_tag(takes_context=True)
def render_product(context: Any, product: Any) -> str:
    """The card of `product`: by its article number, its class, or the one for all, as Oscar chooses."""
    folder = "oscar/catalogue/partials/product"
    names = [f"{folder}/upc-{product.upc}.html", f"{folder}/class-{product.get_product_class().slug}.html"]
    card = select_template([*names, f"{folder}.html"], using=ENGINE)
    return card.render({**context.flatten(), "product": product})
