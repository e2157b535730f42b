"""A clerk who checks the shelf by hand: every row made anew and compared, every combination counted one by one."""

from __future__ import annotations

from collections import Counter

from oscar.core.loading import get_model

from ocop_shop.discovery import heads, tally
from ocop_shop.discovery.abstract_models import COMBINATION
from ocop_shop.discovery.making import made
from ocop_shop.discovery.models import Listing, ListingCategory, ListingDay, ListingMark, ListingValue


def cells():
    """How many public rows there are of each combination, counted row by row."""
    rows = Listing.objects.filter(is_public=True).values_list(*COMBINATION)
    return dict(Counter(heads.cell_of(row) for row in rows))


def check():
    """What is wrong now: rows, what belongs to them, counts and marks; empty when all is as it should be."""
    keys = set(get_model("catalogue", "Product").objects.values_list("pk", flat=True))
    found = made(keys, ListingDay.objects.get().true_on)
    wanted = {row.pk: _values(row) for row in found.rows}
    present = {row.pk: _values(row) for row in Listing.objects.all()}
    wrong = [
        ("row", key, _different(wanted.get(key), present.get(key)))
        for key in sorted(wanted.keys() | present.keys())
        if wanted.get(key) != present.get(key)
    ]
    if set(ListingCategory.objects.values_list("listing_id", "category_id")) != found.categories:
        wrong.append(("categories",))
    if set(ListingValue.objects.values_list("listing_id", "facet", "value")) != found.values:
        wrong.append(("values",))
    if tally.by_combination() != cells():
        wrong.append(("counts",))
    if ListingMark.objects.exists():
        wrong.append(("marks", ListingMark.objects.count()))
    return wrong


def _values(row):
    return {field.attname: getattr(row, field.attname) for field in Listing._meta.concrete_fields}


def _different(wanted, present):
    if wanted is None or present is None:
        return "too much" if wanted is None else "missing"
    return {name: (present[name], value) for name, value in wanted.items() if present[name] != value}
