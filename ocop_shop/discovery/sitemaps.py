"""Sitemaps: every page that may be kept, in every language, and the day on which what it says last changed.

    urlpatterns = [*sitemaps.addresses(sitemaps.SECTIONS), ...]

They are made from the register at each request, so a day moves at midnight with no job run. Nothing is said of pages
whose last change is not on record. Addresses carry the host that was asked, like the canonical links of the pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.apps import apps
from django.contrib.sitemaps import Sitemap
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from ocop_shop.core import clock

from . import facets, freshness, last_changes, place_pages, queries
from .languages import spoken
from .last_changes import Days, latest
from .names import names
from .parameters import Query
from .sitemap_files import Section, TableSection, addresses

__all__ = ["SECTIONS", "Section", "TableSection", "addresses", "spoken"]


class Entrances(Section):
    """The fixed pages that lead into the shop. What changes in them is not on record."""

    def items(self) -> list[str]:
        return ["ocop:regions", "ocop:regions-old", "ocop:producers", "ocop:stars", "ocop:check"]

    def location(self, item: str) -> str:
        return reverse(item)


class Lists(Section):
    """All products, and those of one star or of one province, where there are any."""

    def items(self) -> list[Query]:
        found = _counted()
        counted = found.values
        stars = [Query(stars=(number,)) for number in (5, 4, 3) if counted["stars"][number] > 0]
        there = sorted(code for code, number in counted["province"].items() if code and number > 0)
        return [Query(), *stars, *(Query(province=(code,)) for code in there)] if found.total else []

    def location(self, item: Query) -> str:
        query = item.encode()
        return f"{reverse('catalogue:index')}?{query}" if query else reverse("catalogue:index")

    def lastmod(self, item: Query) -> date | None:
        stars, provinces = self._days
        if item.stars:
            return stars.get(item.stars[0])
        return provinces.get(item.province[0]) if item.province else latest(*stars.values(), *provinces.values())

    @cached_property
    def _days(self) -> tuple[Days, Days]:
        return last_changes.by_stars(), last_changes.by_province()


class Categories(Section):
    """Public categories with products in them or below them. An item is the line of categories from the top down."""

    def items(self) -> list[tuple[Any, ...]]:
        counted = _counted().values["category"]
        return [line for line in _browsable() if counted[line[-1].pk] > 0]

    def location(self, item: tuple[Any, ...]) -> str:
        slug = None
        for category in item:
            slug = category.get_full_slug(slug)
        return reverse("catalogue:category", kwargs={"category_slug": slug, "pk": item[-1].pk})

    def lastmod(self, item: tuple[Any, ...]) -> date | None:
        return self._days.get(item[-1].pk)

    @cached_property
    def _days(self) -> Days:
        return last_changes.by_category()


class Places(Section):
    """Provinces, communes and former provinces whose pages say something."""

    def items(self) -> list[tuple[str, date | None]]:
        return place_pages.indexable()

    def location(self, item: tuple[str, date | None]) -> str:
        return reverse("ocop:place", args=[item[0]])

    def lastmod(self, item: tuple[str, date | None]) -> date | None:
        return item[1]


class Products(TableSection):
    """Public products. A page changes with its product and with its claim: from the first day of a state on, or when
    something is recorded of its certificates, whichever is later.
    """

    def rows(self) -> QuerySet[Any]:
        freshness.ensure_true()
        return queries.public_rows()

    def items(self) -> QuerySet[Any, dict[str, Any]]:
        dated = self.rows().annotate(recorded_at=_recorded_at("certificate__product"))
        told = ("pk", "slug", "product__date_updated", "claim_since", "recorded_at")
        found: QuerySet[Any, dict[str, Any]] = dated.values(*told)
        return found

    def location(self, item: dict[str, Any]) -> str:
        return reverse("catalogue:detail", kwargs={"product_slug": item["slug"], "pk": item["pk"]})

    def lastmod(self, item: dict[str, Any]) -> date | None:
        return latest(item["product__date_updated"], item["claim_since"], item["recorded_at"])


class Producers(TableSection):
    """Makers with a public page. It changes with the profile and with the maker's products and what they may claim.

    Of a profile that has not been touched since such days are noted, none is given.
    """

    def rows(self) -> QuerySet[Any]:
        producers: QuerySet[Any] = apps.get_model("ocop_producers", "Producer").objects.public()
        return producers

    def items(self) -> QuerySet[Any, dict[str, Any]]:
        dated = self.rows().annotate(
            edited_at=last_changes.of_products("product__date_updated"),
            claimed_since=last_changes.of_products("claim_since"),
            recorded_at=last_changes.of_certificates(),
        )
        found: QuerySet[Any, dict[str, Any]] = dated.values(
            "slug", "changed_at", "edited_at", "claimed_since", "recorded_at"
        )
        return found

    def location(self, item: dict[str, Any]) -> str:
        return reverse("ocop:producer", args=[item["slug"]])

    def lastmod(self, item: dict[str, Any]) -> date | None:
        told = (item["changed_at"], item["edited_at"], item["claimed_since"], item["recorded_at"])
        return latest(*told) if item["changed_at"] else None


class Certificates(TableSection):
    """Pages that vouch for the certificates in force today; a certificate leaves on the day it ends."""

    def rows(self) -> QuerySet[Any]:
        certificates: QuerySet[Any] = apps.get_model("ocop_certification", "Certificate").objects.in_force()
        return certificates

    def items(self) -> QuerySet[Any, dict[str, Any]]:
        dated = self.rows().annotate(since=_since(), changed_at=_recorded_at("certificate"))
        found: QuerySet[Any, dict[str, Any]] = dated.values("code", "since", "changed_at")
        return found

    def location(self, item: dict[str, Any]) -> str:
        return reverse("ocop:certificate", args=[item["code"]])

    def lastmod(self, item: dict[str, Any]) -> date | None:
        return latest(item["since"], item["changed_at"])


SECTIONS: Mapping[str, type[Sitemap[Any]]] = {
    "entrances": Entrances,
    "lists": Lists,
    "categories": Categories,
    "places": Places,
    "producers": Producers,
    "products": Products,
    "certificates": Certificates,
}


def _counted() -> facets.Counts:
    """How many public products there are by star, province and category. One query where their names are remembered."""
    head = freshness.ensure_true()
    return facets.count(head, Query(), names(head))


def _browsable() -> list[tuple[Any, ...]]:
    """The public categories below public ones, in the order of the tree, each behind those that contain it. One query.

    Oscar asks for the parents of each one by one.
    """
    lines: dict[str, tuple[Any, ...]] = {}
    for category in apps.get_model("catalogue", "Category").objects.browsable().order_by("path"):
        above = category.path[: -category.steplen]
        if above in lines or not above:
            lines[category.path] = (*lines.get(above, ()), category)
    return list(lines.values())


def _since() -> Subquery:
    """The first day of the state in which the certificate in the row is today."""
    standings = apps.get_model("ocop_certification", "Standing").objects
    begun = standings.filter(certificate=OuterRef("pk"), starts_on__lte=clock.today())
    return Subquery(begun.order_by("-starts_on").values("starts_on")[:1])


def _recorded_at(field: str) -> Subquery:
    """The moment at which something was last recorded of the product's or certificate's history."""
    events = apps.get_model("ocop_certification", "CertificateEvent").objects.filter(**{field: OuterRef("pk")})
    return Subquery(events.order_by("-recorded_at").values("recorded_at")[:1])
