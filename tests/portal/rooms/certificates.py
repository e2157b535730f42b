"""Certificates, and appeals against what was taken away."""

from __future__ import annotations

from typing import Any

from ocop_shop.producers.roles import Right
from ocop_shop.test.factories import make_certificate, make_product

ROOMS = {"portal-certificates": Right.CERTIFICATES, "portal-appeal": Right.CERTIFICATES}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """A certified product."""
    title = f"Hàng có giấy của {producer.slug}"
    certificate = make_certificate(make_product(title, producer=producer), stars=4)
    return {"portal-appeal": {"pk": certificate.pk}}, []
