"""Oscar's tags for what something costs, asked of Oscar's own strategy and not of ours."""

from __future__ import annotations

from typing import Any

from django import template
from oscar.apps.partner.strategy import Default

register = template.Library()
OSCARS = Default()


@register.simple_tag
def purchase_info_for_product(_request: Any, product: Any) -> Any:
    """What `product` costs and whether it is there."""
    return OSCARS.fetch_for_parent(product) if product.is_parent else OSCARS.fetch_for_product(product)


@register.simple_tag
def purchase_info_for_line(_request: Any, line: Any) -> Any:
    """The same for a line of a basket."""
    return OSCARS.fetch_for_line(line)
