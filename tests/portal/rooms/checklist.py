"""What is prepared for the next assessment: answers, papers, files, the pack."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from ocop_shop.preparing import actions, reading
from ocop_shop.preparing.actions import Entry
from ocop_shop.producers.roles import Right
from ocop_shop.test.factories import make_product

ROOMS = {
    "portal-checklist": Right.CERTIFICATES,
    "portal-checklist-part": Right.CERTIFICATES,
    "portal-checklist-file": Right.CERTIFICATES,
    "portal-checklist-pack": Right.CERTIFICATES,
}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """A product with an answer, a secret note and a file."""
    product = make_product(f"Hàng chuẩn bị của {producer.slug}", producer=producer, product_set=7)
    secret = f"ghi chú kín {producer.slug}"
    entry = Entry("1.1", chosen=1, note=secret, paper=ContentFile(b"x", name="giay.jpg"), paper_title="giay.jpg")
    actions.save(producer, product, [entry], version=0, actor=None)
    item = reading.preparation_of(producer, product).items["1.1"]
    own = {"product": product.pk}
    gaps = {
        "portal-checklist": own,
        "portal-checklist-part": {**own, "part": "a"},
        "portal-checklist-file": {**own, "item": item.pk},
        "portal-checklist-pack": own,
    }
    return gaps, [secret]
