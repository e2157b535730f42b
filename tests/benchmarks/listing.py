"""The listing of a large shop, without reading back from the database what has just been written to it.

Rows come from the shop's own `rows.row_of`, over objects in memory. `check` makes some of them anew by the shop's own
action and refuses any that differ.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from oscar.core.loading import get_model

from ocop_shop.certification.standing import claim_from
from ocop_shop.certification.timeline import period_on
from ocop_shop.discovery import actions, rows, tags, tally, triggers
from ocop_shop.discovery.former_names import former_names

from . import register, tables
from .filling import homes, picture_name, slug_of
from .goods import Good, Home, Maker, goods, makers

SAMPLE = 200


def write(number: int, day: date) -> None:
    """Write the rows of `number` goods as of `day`, with all that is derived from them."""
    row, filed = _table("Listing"), _table("ListingCategory")
    names = [field.attname for field in row._meta.concrete_fields]
    shelf = _Shelf(day)
    with transaction.atomic():
        tables.settle()
        triggers.remove(connection)
        for name in ("ListingCategory", "ListingValue", "Listing", "ListingMark"):
            _table(name).objects.all().delete()
        for stretch in tables.batches(goods(number, makers(number, homes()), day)):
            made = [shelf.row_of(good) for good in stretch]
            tables.write(row, names, (tuple(getattr(one, name) for name in names) for one in made))
            tables.write(filed, ("listing_id", "category_id"), shelf.filed(stretch))
        tables.settle()
        triggers.install(connection)
        _table("ListingDay").objects.update_or_create(pk=1, defaults={"true_on": day})
        tally.recount()
        tables.correct_sequences(filed)


def check(number: int) -> None:
    """Make a sample of the rows anew by the shop's own action; raises `AssertionError` where one is another."""
    ids = sorted(random.Random(number).sample(range(1, number + 1), min(SAMPLE, number)))
    before = _as_they_stand(ids)
    actions.refresh(ids)
    after = _as_they_stand(ids)
    assert len(before[0]) == len(ids), "some rows are missing"
    assert before == after, [pair for pair in zip(before[0], after[0], strict=True) if pair[0] != pair[1]][:1]


def _as_they_stand(ids: Sequence[int]) -> tuple[list[dict[str, Any]], list[tuple[int, int]]]:
    found = _table("Listing").objects.filter(pk__in=ids).order_by("pk").values()
    filed = _table("ListingCategory").objects.filter(listing__in=ids).order_by("listing", "category")
    return list(found), list(filed.values_list("listing_id", "category_id"))


def _table(name: str) -> Any:
    return apps.get_model("ocop_discovery", name)


class _Shelf:
    """Rows of goods, and the categories they are filed under."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.product_class = get_model("catalogue", "ProductClass").objects.get()
        leaves = get_model("catalogue", "Category").objects.filter(depth=2).order_by("pk")
        above = dict(get_model("catalogue", "Category").objects.filter(depth=1).values_list("path", "pk"))
        self.former = former_names(home.commune_id for home in homes())
        self.categories = [(leaf.pk, above[leaf.path[: leaf.steplen]]) for leaf in leaves]

    def row_of(self, good: Good) -> Any:
        """The unsaved row of a good."""
        held = good.recognition
        claim, changes_on = _no_claim(good.key, self.day), None
        if held:
            periods = register.periods(held)
            certificate, period = _certificate(good), period_on(periods, self.day)
            claim = claim_from(good.key, self.day, period, certificate) if period else claim
            changes_on = min((p.starts_on for p in periods if p.starts_on > self.day), default=None)
        filed = [tags.of_category(category) for category in self._above(good)]
        province, commune, _old = _places(good.maker.home)
        former = tuple(self.former.around(commune, province))
        return rows.row_of(self._product(good), rows.Facts(claim, None, changes_on, tags.written(filed), former))

    def filed(self, stretch: Iterable[Good]) -> Iterator[tuple[int, int]]:
        """Each good with each of its categories."""
        for good in stretch:
            yield from ((good.key, category) for category in sorted(self._above(good)))

    def _above(self, good: Good) -> set[int]:
        return {category for leaf in good.leaves for category in self.categories[leaf]}

    def _product(self, good: Good) -> Any:
        product = get_model("catalogue", "Product")(
            pk=good.key,
            title=good.title,
            slug=good.slug,
            upc=good.upc,
            description=good.description,
            product_class=self.product_class,
            date_created=good.created_at,
        )
        record = get_model("partner", "StockRecord")(
            product=product, price=Decimal(good.price), price_currency="VND", num_in_stock=good.stock
        )
        image = get_model("catalogue", "ProductImage")(product=product, original=picture_name(good.picture))
        product._prefetched_objects_cache = {
            "images": _answered([image]),
            "stockrecords": _answered([record]),
            "children": _answered([], of=type(product)),
        }
        _provenance(good, product)
        return product


def _provenance(good: Good, product: Any) -> Any:
    home = good.maker.home
    province, commune, former = _places(home)
    return apps.get_model("ocop_producers", "Provenance")(
        product=product,
        producer=_producer(good.maker),
        province=province,
        commune=commune,
        former_province=former,
        product_set=good.product_set,
        net_amount=Decimal("500.00"),
        net_unit="g",
        net_text="500 g",
    )


@lru_cache(maxsize=300_000)
def _producer(maker: Maker) -> Any:
    province, commune, _former = _places(maker.home)
    return apps.get_model("ocop_producers", "Producer")(
        pk=maker.key, kind=maker.kind, name=maker.name, slug=slug_of(maker), province=province, commune=commune
    )


def _places(home: Home) -> tuple[Any, Any, Any]:
    known = _all_places()
    former = known[home.former_id] if home.former_id else None
    return known[home.province_id], known[home.commune_id], former


@cache
def _all_places() -> dict[int, Any]:
    return apps.get_model("ocop_regions", "Place").objects.select_related("parent").in_bulk()


def _certificate(good: Good) -> Any:
    held = good.recognition
    assert held
    decision = register.model("Decision")(issued_on=held.issued_on)
    return register.model("Certificate")(
        pk=good.key, decision=decision, stars=held.stars, valid_from=held.issued_on, expires_on=held.expires_on
    )


def _no_claim(key: int, day: date) -> Any:
    from ocop_shop.certification.claims import Claim

    return Claim(key, day)


def _answered(found: list[Any], of: Any = None) -> Any:
    """A query that has been answered already, as prefetching leaves it."""
    query = (of or type(found[0]))._default_manager.all()
    query._result_cache, query._prefetch_done = found, True
    return query
