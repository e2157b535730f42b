"""Products, drafts of them, and their pictures."""

from __future__ import annotations

from typing import Any

from ocop_shop.producers.roles import Right
from ocop_shop.proposals.actions import listings
from ocop_shop.test.factories import make_product
from tests.portal.listing import a_picture

ROOMS = {
    "portal-goods": Right.LISTINGS,
    "portal-goods-new": Right.LISTINGS,
    "portal-goods-edit": Right.LISTINGS,
    "portal-goods-copy": Right.LISTINGS,
    "portal-draft": Right.LISTINGS,
    "portal-draft-copy": Right.LISTINGS,
    "portal-draft-picture": Right.LISTINGS,
    "portal-draft-preview": Right.LISTINGS,
}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """A product in the shop, and a draft with a picture."""
    product = make_product(f"Hàng của {producer.slug}", producer=producer, product_set=7)
    secret = f"ban-nhap-{producer.slug}"
    draft = listings.begin_listing(producer, "", author=None, values={"title": secret, "product_set": 7})
    draft = listings.add_pictures(draft, [a_picture()], actor=None)
    own = {"draft": draft.pk}
    gaps = {
        "portal-goods-edit": {"product": product.pk},
        "portal-goods-copy": {"product": product.pk},
        "portal-draft": own,
        "portal-draft-copy": own,
        "portal-draft-picture": {**own, "file": draft.files.get().pk},
        "portal-draft-preview": own,
    }
    return gaps, [secret]
