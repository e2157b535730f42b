"""The one question every surface asks: what may this product claim on that day?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from ocop_shop.core import clock

from .actions.recording import life, lives_beside
from .claims import Claim
from .life import State
from .stages import Stage
from .status import CertificateStatus
from .status import status_of as status_beside
from .timeline import period_on, timeline

_DAY = timedelta(days=1)
# What a claim tells after product, day and state, in the order of its fields.
_TOLD = (
    "stars",
    "starts_on",
    "ends_on",
    "certificate_id",
    "certificate__code",
    "certificate__decision__number",
    "certificate__decision__issuer",
    "certificate__decision__issuer_level",
    "certificate__decision__issued_on",
    "certificate__decision__issued_precision",
    "certificate__valid_from",
    "certificate__expires_on",
    "certificate__stars",
    "certificate__rule_set",
    "certificate__product_name",
)


def claim_on(product: Any, on: date | None = None, known: date | None = None) -> Claim:
    """What `product` (an Oscar product or its key) may claim on `on`, by default today in Vietnam. One query.

    With `known`, what the register would have answered at the end of that day, before later records and corrections;
    three queries.
    """
    product_id = int(getattr(product, "pk", product))
    if known is not None:
        return _claim_as_known(product_id, on or clock.today(), known)
    return claims_on([product_id], on)[product_id]


def claims_on(product_ids: Collection[int], on: date | None = None) -> dict[int, Claim]:
    """The claims of many products on `on`, by product key; every key asked for is answered. One query."""
    day = on or clock.today()
    claims = {product_id: Claim(product_id, day) for product_id in product_ids}
    return claims | _told(_governing(day).filter(product__in=list(claims)), day)


def claims_among(products: QuerySet[Any], on: date | None = None) -> dict[int, Claim]:
    """The claims on `on` of those `products` (a query of them) of which there is something to say. One query."""
    day = on or clock.today()
    return _told(_governing(day).filter(product__in=products.order_by().values("pk")), day)


def _told(standings: QuerySet[Any], day: date) -> dict[int, Claim]:
    # Lists ask this for every card: plain values, since rows of three tables as objects cost more than all the rest.
    found = standings.values_list("product_id", "state", *_TOLD)
    return {product_id: Claim(product_id, day, State(state), *told) for product_id, state, *told in found}


def stages_on(product_ids: Collection[int], on: date | None = None) -> dict[int, Stage]:
    """The products among these that are "potential 5 stars" on `on`: a stage, never a badge. One query."""
    day = on or clock.today()
    rows: Iterable[Any] = (
        apps.get_model("ocop_certification", "Evaluation")
        .objects.filter(product__in=list(product_ids), potential_from__lte=day, potential_until__gte=day)
        .order_by("evaluated_on", "pk")
    )
    return {
        row.product_id: Stage(row.product_id, row.evaluated_on, row.potential_until, row.total, row.sent_on)
        for row in rows
    }


def status_of(certificates: Iterable[Any], on: date | None = None) -> dict[int, CertificateStatus]:
    """What became of each of these certificates, by key, as it stands on `on` (default: today). Two queries."""
    day = on or clock.today()
    listed = list(certificates)
    lives = lives_beside(listed)
    return {c.pk: status_beside(c.pk, lives[c.pk], day) for c in listed}


def certificates_of(product: Any) -> QuerySet[Any]:
    """All certificates ever recorded for `product`, newest first, with their decisions."""
    model = apps.get_model("ocop_certification", "Certificate")
    return model.objects.filter(product=product).select_related("decision")


def next_change_after(product_ids: Collection[int], on: date) -> dict[int, date]:
    """The first day after `on` on which a claim or stage changes by itself, by product key. Two queries."""
    ids = list(product_ids)
    standings = apps.get_model("ocop_certification", "Standing").objects.filter(product__in=ids, starts_on__gt=on)
    days: list[tuple[int, date]] = list(standings.values_list("product_id", "starts_on"))
    stages = apps.get_model("ocop_certification", "Evaluation").objects.filter(product__in=ids, potential_until__gte=on)
    spans: Iterable[Any] = stages.values_list("product_id", "potential_from", "potential_until")
    for product_id, first, last in spans:
        days += [(product_id, day) for day in (first, last + _DAY) if day > on]
    return dict(sorted(days, reverse=True))  # the earliest day of each comes last and stays


def _governing(day: date) -> QuerySet[Any]:
    model = apps.get_model("ocop_certification", "Standing")
    return model.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


def _claim_as_known(product_id: int, day: date, known: date) -> Claim:
    moment = clock.start_of(known + _DAY)
    certificates = {c.pk: c for c in certificates_of(product_id).prefetch_related("events")}
    lives = [found for certificate in certificates.values() if (found := life(certificate, moment))]
    period = period_on(timeline(lives), day)
    if period is None:
        return Claim(product_id, day)
    certificate = certificates[period.certificate]
    on_record = next(life for life in lives if life.certificate == period.certificate)
    # As it was known, not as it has been corrected since; the row in memory is not saved.
    certificate.stars = on_record.stars
    certificate.valid_from, certificate.expires_on = on_record.valid_from, on_record.expires_on
    return claim_from(product_id, day, period, certificate)


def claim_from(product_id: int, day: date, period: Any, certificate: Any) -> Claim:
    """The claim of a product on `day` from what governs it: a period (or standing) and its certificate."""
    decision = certificate.decision
    return Claim(
        product_id=product_id,
        on=day,
        state=State(period.state),
        stars=period.stars,
        since=period.starts_on,
        holds_until=period.ends_on,
        certificate_id=certificate.pk,
        code=certificate.code,
        decision_no=decision.number,
        issuer=decision.issuer,
        issuer_level=decision.issuer_level,
        issued_on=decision.issued_on,
        issued_precision=decision.issued_precision,
        valid_from=certificate.valid_from,
        expires_on=certificate.expires_on,
        certified_stars=certificate.stars,
        rule_set=certificate.rule_set,
        certified_name=certificate.product_name,
    )
