"""A shop of N products: Oscar's tables as its developer would fill them, and ours beside them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from oscar.core.loading import get_model
from PIL import Image

from ocop_shop.core import text
from ocop_shop.producers.names import identity
from ocop_shop.producers.taxonomy import SECTORS, sector_of

from . import register, simple, tables, words
from .goods import PICTURES, TODAY, Good, Home, Maker, goods, makers

PARTNERS = 40
# The attributes by which an Oscar developer would let people filter: a group of options each.
ATTRIBUTES = ("stars", "province", "sector", "producer_type")
# Goods are written this many at a time into all tables, so that memory stays small at a million.
STRETCH = 50_000


def fill(number: int, day: date = TODAY) -> None:
    """Fill the empty tables of a shop, whose places are loaded, with `number` products."""
    by = makers(number, homes())
    with transaction.atomic(), _no_marks():
        leaves = _categories()
        product_class, attributes, options = _vocabulary(by)
        pictures = _pictures()
        _partners(), _producers(by)
        simple.create()
        decisions = register.Decisions()
        for stretch in tables.batches(goods(number, by, day), STRETCH):
            _products(stretch, product_class, leaves, pictures)
            _attribute_values(stretch, attributes, options, day)
            _provenances(stretch)
            register.certify(stretch, decisions)
            simple.add(stretch, day)
        simple.finish()
        tables.correct_sequences(*apps.get_models())
    refresh_statistics()


def homes() -> list[Home]:
    """All communes of today; their former province is one of those that became their province."""
    place, succession = (apps.get_model("ocop_regions", name).objects for name in ("Place", "Succession"))
    former: dict[int, list[Any]] = {}
    merged = succession.filter(new__level="province", old__level="province").select_related("old").order_by("old__code")
    for step in merged:
        former.setdefault(step.new_id, []).append(step.old)
    communes = place.in_force().filter(level="commune").select_related("parent").order_by("code")
    found = []
    for number, commune in enumerate(communes):
        before = former.get(commune.parent_id, [])
        old = before[number % len(before)] if before else None
        found.append(
            Home(
                commune.parent_id,
                commune.parent.code,
                commune.parent.full_name,
                commune.pk,
                commune.code,
                commune.full_name,
                old.pk if old else None,
                old.slug if old else "",
                old.full_name if old else "",
            )
        )
    return found


@contextmanager
def _no_marks() -> Iterator[None]:
    """Without a mark for every row, where triggers would leave some: the listing is made anew as a whole anyway."""
    from ocop_shop.discovery import triggers

    triggers.remove(connection)
    yield
    tables.settle()
    triggers.install(connection)


def refresh_statistics() -> None:
    """What the database knows of its tables, as its own housekeeping would find out with time."""
    tidied = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if tidied else "ANALYZE")


def _categories() -> list[tuple[int, int]]:
    """The key of each leaf and of what is above it."""
    category = get_model("catalogue", "Category")
    found = []
    for name, leaves in words.CATEGORIES.items():
        root = category.add_root(name=name, slug=text.slug(name))
        found += [(root.add_child(name=leaf, slug=text.slug(leaf)).pk, root.pk) for leaf, _sets in leaves]
        root.refresh_from_db()
    return found


def _vocabulary(by: Sequence[Maker]) -> tuple[int, dict[str, int], dict[tuple[str, str], int]]:
    """The product class, and the keys of its attributes and of their options (by attribute and code)."""
    product_class = get_model("catalogue", "ProductClass").objects.create(
        name="Hàng OCOP", slug="hang-ocop", track_stock=True, requires_shipping=True
    )
    provinces = {maker.home.province_code: maker.home.province for maker in by}
    offered: dict[str, dict[str, str]] = {
        "stars": {str(stars): f"{stars} sao" for stars in (3, 4, 5)},
        "province": dict(sorted(provinces.items())),
        "sector": {sector.code: sector.vi for sector in SECTORS.values()},
        "producer_type": {kind: word for kind, word, _weight in words.KINDS},
    }
    attributes, options = {}, {}
    for code in ATTRIBUTES:
        group = get_model("catalogue", "AttributeOptionGroup").objects.create(name=code)
        attribute = get_model("catalogue", "ProductAttribute").objects.create(
            product_class=product_class, name=code, code=code, type="option", option_group=group
        )
        attributes[code] = attribute.pk
        for value, label in offered[code].items():
            options[code, value] = group.options.create(option=label, code=value).pk
    return product_class.pk, attributes, options


def slug_of(maker: Maker) -> str:
    """The slug of a maker, whose name need not be the only one of its kind."""
    return f"{text.slug(maker.name)[:140]}-{maker.key}"


def picture_name(number: int) -> str:
    """The name under which one of the few pictures that all goods share is stored."""
    return f"products/bench-{number}.jpg"


def _pictures() -> list[str]:
    names = []
    for number in range(PICTURES):
        name = picture_name(number)
        if not default_storage.exists(name):
            picture = Image.effect_mandelbrot((640, 480), (-2 + number / 30, -1.2, 0.8, 1.2), 40)
            content = io.BytesIO()
            picture.save(content, "JPEG", quality=80)
            default_storage.save(name, ContentFile(content.getvalue()))
        names.append(name)
    return names


def _partners() -> None:
    tables.write(
        get_model("partner", "Partner"),
        ("id", "code", "name"),
        ((key, f"nguoi-ban-{key}", f"Người bán {key}") for key in range(1, PARTNERS + 1)),
    )


def _producers(by: Sequence[Maker]) -> None:
    tables.write(
        apps.get_model("ocop_producers", "Producer"),
        ("id", "kind", "name", "name_key", "match_key", "slug", "province_id", "commune_id"),
        (
            (
                m.key, m.kind, m.name, text.key(m.name), identity(m.name)[:500], slug_of(m), m.home.province_id,
                m.home.commune_id,
            )
            for m in by
        ),
    )  # fmt: skip


def _products(
    stretch: Sequence[Good], product_class: int, leaves: Sequence[tuple[int, int]], pictures: Sequence[str]
) -> None:
    def model(name: str) -> Any:
        return get_model("catalogue", name)

    tables.write(
        model("Product"),
        ("id", "title", "slug", "upc", "description", "product_class_id", "date_created", "structure"),
        (
            (g.key, g.title, g.slug, g.upc, g.description, product_class, g.created_at, "standalone")
            for g in stretch
        ),
    )  # fmt: skip
    tables.write(
        get_model("partner", "StockRecord"),
        ("product_id", "partner_id", "partner_sku", "price", "price_currency", "num_in_stock"),
        ((g.key, g.key % PARTNERS + 1, f"SP{g.key}", Decimal(g.price), "VND", g.stock) for g in stretch),
    )
    tables.write(
        model("ProductImage"),
        ("product_id", "original", "display_order"),
        ((g.key, pictures[g.picture], 0) for g in stretch),
    )
    tables.write(
        model("ProductCategory"),
        ("product_id", "category_id"),
        ((g.key, leaves[leaf][0]) for g in stretch for leaf in g.leaves),
    )


def _attribute_values(
    stretch: Sequence[Good], attributes: dict[str, int], options: dict[tuple[str, str], int], day: date
) -> None:
    tables.write(
        get_model("catalogue", "ProductAttributeValue"),
        ("product_id", "attribute_id", "value_option_id"),
        (
            (g.key, attributes[code], options[code, value])
            for g in stretch
            for code, value in zip(ATTRIBUTES, _values(g, day), strict=True)
            if value
        ),
    )


def _values(good: Good, day: date) -> tuple[str, str, str, str]:
    stars = good.stars_on(day)
    maker = good.maker
    return str(stars) if stars else "", maker.home.province_code, sector_of(good.product_set), maker.kind


def _provenances(stretch: Sequence[Good]) -> None:
    tables.write(
        apps.get_model("ocop_producers", "Provenance"),
        (
            "product_id", "producer_id", "province_id", "commune_id", "former_province_id", "product_set", "net_amount",
            "net_unit", "net_text",
        ),
        (
            (
                g.key, g.maker.key, g.maker.home.province_id, g.maker.home.commune_id, g.maker.home.former_id,
                g.product_set, Decimal(500), "g", "500 g",
            )
            for g in stretch
        ),
    )  # fmt: skip
