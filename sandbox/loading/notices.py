"""What the demo producer finds in its room of notices: what the shop has decided about its goods and its profile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ocop_shop.notices.actions import Said, tell

PRODUCER = "inv-song-xanh"


def load(producers: Mapping[str, Any], products: Mapping[str, Any]) -> int:
    """Tell it once, however often this runs; returns how many notices those are."""
    producer = producers[PRODUCER]
    own = {
        key: product
        for key, product in sorted(products.items())
        if getattr(getattr(product, "ocop_provenance", None), "producer_id", None) == producer.pk
    }
    told = [
        Said(producer.pk, "listing.accepted", f"demo:{key}", {"title": product.get_title()[:80]})
        for key, product in own.items()
    ]
    return tell([*told, Said(producer.pk, "profile.accepted", "demo")])
