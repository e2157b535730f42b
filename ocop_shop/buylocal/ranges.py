"""Ranges of Oscar's offers and vouchers whose products follow a rule: a regional collection, stars, a place.

Oscar finds the products of such a range by a class (`proxy_class`). The classes here have no list of products; their
name says the rule, and the rule is asked each time:

    ocop_shop.buylocal.ranges.Collection_12               the products of the collection page 12
    ocop_shop.buylocal.ranges.Stars_4                     4 stars and more
    ocop_shop.buylocal.ranges.Stars_3_Province_86         3 stars and more from the province with the code 86
    ocop_shop.buylocal.ranges.Stars_0_Region_2            everything from macro-region 2

So a product whose certificate lapses or is revoked, or that moves, leaves such an offer at once, like the shelf of the
page. A collection that is not published has no products.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from oscar.core.loading import get_model

from ocop_shop.discovery import freshness

from .selection import Rule, rows

_NAME = re.compile(
    r"Collection_(?P<page>[0-9]{1,18})"
    r"|Stars_(?P<stars>[0345])(_Province_(?P<code>[0-9]{2})|_Region_(?P<region>[0-9]{1,9}))?"
)
_MARK = "_ocop_asked_together"


@dataclass
class _Together:
    """Products that are asked about together, and by rule which of them it chooses: one query for all of them."""

    keys: frozenset[int]
    known: dict[str, frozenset[int]] = field(default_factory=dict)


class Following:
    """A range whose products follow a rule. What `Range.proxy` has to be."""

    stars: ClassVar[int] = 0
    province: ClassVar[str] = ""
    region: ClassVar[int | None] = None
    page: ClassVar[int | None] = None

    @property
    def rule(self) -> Rule | None:
        """The rule as it is now; None where nothing is chosen."""
        if self.page is None:
            return Rule(province=self.province, macro_region=self.region, min_stars=self.stars)
        found = collections(self.page)
        return found[0].rule if found else None

    def contains_product(self, product: Any) -> bool:
        """Whether the rule chooses `product` today; a variant is what its product is."""
        key = product.parent_id or product.pk
        together = product.__dict__.get(_MARK) or _Together(frozenset({key}))
        name = type(self).__name__
        if name not in together.known:
            if not together.known:
                freshness.ensure_true()
            together.known[name] = frozenset(self._rows().filter(pk__in=together.keys).values_list("pk", flat=True))
        return key in together.known[name]

    def num_products(self) -> int:
        """How many products the rule chooses today."""
        freshness.ensure_true()
        return int(self._rows().count())

    def all_products(self) -> Any:
        """The products that the rule chooses today."""
        freshness.ensure_true()
        return get_model("catalogue", "Product").objects.filter(pk__in=self._rows().values("pk"))

    def _rows(self) -> Any:
        rule = self.rule
        return rows(rule).order_by() if rule else rows(Rule()).none()


def __getattr__(name: str) -> type[Following]:
    """The class that `name` describes."""
    said = _NAME.fullmatch(name)
    if said is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _made(name)


@cache
def _made(name: str) -> type[Following]:
    said: Any = _NAME.fullmatch(name)
    values = {
        "stars": int(said["stars"] or 0),
        "province": said["code"] or "",
        "region": int(said["region"]) if said["region"] else None,
        "page": int(said["page"]) if said["page"] else None,
    }
    return type(name, (Following,), values)


def asked_together(lines: Iterable[Any]) -> None:
    """Lines of a basket whose products are looked up in one query for each rule, as they are at this moment."""
    products = [line.product for line in lines]
    together = _Together(frozenset(product.parent_id or product.pk for product in products))
    for product in products:
        product.__dict__[_MARK] = together


def collections(page: int | None = None) -> list[Any]:
    """Published collections, or the one with this key; a shop's own pages of that kind too. One query for a model."""
    if not apps.is_installed("wagtail"):
        return []
    from .mixins import CollectionMixin  # a shop without Wagtail has no collections

    found: list[Any] = []
    for model in apps.get_models():
        if issubclass(model, CollectionMixin):
            pages: Any = model._default_manager
            live = pages.filter(live=True).select_related("province", "locale")
            found += live.filter(pk=page) if page is not None else live.order_by("title")
    return found


def to_choose_from() -> list[Any]:
    """Each collection once, though it has a page in several languages: in the shop's, which buyers read."""
    found = {}
    for page in sorted(collections(), key=lambda one: one.locale.language_code == settings.LANGUAGE_CODE):
        found[page.translation_key] = page
    return sorted(found.values(), key=lambda one: str(one.title))


def path_of(*, page: int | None = None, stars: int = 0, province: str = "", region: int | None = None) -> str:
    """The class of a range with this rule, as Oscar keeps it."""
    place = f"_Province_{province}" if province else f"_Region_{region}" if region else ""
    return f"{__name__}.Collection_{page}" if page else f"{__name__}.Stars_{stars}{place}"
