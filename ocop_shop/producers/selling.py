"""Who sells what a producer makes, as everybody may read it. `OCOP_SELLER` says which of the two it is.

No legal advice: what a shop has to publish, its own lawyers know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps

from ocop_shop.conf import settings

from . import tax_codes
from .abstract_identity_models import Outcome

BY_SHOP, BY_PRODUCER = "shop", "producer"


@dataclass(frozen=True)
class Seller:
    """What is published of who sells. An identity number that serves as tax code is shown by its end alone."""

    name: str
    tax_code: str
    address: str
    licence: str
    licence_date: Any
    licence_issuer: str
    verified: Mapping[str, datetime]


def producers_sell() -> bool:
    """Whether producers are the sellers, and the shop goes between."""
    return settings.seller == BY_PRODUCER


def verified(identity: Any) -> dict[str, datetime]:
    """The facts that hold as they were checked last, each with the moment of that check. One query."""
    latest: dict[str, Any] = {}
    for check in identity.verifications.all():
        latest.setdefault(check.fact, check)
    return {
        fact: check.verified_at
        for fact, check in latest.items()
        if check.state == Outcome.CONFIRMED and check.said == identity.print_of(fact)
    }


def seller_of(producer: Any) -> Seller | None:
    """Who sells what `producer` makes, as published; None where the shop does, or nothing is known. Two queries."""
    if not producers_sell():
        return None
    rows = apps.get_model("ocop_producers", "SellerIdentity").objects.select_related("province", "commune")
    identity = rows.filter(producer=producer).first()
    if identity is None:
        return None
    return Seller(
        name=identity.legal_name,
        tax_code=tax_codes.shown(identity.tax_code),
        address=address_of(identity),
        licence=identity.licence_number,
        licence_date=identity.licence_date,
        licence_issuer=identity.licence_issuer,
        verified=verified(identity),
    )


def address_of(identity: Any) -> str:
    """The registered address in one line."""
    commune = identity.commune.full_name if identity.commune else ""
    province = identity.province.full_name if identity.province else ""
    return ", ".join(part for part in (identity.street, commune, province) if part)
