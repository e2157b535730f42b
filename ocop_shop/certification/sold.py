"""The claim of each order line as it stood when it was sold: written once, never touched again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from ocop_shop.core import clock

from .claims import Claim
from .life import State
from .standing import claims_on
from .wording import day, last_day


@transaction.atomic(savepoint=False)
def freeze_claims(order: Any, on: date | None = None) -> int:
    """Keep the claim of every line of `order` as it stands on `on` (default: today); returns how many were written.

    Call it in the transaction that places the order. Lines whose claim is kept already are left as they are. A
    variant without a certificate of its own carries the claim of its parent, as its page does.
    """
    model = apps.get_model("ocop_certification", "SoldClaim")
    lines = list(order.lines.filter(ocop_claim=None).select_related("product").order_by("pk"))
    above = {line.product_id: line.product.parent_id for line in lines if line.product_id}
    products = {pk for pair in above.items() for pk in pair if pk}
    claims, makers = claims_on(products, on), _makers(products)
    kept = [_kept(model, line, above, claims, makers, on or clock.today()) for line in lines]
    model.objects.bulk_create(kept, ignore_conflicts=True)
    return len(kept)


def sentence(sold: Any) -> str:
    """What was sold in words, "OCOP 4 stars when sold, …"; empty where no star was shown."""
    if not sold or not sold.stars:
        return ""
    values = {"stars": sold.stars, "decision": sold.decision_no, "date": day(sold.expires_on)}
    if sold.state == State.EXTENDED:
        return _("OCOP %(stars)d stars when sold, being re-assessed, valid until %(date)s") % values
    if not sold.decision_no:
        return _("OCOP %(stars)d stars when sold, valid until %(date)s") % values
    return _("OCOP %(stars)d stars when sold, decision %(decision)s, valid until %(date)s") % values


def changes(lines: Iterable[Any], on: date | None = None) -> dict[int, str]:
    """What has become of the stars that these order lines were sold with, by key of the line. One query for all.

    Lines whose star is the same today are left out, and so are those sold without a star: nothing was promised there.
    A product that the shop no longer has cannot be asked.
    """
    promised = [line for line in lines if line.product_id and getattr(getattr(line, "ocop_claim", None), "stars", None)]
    products = {key for line in promised for key in (line.product_id, line.product.parent_id) if key}
    claims = claims_on(products, on) if products else {}
    told = {line.pk: _since_then(line.ocop_claim, _governing(line.product, claims)) for line in promised}
    return {key: words for key, words in told.items() if words}


def _governing(product: Any, claims: dict[int, Claim]) -> Claim:
    own = claims[product.pk]
    return claims[product.parent_id] if product.parent_id and not own.exists else own


def _since_then(sold: Any, claim: Claim) -> str:
    if claim.has_badge:
        return (
            "" if claim.stars == sold.stars else _("Changed since: now OCOP %(stars)d stars") % {"stars": claim.stars}
        )
    values = {"date": day(last_day(claim) if claim.state is State.EXPIRED else claim.since)}
    return {
        State.EXPIRED: _("Changed since: the certificate ran out on %(date)s") % values,
        State.SUSPENDED: _("Changed since: the certificate is suspended since %(date)s") % values,
        State.CEASED: _("Changed since: the product is no longer made since %(date)s") % values,
        State.REVOKED: _("Changed since: the certificate was revoked on %(date)s") % values,
    }.get(claim.state, _("Changed since: the register shows no star for this product any more"))


def _kept(
    model: Any, line: Any, above: dict[int, int | None], claims: dict[int, Claim], makers: dict[int, str], on: date
) -> Any:
    parent = above.get(line.product_id)
    own = claims.get(line.product_id, Claim(0, on))
    claim = claims[parent] if parent and not own.exists else own
    return model(
        line=line,
        on=on,
        state=claim.state,
        stars=claim.stars,
        certificate_id=claim.certificate_id,
        code=claim.code,
        decision_no=claim.decision_no,
        issuer=claim.issuer,
        expires_on=claim.holds_until if claim.has_badge else claim.expires_on,
        producer_name=makers.get(line.product_id) or (makers.get(parent, "") if parent else ""),
    )


def _makers(products: Iterable[int]) -> dict[int, str]:
    provenances = apps.get_model("ocop_producers", "Provenance").objects.filter(product__in=products)
    return dict(provenances.exclude(producer=None).values_list("product_id", "producer__name"))
