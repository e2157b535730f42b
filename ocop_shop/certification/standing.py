"""The one question every surface asks: what may this product claim on that day?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from ocop_shop.core import clock

from .claims import Claim
from .life import State


def claim_on(product: Any, on: date | None = None) -> Claim:
    """What `product` (an Oscar product or its key) may claim on `on`, by default today in Vietnam. One query."""
    product_id = int(getattr(product, "pk", product))
    return claims_on([product_id], on)[product_id]


def claims_on(product_ids: Collection[int], on: date | None = None) -> dict[int, Claim]:
    """The claims of many products on `on`, by product key; every key asked for is answered. One query."""
    day = on or clock.today()
    claims = {product_id: Claim(product_id, day) for product_id in product_ids}
    for standing in _governing(day).filter(product__in=list(claims)).select_related("certificate__decision"):
        claims[standing.product_id] = _claim(standing, day)
    return claims


def certificates_of(product: Any) -> QuerySet[Any]:
    """All certificates ever recorded for `product`, newest first, with their decisions."""
    model = apps.get_model("ocop_certification", "Certificate")
    return model.objects.filter(product=product).select_related("decision")


def next_change_after(product_ids: Collection[int], on: date) -> dict[int, date]:
    """The first day after `on` on which the claim of each product changes by itself; absent if it never does."""
    model = apps.get_model("ocop_certification", "Standing")
    rows = model.objects.filter(product__in=list(product_ids), starts_on__gt=on).order_by("-starts_on")
    return dict(rows.values_list("product_id", "starts_on"))


def _governing(day: date) -> QuerySet[Any]:
    model = apps.get_model("ocop_certification", "Standing")
    return model.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


def _claim(standing: Any, day: date) -> Claim:
    certificate, decision = standing.certificate, standing.certificate.decision
    return Claim(
        product_id=standing.product_id,
        on=day,
        state=State(standing.state),
        stars=standing.stars,
        holds_until=standing.ends_on,
        certificate_id=certificate.pk,
        code=certificate.code,
        decision_no=decision.number,
        issuer=decision.issuer,
        issuer_level=decision.issuer_level,
        issued_on=decision.issued_on,
        issued_precision=decision.issued_precision,
        expires_on=certificate.expires_on,
        certified_stars=certificate.stars,
        rule_set=certificate.rule_set,
    )
