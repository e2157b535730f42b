"""The day on which a list last changed, as far as it is on record: the newest of what its products say of themselves.

A product changes when it is edited, on the first day of a state of its certificate, and when something is recorded of
its certificates. Hidden products and ended stars count too, since a list also changes when something leaves it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from ocop_shop.core import clock

Days = dict[Any, date]
_PLACES = ("province_code", "commune_code", "former_slug")


def latest(*moments: date | datetime | None) -> date | None:
    """The last of the days in Vietnam on which `moments` lie; None where there is none."""
    days = [clock.day_of(moment) if isinstance(moment, datetime) else moment for moment in moments if moment]
    return max(days, default=None)


def by_province() -> Days:
    """For each province of today, by code, the last change of a product of it. Two queries."""
    rows = apps.get_model("ocop_discovery", "Listing").objects.order_by().values_list("province_code")
    return _together(
        rows.annotate(Max("product__date_updated"), Max("claim_since")),
        _events("certificate__product__ocop_listing__province_code"),
    )


def by_stars() -> Days:
    """For each number of stars, the last change of a product that holds it or held it. Two queries."""
    standings = apps.get_model("ocop_certification", "Standing").objects
    held = standings.filter(stars__isnull=False, starts_on__lte=clock.today()).order_by().values_list("stars")
    return _together(
        held.annotate(Max("product__date_updated"), Max("product__ocop_listing__claim_since")),
        _events("certificate__stars"),
    )


def by_category() -> Days:
    """For each category, by key, the last change of a product in it or below it. Two queries."""
    filed = apps.get_model("ocop_discovery", "ListingCategory").objects.order_by().values_list("category_id")
    return _together(
        filed.annotate(Max("listing__product__date_updated"), Max("listing__claim_since")),
        _events("certificate__product__ocop_listing__in_categories__category_id"),
    )


def by_place() -> tuple[Days, set[tuple[str, str]]]:
    """For each place with products, as ("province" or "commune", code) or ("former", slug), the last change of one of
    them; and those of these places that have public products. Two queries.
    """
    days: dict[tuple[str, str], date | None] = {}
    offering = set()
    rows = apps.get_model("ocop_discovery", "Listing").objects.order_by().values_list(*_PLACES)
    told = rows.annotate(
        public=Count("product", filter=Q(is_public=True)),
        edited_at=Max("product__date_updated"),
        since=Max("claim_since"),
    )
    for *found, number, edited_at, since in told:
        for key in _keys(found):
            days[key] = latest(days.get(key), edited_at, since)
            if number:
                offering.add(key)
    for *found, recorded_at in _events(*(f"certificate__product__ocop_listing__{name}" for name in _PLACES)):
        for key in _keys(found):
            days[key] = latest(days.get(key), recorded_at)
    return {key: day for key, day in days.items() if day}, offering


def _keys(found: Iterable[str | None]) -> list[tuple[str, str]]:
    return [(level, value) for level, value in zip(("province", "commune", "former"), found, strict=True) if value]


def of_products(field: str) -> Subquery:
    """The newest `field` of all listing rows of the maker in the row."""
    rows = apps.get_model("ocop_discovery", "Listing").objects.filter(producer_id=OuterRef("pk")).order_by()
    return Subquery(rows.values("producer_id").annotate(newest=Max(field)).values("newest"))


def of_certificates() -> Subquery:
    """The moment at which something was last recorded of a certificate of a product of the maker in the row."""
    events = apps.get_model("ocop_certification", "CertificateEvent").objects.order_by()
    found = events.filter(certificate__product__ocop_listing__producer_id=OuterRef("pk"))
    by_maker = found.values("certificate__product__ocop_listing__producer_id").annotate(newest=Max("recorded_at"))
    return Subquery(by_maker.values("newest"))


def _events(*fields: str) -> QuerySet[Any, Any]:
    """The moment at which something was last recorded of a certificate, by some fields. One query."""
    events = apps.get_model("ocop_certification", "CertificateEvent").objects
    return events.order_by().values_list(*fields).annotate(Max("recorded_at"))


def _together(*found: Iterable[tuple[Any, ...]]) -> Days:
    days: Days = {}
    for rows in found:
        for key, *moments in rows:
            day = latest(days.get(key), *moments)
            if key and day:
                days[key] = day
    return days
