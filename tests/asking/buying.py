"""Products that somebody bought, and reviews of them."""

from __future__ import annotations

from typing import Any

from oscar.core.loading import get_model

from ocop_shop.ordering.states import SHIPPED
from tests.fulfilment.bought import order_of


def bought(user: Any, product: Any, status: str = SHIPPED) -> Any:
    """An order of `user` with one piece of `product`, whose line stands in this state."""
    order = order_of((product, 1))
    order.user = user
    order.save()
    order.lines.update(status=status)
    return order


def review_of(product: Any, title: str = "Ngon", *, user: Any = None, **fields: Any) -> Any:
    """An approved review of `product`."""
    values = {"score": 5, "body": "Ngọt nhẹ, thơm.", "name": "Lan", "email": "lan@example.com", "status": 1, **fields}
    review = get_model("reviews", "ProductReview").objects.create(product=product, title=title, user=user, **values)
    product.update_rating()
    return review
