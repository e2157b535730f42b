"""Products of the demo with category, picture, price and stock. Prices and stock are invented."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.apps import apps
from oscar.core.loading import get_model

from ocop_shop.producers import actions
from ocop_shop.regions.address import public_part

from . import files
from .people import Places, house_partner

_OFF = "off_"
_UNITS = {"g": "g", "kg": "kg", "ml": "ml", "l": "l", "lít": "l"}


def load(places: Places, producers: Mapping[str, Any]) -> dict[str, Any]:
    """All products of the demo by their id in the files."""
    categories = _categories()
    classes = {shipped: _product_class(shipped) for shipped in (True, False)}
    found: dict[str, Any] = {}
    for row in [*_real(), *files.rows("invented_products")]:
        product = _product(row, classes[row["sale_mode"] != "enquiry"])
        _origin(product, row, places, producers.get(row["producer_id"]))
        _offer(product, row, producers.get(row["producer_id"]))
        _shelf(product, row)
        picture(product, row)
        product.categories.set([categories[int(row["group_no"])]])
        found[row["id"]] = product
    return found


def _real() -> list[dict[str, str]]:
    """Real products with the column names of the invented ones."""
    renamed = {
        "demo_net_qty": "net_qty",
        "demo_net_unit": "net_unit",
        "demo_net_content": "net_content",
        "demo_price_vnd": "price_vnd",
        "demo_stock": "stock",
    }
    return [{renamed.get(name, name): value for name, value in row.items()} for row in files.rows("products")]


def _categories() -> dict[int, Any]:
    """The category for each product set, number 1 to 26; made with its parents where missing."""
    category = get_model("catalogue", "Category")
    made: dict[str, Any] = {}
    by_set: dict[int, Any] = {}
    for row in files.rows("categories"):
        parent = made.get(row["parent_id"])
        siblings = parent.get_children() if parent else category.get_root_nodes()
        node = siblings.filter(slug=row["slug"]).first()
        if node is None:
            values = {"name": row["name_vi"], "slug": row["slug"]}
            node = parent.add_child(**values) if parent else category.add_root(**values)
            made_anew = category.objects.get(pk=node.pk)
            node = made_anew
        made[row["id"]] = category.objects.get(pk=node.pk)
        for number in row["sets"].split():
            by_set[int(number)] = made[row["id"]]
    return by_set


def _product_class(shipped: bool) -> Any:
    name = "Hàng hóa" if shipped else "Dịch vụ, đặt trước"
    defaults = {"requires_shipping": shipped, "track_stock": shipped}
    return get_model("catalogue", "ProductClass").objects.get_or_create(name=name, defaults=defaults)[0]


def _product(row: dict[str, str], product_class: Any) -> Any:
    defaults = {
        "title": row["name_vi"],
        "slug": row["slug"],
        "description": f"<p>{row['description_vi']}</p>",
        "product_class": product_class,
        "structure": "standalone",
    }
    return get_model("catalogue", "Product").objects.update_or_create(upc=row["id"], defaults=defaults)[0]


def _origin(product: Any, row: dict[str, str], places: Places, producer: Any) -> None:
    unit = _UNITS.get(row["net_unit"], "")
    former = places.former_province(row.get("former_province", ""))
    apps.get_model("ocop_producers", "Provenance").objects.update_or_create(
        product=product,
        defaults={
            "producer": producer,
            "province": places.province(row["province_code"]),
            "commune": places.commune(row["commune_code"]),
            "former_province": former,
            "place_as_printed": public_part(row.get("place_as_printed", "")),
            "product_set": int(row["group_no"]),
            "net_amount": Decimal(row["net_qty"]) if unit else None,
            "net_unit": unit,
            "net_text": row["net_content"],
            "name_en": row["name_en"],
            "description_en": row["description_en"],
        },
    )


def _offer(product: Any, row: dict[str, str], producer: Any) -> None:
    """Price and stock. What is only sold on request gets neither; stock that was sold since is left alone."""
    if row["sale_mode"] == "enquiry" or not row["price_vnd"]:
        return
    partner = producer.partner if producer else house_partner()
    get_model("partner", "StockRecord").objects.get_or_create(
        product=product,
        partner=partner,
        defaults={
            "partner_sku": row["id"],
            "price": Decimal(row["price_vnd"]),
            "price_currency": "VND",
            "num_in_stock": int(row["stock"] or 0),
        },
    )


def _shelf(product: Any, row: dict[str, str]) -> None:
    """What the law would keep off the shelf, marked as staff would."""
    if row["sale_mode"].startswith(_OFF):
        actions.keep_off(product, row["sale_mode"].removeprefix(_OFF))


def picture(product: Any, row: dict[str, str]) -> None:
    """The picture of a product that was drawn for it, unless it has one."""
    name = files.stored(files.PICTURES / "products" / f"{row['slug']}.webp", "images/products/demo")
    if name and not product.images.exists():
        product.images.create(original=name, caption=row["name_vi"])
