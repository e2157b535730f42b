"""A page of the shop's shelf: cards, total, filters, what is applied, order and pages, for one query."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ocop_shop.conf import settings
from ocop_shop.core.money import format_dong
from ocop_shop.producers.models import Kind
from ocop_shop.producers.taxonomy import SECTORS, SETS

from . import cards, facets, freshness, queries
from .parameters import SORTS, NoSuchPage, Query

_AROUND = 2


@dataclass(frozen=True)
class Applied:
    """A filter in force and the query without it."""

    label: str
    query: Query


@dataclass(frozen=True)
class Shelf:
    """All that a listing page shows. `pages` holds page numbers, with None where some are left out."""

    query: Query
    total: int
    cards: list[cards.Card]
    facets: list[facets.Facet]
    applied: list[Applied]
    last_page: int

    @property
    def pages(self) -> list[int | None]:
        """First, last and the neighbours of the current page."""
        near = range(self.query.page - _AROUND, self.query.page + _AROUND + 1)
        shown = sorted({1, self.last_page, *(n for n in near if 1 <= n <= self.last_page)})
        pages: list[int | None] = []
        for number in shown:
            if pages and pages[-1] is not None and number - pages[-1] > 1:
                pages.append(None)
            pages.append(number)
        return pages

    @property
    def sorts(self) -> list[tuple[str, str, bool]]:
        """Ways to order: value, label, whether it is the present one."""
        return [(sort, sort_label(sort), sort == self.query.sort) for sort in SORTS]


def shelf(query: Query, *, category: Any = None) -> Shelf:
    """The shelf for `query`; raises `NoSuchPage` beyond the last page. At most seven queries, whatever the number."""
    freshness.ensure_true()
    total, counts = facets.count(query, category=category)
    size = settings.page_size
    last_page = max(1, -(-total // size))
    if query.page > last_page:
        raise NoSuchPage(str(query.page))
    start = (query.page - 1) * size
    rows = queries.ordered(queries.matching(query, category=category), query.sort, query.words)[start : start + size]
    labels = _labels(counts["province"].keys() | set(query.province), query)
    return Shelf(
        query=query,
        total=total,
        cards=cards.cards(rows) if total else [],
        facets=facets.facets(query, counts, labels),
        applied=_applied(query, labels),
        last_page=last_page,
    )


def sort_label(sort: str) -> str:
    """What a way to order is called."""
    return {
        "stars": _("Most stars first"),
        "newest": _("Newly certified first"),
        "price": _("Lowest price first"),
        "-price": _("Highest price first"),
        "name": _("Name A to Z"),
    }[sort]


def sector_name(code: str) -> str:
    """A sector in the reader's language."""
    sector = SECTORS.get(code)
    return (sector.en if get_language() == "en" else sector.vi) if sector else code


def set_name(number: str) -> str:
    """A product set in the reader's language."""
    found = SETS[int(number)]
    return found.en if get_language() == "en" else found.vi


def _places() -> Any:
    return apps.get_model("ocop_regions", "Place").objects


def _labels(codes: set[str], query: Query) -> dict[str, Callable[[str], str]]:
    shown = {code for code in codes if code} | set(query.commune)
    names = {
        p.code: p.name if p.level == "province" else p.full_name for p in _places().in_force().filter(code__in=shown)
    }
    former = dict(_places().filter(slug__in=query.former).values_list("slug", "name")) if query.former else {}
    kinds = {value: str(label) for value, label in Kind.choices}
    return {
        "stars": lambda value: _("%(stars)s stars") % {"stars": value},
        "potential": lambda value: _("Potential 5 stars"),
        "province": lambda value: names.get(value, value),
        "commune": lambda value: names.get(value, value),
        "former": lambda value: former.get(value, value),
        "sector": sector_name,
        "product_set": set_name,
        "producer_type": lambda value: kinds.get(value, value),
        "in_stock": lambda value: _("In stock"),
    }


def _applied(query: Query, labels: Mapping[str, Callable[[str], str]]) -> list[Applied]:
    applied: list[Applied] = []
    if query.words:
        applied.append(Applied(_("“%(words)s”") % {"words": query.words}, query.having(words="")))
    for field in ("stars", "province", "commune", "former", "sector", "product_set", "producer_type"):
        values = getattr(query, field)
        label = labels.get(field, str)
        for value in values:
            rest = tuple(other for other in values if other != value)
            applied.append(Applied(label(str(value)), query.having(**{field: rest})))
    if query.price_min is not None or query.price_max is not None:
        applied.append(Applied(_price_label(query), query.having(price_min=None, price_max=None)))
    toggled = [field for field in queries.TOGGLES if getattr(query, field)]
    return applied + [Applied(labels[field]("1"), query.having(**{field: False})) for field in toggled]


def _price_label(query: Query) -> str:
    low, high = query.price_min, query.price_max
    if low is not None and high is not None:
        return _("%(low)s to %(high)s") % {"low": format_dong(low), "high": format_dong(high)}
    if low is not None:
        return _("From %(low)s") % {"low": format_dong(low)}
    return _("Up to %(high)s") % {"high": format_dong(high or 0)}
