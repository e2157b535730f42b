"""What was in the boxes of an order line: written when the line is, with the claims of that day, and read later."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.apps import apps

from ocop_shop.certification import standing
from ocop_shop.certification.claims import Claim
from ocop_shop.conf import settings
from ocop_shop.core import money
from ocop_shop.producers import origins


def claims_of(parts: Iterable[Any]) -> dict[int, Claim]:
    """What each part may claim today, by its product; a variant without a certificate claims what its parent does.

    One query.
    """
    products = [part.part for part in parts if part.part]
    keys = {key for product in products for key in (product.pk, product.parent_id) if key}
    claims = standing.claims_on(keys) if keys else {}
    return {product.pk: governing(product, claims) for product in products}


def governing(product: Any, claims: dict[int, Claim]) -> Claim:
    """The claim of `product` among these: its own, else that of what it is a variant of."""
    own = claims[product.pk]
    return claims[product.parent_id] if product.parent_id and not own.exists else own


def remember(line: Any, parts: Iterable[Any], boxes: int, *, by_shop: bool = False) -> None:
    """Keep what is in the `boxes` of an order line, and the pieces that it holds. Two queries.

    `by_shop`: the shop packs them, and the producers of the things are owed for them (`OCOP_BOXES_OWED`).
    """
    listed = list(parts)
    claims = claims_of(listed)
    model = apps.get_model("ocop_boxes", "SoldPart")
    rows = [_as_sold(model(line=line), part, claims[part.part_id], boxes) for part in listed]
    for row, part in zip(rows, listed, strict=True):
        price = part.stockrecord.price if part.stockrecord else None
        row.worth = int(money.round_dong(Decimal(price or 0) * part.quantity))
        row.producer = origins.producer_of(part.part) if by_shop and settings.boxes_owed else None
    model.objects.bulk_create(rows)


def _as_sold(row: Any, part: Any, claim: Claim, boxes: int) -> Any:
    origin = origins.origin_of(part.part)
    _commune, province = origins.commune_and_province(origin)
    row.part, row.stockrecord = part.part, part.stockrecord
    row.title, row.quantity = part.part.get_title()[:255], part.quantity
    row.held = part.quantity * boxes if part.left is not None else 0
    row.producer_name = origin.producer.name if origin and origin.producer else ""
    row.place = province.name if province else ""
    row.state, row.stars, row.decision_no = claim.state, claim.stars, claim.decision_no
    row.expires_on = claim.holds_until if claim.has_badge else claim.expires_on
    return row
