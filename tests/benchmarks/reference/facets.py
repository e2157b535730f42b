"""Facets over Oscar's attributes, as good SQL as the ORM gives: several values of one add up, facets narrow each other.

Each facet is one GROUP BY over the attribute's values and is counted without its own choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import QueryDict
from oscar.core.loading import get_model

CODES = ("stars", "province", "sector", "producer_type")
Chosen = Mapping[str, frozenset[int]]
_MINUTES = 300


@dataclass(frozen=True)
class Vocabulary:
    """The attributes' keys by code, and their options by attribute: key, code and label."""

    attributes: Mapping[str, int]
    options: Mapping[str, tuple[tuple[int, str, str], ...]]

    def chosen(self, parameters: QueryDict) -> Chosen:
        """The keys of the options that an address names."""
        return {
            code: frozenset(key for key, value, _label in self.options[code] if value in parameters.getlist(code))
            for code in CODES
            if code in parameters
        }


def vocabulary() -> Vocabulary:
    """All attributes and options; read once every few minutes, as they hardly ever change."""
    return cache.get_or_set("reference-vocabulary", _read, _MINUTES)  # type: ignore[return-value]


def _read() -> Vocabulary:
    found = get_model("catalogue", "ProductAttribute").objects.filter(code__in=CODES).select_related("option_group")
    attributes = {attribute.code: attribute for attribute in found.prefetch_related("option_group__options")}
    return Vocabulary(
        {code: attribute.pk for code, attribute in attributes.items()},
        {
            code: tuple((o.pk, o.code, o.option) for o in attribute.option_group.options.all())
            for code, attribute in attributes.items()
        },
    )


def narrowed(
    products: QuerySet[Any], words: Vocabulary, chosen: Chosen, in_stock: bool, but: str = ""
) -> QuerySet[Any]:
    """`products` that have one of the chosen options in every attribute, `but` one left aside."""
    for code, options in chosen.items():
        if code != but:
            values = get_model("catalogue", "ProductAttributeValue").objects
            having = values.filter(product=OuterRef("pk"), attribute=words.attributes[code], value_option__in=options)
            products = products.filter(Exists(having))
    if in_stock and but != "in_stock":
        products = products.filter(Exists(_available().filter(product=OuterRef("pk"))))
    return products


def counts(products: QuerySet[Any], words: Vocabulary, chosen: Chosen, in_stock: bool) -> dict[str, dict[int, int]]:
    """For each facet the number of `products` by option; of `in_stock` the number under 1. Five queries."""
    found: dict[str, dict[int, int]] = {}
    for code in CODES:
        rows = narrowed(products, words, chosen, in_stock, but=code).filter(
            attribute_values__attribute=words.attributes[code]
        )
        grouped = rows.order_by().values_list("attribute_values__value_option").annotate(number=Count("pk"))
        found[code] = dict(grouped)
    there = narrowed(products, words, chosen, in_stock, but="in_stock").filter(_IS_AVAILABLE)
    return found | {"in_stock": {1: there.count()}}


_NET = {"stockrecords__num_in_stock__gt": F("stockrecords__num_allocated")}
_IS_AVAILABLE = Q(stockrecords__num_allocated__isnull=True, stockrecords__num_in_stock__gt=0) | Q(**_NET)


def _available() -> QuerySet[Any]:
    records = get_model("partner", "StockRecord").objects
    return records.filter(Q(num_allocated__isnull=True, num_in_stock__gt=0) | Q(num_in_stock__gt=F("num_allocated")))
