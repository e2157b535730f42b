"""What goes into a listing row, and from where."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import QuerySet, prefetch_related_objects
from oscar.core.loading import get_class

from ocop_shop.boxes import contents, mix
from ocop_shop.certification.claims import Claim
from ocop_shop.certification.stages import Stage
from ocop_shop.core import money
from ocop_shop.ordering import resting
from ocop_shop.producers.origins import commune_and_province
from ocop_shop.producers.taxonomy import sector_of
from ocop_shop.supply import rests

from . import searchable, sort_keys
from .pictures import card_picture
from .unit_prices import unit_price


def listable(product_ids: Collection[int]) -> QuerySet[Any]:
    """Those of the products that have a page of their own (no variants), with all that a row needs."""
    products = apps.get_model("catalogue", "Product").objects
    found: QuerySet[Any] = (
        products.filter(pk__in=product_ids)
        .exclude(structure="child")
        .select_related(
            "product_class",
            "ocop_provenance__producer__province",
            "ocop_provenance__producer__commune__parent",
            "ocop_provenance__province",
            "ocop_provenance__commune__parent",
            "ocop_provenance__former_province",
        )
        .prefetch_related("images", "stockrecords", "categories", contents.lookup())
        .order_by("pk")
    )
    return found


def with_variants(products: Iterable[Any]) -> list[Any]:
    """The products, those that have variants with these, their stock and makers. Four queries, none where
    there are none.

    Of others it is not asked: in a shop without variants SQLite reads all products to find that out.
    """
    listed = list(products)
    parents = [product for product in listed if product.is_parent]
    prefetch_related_objects(parents, "children__stockrecords", "children__ocop_provenance__producer")
    return listed


@dataclass(frozen=True)
class Facts:
    """What others know of a product: its claim and stage, the day on which they change, its tags, and former names."""

    claim: Claim
    stage: Stage | None
    changes_on: date | None
    tags: str
    former: tuple[str, ...] = ()


def row_of(product: Any, facts: Facts) -> Any:
    """An unsaved listing row of `product`; a stage makes it "potential 5 stars"."""
    origin = getattr(product, "ocop_provenance", None)
    supply = _supply(product)
    price = supply["price"]
    title = product.get_title()
    claim = facts.claim
    certified_on = claim.issued_on if claim.has_badge else None
    return apps.get_model("ocop_discovery", "Listing")(
        product=product,
        title=title,
        slug=product.slug,
        is_public=product.is_public,
        title_key=searchable.title_key(product),
        title_exact=searchable.exact_title(product),
        text_key=searchable.text_key(product, origin, facts.former),
        stars=claim.stars or 0,
        potential_5=facts.stage is not None,
        claim_since=claim.since if claim.exists else None,
        changes_on=facts.changes_on,
        certified_on=certified_on,
        **supply,
        image=card_picture(_first_picture(product)),
        tags=facts.tags,
        created_at=product.date_created,
        sort_stars=sort_keys.by_stars(claim.stars or 0, certified_on),
        sort_newest=sort_keys.by_newest(product.date_created),
        sort_price=sort_keys.by_price(price),
        sort_price_down=sort_keys.by_price_down(price),
        sort_name=sort_keys.by_name(title),
        **_origin_values(product, origin, price),
    )


def categories_above(products: Iterable[Any]) -> dict[int, set[int]]:
    """The categories of each product with all that contain them, by product key. One query."""
    listed = list(products)
    own = {product.pk: [category.path for category in product.categories.all()] for product in listed}
    category = apps.get_model("catalogue", "Category")
    paths = {path[:end] for found in own.values() for path in found for end in _steps(category, path)}
    keys = dict(category.objects.filter(path__in=paths).values_list("path", "pk"))
    return {
        product: {keys[path[:end]] for path in found for end in _steps(category, path) if path[:end] in keys}
        for product, found in own.items()
    }


def _steps(category: Any, path: str) -> range:
    return range(category.steplen, len(path) + 1, category.steplen)


def _origin_values(product: Any, origin: Any, price: Decimal | None) -> dict[str, Any]:
    told = _made_values(origin, price) if origin else {}
    parts = contents.parts_of(product)
    return told | _place_of_box(parts) if parts else told


def _made_values(origin: Any, price: Decimal | None) -> dict[str, Any]:
    producer = origin.producer
    commune, province = commune_and_province(origin)
    return {
        "title_en": origin.name_en,
        "province_code": province.code if province else "",
        "commune_code": commune.code if commune else "",
        "former_slug": origin.former_province.slug if origin.former_province else "",
        "place": ", ".join(part for part in (commune and commune.full_name, province and province.name) if part),
        "producer_id": producer.pk if producer else None,
        "producer_name": producer.name if producer else "",
        "producer_slug": producer.slug if producer and producer.is_public else "",
        "producer_kind": producer.kind if producer else "",
        "sector": sector_of(origin.product_set) if origin.product_set else "",
        "product_set": origin.product_set,
        "kept_off": origin.kept_off,
        "unit_price": unit_price(price, origin.net_amount, origin.net_unit),
        "net_text": origin.net_text,
    }


def _place_of_box(parts: list[Any]) -> dict[str, Any]:
    """A box is from where the things in it are, not from where it is packed; it has a province when all share one."""
    found = list(mix.provinces(parts))
    code = found[0].code if len(found) == 1 else ""
    return {"province_code": code, "commune_code": "", "former_slug": "", "place": mix.place(parts)}


def rest_changes_on(product: Any, day: date) -> date | None:
    """The next day on which `product` or a variant of it begins or ends to rest. No query after `resting.prepare`."""
    changing = [product, *(product.children.all() if product.is_parent else ())]
    return min(filter(None, (resting.change_after(one, day) for one in changing)), default=None)


def _rest(product: Any, *, in_stock: bool) -> str:
    """Why the product is not sold on the day of the row; of one with variants: while none of them is sold."""
    if product.is_parent:
        return "" if in_stock else rests.written(resting.rest_of(product))
    records = list(product.stockrecords.all())
    return rests.written(resting.rest_of(product, records[0])) if records else ""


def _supply(product: Any) -> dict[str, Any]:
    """Price, whether it can be bought on the day of the row, and why it rests."""
    strategy = get_class("partner.strategy", "Selector")().strategy()
    info = strategy.fetch_for_parent(product) if product.is_parent else strategy.fetch_for_product(product)
    amount = amount_of(info)
    in_stock = amount is not None and bool(info.availability.is_available_to_buy)
    rest = _rest(product, in_stock=in_stock)
    return {"price": amount, "in_stock": in_stock and not rest, "rest": rest}


def amount_of(purchase: Any) -> Decimal | None:
    """The price in Oscar's answer to "what does it cost", in whole đồng; None where it names none or not in đồng."""
    price = purchase.price
    if not price.exists or price.currency != money.CURRENCY:
        return None
    amount = price.incl_tax if price.is_tax_known else price.excl_tax
    return money.round_dong(amount) if amount >= 0 else None  # Oscar stores such a price; nobody may buy at it


def _first_picture(product: Any) -> str:
    pictures = sorted(product.images.all(), key=lambda image: (image.display_order, image.pk))
    return str(pictures[0].original.name) if pictures else ""
