"""Cards and labels for the shelf."""

from __future__ import annotations

from typing import Any

from ocop_shop.producers.roles import Right
from ocop_shop.test.factories import make_certificate, make_product

ROOMS = {"portal-print": Right.CERTIFICATES, "portal-print-file": Right.CERTIFICATES}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """A certified product."""
    product = make_product(f"Hàng để in của {producer.slug}", producer=producer)
    make_certificate(product, stars=4)
    return {"portal-print-file": {"product": product.pk, "what": "card", "form": "svg"}}, []
