"""Listing rows as they should be now, with their categories and values. Nothing is written here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps

from ocop_shop.boxes import contents
from ocop_shop.certification import standing
from ocop_shop.producers import origins

from . import own_facets, rows, tags
from .former_names import former_names

BATCH = 500


@dataclass(frozen=True)
class Made:
    """Unsaved rows, and what belongs to them as plain values: row and category, row and facet and value."""

    rows: list[Any]
    categories: frozenset[tuple[Any, ...]]
    values: frozenset[tuple[Any, ...]]

    @property
    def keys(self) -> list[int]:
        """The products that have a row."""
        return [row.pk for row in self.rows]


def made(product_ids: Collection[int], day: date) -> Made:
    """The rows of those of the products that have one, true for `day`, in a fixed number of queries."""
    products = rows.with_variants(own_facets.with_what_they_read(rows.listable(product_ids)))
    keys = [product.pk for product in products]
    above = rows.categories_above(products)
    values = {product.pk: own_facets.values_of(product) for product in products}
    claims = standing.claims_on(keys, day)
    stages = standing.stages_on(keys, day)
    changes = standing.next_change_after(keys, day)
    homes = {
        product.pk: origins.commune_and_province(getattr(product, "ocop_provenance", None)) for product in products
    }
    former = former_names(commune.pk for commune, _province in homes.values() if commune)
    found = []
    for product in products:
        key = product.pk
        filed = [*map(tags.of_category, above[key]), *(tags.of_value(*pair) for pair in values[key])]
        inside = (part.title for part in contents.parts_of(product))  # a box is found by what is in it
        names = (*former.around(*homes[key]), *inside)
        facts = rows.Facts(claims[key], stages.get(key), changes.get(key), tags.written(filed), names)
        found.append(rows.row_of(product, facts))
    return Made(
        found,
        frozenset((key, category) for key in keys for category in above[key]),
        frozenset((key, *pair) for key in keys for pair in values[key]),
    )


def listed(product_ids: Iterable[int]) -> dict[int, set[int]]:
    """For each of these products those whose row may have to change: itself, what it is a variant of, boxes with it.

    What has become a variant just now has a row still.
    """
    found: dict[int, set[int]] = {}
    products = apps.get_model("catalogue", "Product").objects
    for ids in batches(product_ids):
        parents = dict(products.filter(pk__in=ids, parent__isnull=False).values_list("pk", "parent_id"))
        boxes = contents.boxes_with(ids)
        found |= {key: {key, parents.get(key, key), *boxes.get(key, ())} for key in ids}
    return found


def batches(keys: Iterable[int]) -> Iterator[list[int]]:
    """The keys, each once and in their order, some hundreds at a time."""
    ordered = sorted(set(keys))
    return (ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH))
