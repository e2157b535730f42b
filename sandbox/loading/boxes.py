"""Gift boxes of the demo: invented, made of goods of the demo. Prices are invented; what staff change is kept."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.apps import apps
from oscar.core.loading import get_model

from ocop_shop.boxes import actions, contents

from . import files, goods
from .people import house_partner

CATEGORY = "hop-qua"


def load(products: Mapping[str, Any], producers: Mapping[str, Any]) -> dict[str, Any]:
    """All boxes by their id in the file."""
    kind = get_model("catalogue", "ProductClass").objects.get_or_create(
        name="Hộp quà", defaults={"requires_shipping": True, "track_stock": False}
    )[0]
    found = {}
    for row in files.rows("boxes"):
        packer = producers.get(row["packer_id"])
        box = _box(row, kind)
        apps.get_model("ocop_producers", "Provenance").objects.update_or_create(
            product=box,
            defaults={
                "producer": packer,
                "name_en": row["name_en"],
                "description_en": row["description_en"],
            },
        )
        get_model("partner", "StockRecord").objects.get_or_create(
            product=box,
            partner=packer.partner if packer else house_partner(),
            defaults={"partner_sku": row["id"], "price": Decimal(row["price_vnd"]), "price_currency": "VND"},
        )
        goods.picture(box, row)
        box.categories.set(get_model("catalogue", "Category").objects.filter(slug=CATEGORY))
        if not contents.parts_of(box):
            actions.set_parts(box, [(products[key], pieces) for key, pieces in _parts(row)])
        found[row["id"]] = box
    return found


def _box(row: dict[str, str], kind: Any) -> Any:
    values = {
        "title": row["name_vi"],
        "slug": row["slug"],
        "description": f"<p>{row['description_vi']}</p>",
        "product_class": kind,
        "structure": "standalone",
    }
    return get_model("catalogue", "Product").objects.update_or_create(upc=row["id"], defaults=values)[0]


def _parts(row: dict[str, str]) -> list[tuple[str, int]]:
    """ "TV001:1 TV002:2" as pairs."""
    pairs = (part.partition(":") for part in row["parts"].split())
    return [(key, int(pieces)) for key, _colon, pieces in pairs]
