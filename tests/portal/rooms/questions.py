"""What shoppers ask, and what buyers say."""

from __future__ import annotations

from typing import Any

from ocop_shop.asking import actions
from ocop_shop.producers.roles import Right
from ocop_shop.test.factories import make_product
from tests.asking.buying import review_of

ROOMS = {"portal-questions": Right.ANSWERS}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """A published question, one that the shop has not let through, and a review; secret is all of it at the desk."""
    product = make_product(f"Hàng được hỏi của {producer.slug}", producer=producer)
    asked, waits, said = (f"{word} {producer.slug}" for word in ("Hỏi công khai", "Hỏi còn chờ", "Khen của khách"))
    actions.publish(actions.ask(product, asked, "Lan"), actor=None)
    actions.ask(product, waits, "Lan")
    review_of(product, said)
    return {}, [asked, waits, said]
