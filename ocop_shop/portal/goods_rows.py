"""The products and drafts of a producer as its list shows them, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.core.paginator import Page, Paginator

from ocop_shop.certification import standing
from ocop_shop.certification.claims import Claim
from ocop_shop.producers.off_the_shelf import Off, off_of
from ocop_shop.proposals.listing.copying import products_of
from ocop_shop.proposals.listing.pictures import FIELD

PAGE_SIZE = 30


@dataclass(frozen=True)
class Goods:
    """A product in the shop, with its claim of today and the changes of it that are open."""

    product: Any
    picture_url: str
    price: Any
    in_stock: bool
    claim: Claim
    changes: Any = None
    off: Off | None = None
    """Why nobody can buy it here, where that is so."""


@dataclass(frozen=True)
class Draft:
    """A product that is not in the shop yet; `picture` is the key of its first one."""

    proposal: Any
    picture: int | None


def drafts(producer: Any) -> list[Draft]:
    """The new products that are written or looked at, what was sent back first. Two queries."""
    rows = _open_ones(producer).filter(subject__startswith="new:").prefetch_related("files")
    listed = sorted(rows.order_by("-changed_at"), key=lambda row: row.state != "returned")
    return [Draft(row, _first_picture(row)) for row in listed]


def goods(producer: Any, number: str) -> Page[Any]:
    """A page of the products in the shop, the newest first; a page beyond the last is the last. Five queries."""
    own = products_of(producer).select_related("ocop_provenance").order_by("-date_created", "-pk")
    page = Paginator(own, PAGE_SIZE).get_page(number)
    products = list(page.object_list)
    keys = [product.pk for product in products]
    claims = standing.claims_on(keys)
    told = {row.pk: row for row in apps.get_model("ocop_discovery", "Listing").objects.filter(pk__in=keys)}
    changes = {row.product_id: row for row in _open_ones(producer).filter(product__in=keys)}
    page.object_list = [_goods(product, claims, told.get(product.pk), changes) for product in products]
    return page


def _goods(product: Any, claims: Mapping[int, Claim], row: Any, changes: Mapping[int, Any]) -> Goods:
    return Goods(
        product,
        default_storage.url(row.image) if row and row.image else "",
        row.price if row else None,
        bool(row and row.in_stock),
        claims[product.pk],
        changes.get(product.pk),
        off_of(product),
    )


def _open_ones(producer: Any) -> Any:
    rows = apps.get_model("ocop_proposals", "Proposal").objects
    return rows.of_producer(producer).open().filter(kind="listing")


def _first_picture(proposal: Any) -> int | None:
    keys = {f"file:{one.pk}": one.pk for one in proposal.files.all() if one.field == FIELD}
    named = [entry["key"] for entry in proposal.values.get(FIELD, []) if entry["key"] in keys]
    first = next(iter([*named, *keys]), None)
    return keys[first] if first else None
