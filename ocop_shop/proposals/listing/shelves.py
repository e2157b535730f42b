"""The categories in which a producer may put a product: those that buyers see."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from oscar.core.loading import get_model

from ocop_shop.core import text
from ocop_shop.producers.taxonomy import SETS


def shelves() -> list[tuple[int, str]]:
    """Key and whole name of each category that buyers see, in the order of the tree. One query."""
    found: list[tuple[int, str]] = []
    path: list[str] = []
    for category in get_model("catalogue", "Category").objects.browsable().order_by("path"):
        path = [*path[: category.depth - 1], category.name]
        found.append((category.pk, " › ".join(path)))
    return found


def likely(set_no: Any) -> int | None:
    """The category in which most products of this set stand, or that is called like it; None where neither is known."""
    if set_no not in SETS:
        return None
    shown = get_model("catalogue", "Category").objects.browsable()
    of_set = shown.filter(product__ocop_provenance__product_set=set_no)
    usual = of_set.annotate(times=Count("product")).order_by("-times", "-depth", "pk").first()
    if usual:
        return int(usual.pk)
    name = text.key(SETS[set_no].vi)
    return next((pk for pk, called in shown.values_list("pk", "name") if text.key(called) == name), None)
