"""The filters of a list as they are shown: what each value is called, in what order, and the link that switches it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from ocop_shop.core.money import format_dong
from ocop_shop.producers.models import Kind

from .facets import TOGGLES, Counts
from .names import Names
from .own_facets import own_facets
from .parameters import NO_STARS, Query
from .wording import sector_name, set_name, stars_name

Label = Callable[[Any], str]
SHOWN = 8
_SECTORS = ("I", "II", "III", "IV", "V", "VI")


@dataclass(frozen=True)
class FilterValue:
    """One value of a filter and how many products it has."""

    value: str
    label: str
    count: int
    selected: bool
    switch: Callable[[], Query]

    @property
    def query(self) -> Query:
        """The query with this value switched on or off. Most values are shown without a link, so it is made late."""
        return self.switch()


@dataclass(frozen=True)
class Filter:
    """A filter: `name` is its parameter in the link. `is_open` says that its values are shown without a click."""

    name: str
    label: str
    values: tuple[FilterValue, ...]
    is_open: bool = False

    @property
    def selected(self) -> tuple[FilterValue, ...]:
        """The values that are on."""
        return tuple(value for value in self.values if value.selected)

    @property
    def first(self) -> tuple[FilterValue, ...]:
        """The values that are shown at once; what is on is always among them."""
        return tuple(v for number, v in enumerate(self.values) if number < SHOWN or v.selected)

    @property
    def rest(self) -> tuple[FilterValue, ...]:
        """The values behind "more"."""
        return tuple(v for number, v in enumerate(self.values) if number >= SHOWN and not v.selected)


@dataclass(frozen=True)
class Shortcut:
    """A value that is also offered above the list; `name` is its filter."""

    name: str
    value: FilterValue


@dataclass(frozen=True)
class Applied:
    """A filter in force and the query without it."""

    label: str
    query: Query


@dataclass(frozen=True)
class _Kind:
    """How the values of a field are named and ordered. `fixed` are values that are always offered, in their order."""

    field: str
    name: str
    label: str
    value_label: Label
    fixed: tuple[Any, ...] = ()
    key: Callable[[Any], Any] | None = None
    is_open: bool = False


def filters(query: Query, counts: Counts, names: Names, below: Iterable[int] = ()) -> list[Filter]:
    """The filters to show. What the shelf has nothing of under the present choice stays, with the count 0.

    `below` are the categories that may be chosen: those right below the present one.
    """
    shown = []
    for kind in _kinds(query, names, tuple(below)):
        values = tuple(_values(query, counts, kind))
        if values:
            shown.append(Filter(kind.name, kind.label, values, kind.is_open or any(v.selected for v in values)))
    return shown


def shortcuts(shown: Iterable[Filter], potential: FilterValue) -> list[Shortcut]:
    """The filters that matter most: stars, "potential 5 stars" where there is any, places with most products."""
    named = {one.name: one.values for one in shown}
    stars = [value for value in named.get("stars", ()) if value.value != NO_STARS and (value.count or value.selected)]
    found = [Shortcut("stars", value) for value in stars]
    if potential.count or potential.selected:
        found.append(Shortcut("potential", potential))
    places = [value for number, value in enumerate(named.get("province", ())) if number < 3 or value.selected]
    return found + [Shortcut("province", value) for value in places if value.count or value.selected]


def toggle(query: Query, counts: Counts, field: str) -> FilterValue:
    """A filter that is on or off."""
    on = getattr(query, field)
    switch = partial(query.having, **{field: not on})
    return FilterValue("1", toggle_label(field), counts.values[field][True], on, switch)


def toggle_label(field: str) -> str:
    """What a filter that is on or off is called."""
    return {"potential": _("Potential 5 stars"), "in_stock": _("In stock")}[field]


def applied(query: Query, names: Names) -> list[Applied]:
    """What narrows the list now, each with the query that lets go of it."""
    found = [Applied(_("“%(words)s”") % {"words": query.words}, query.having(words=""))] if query.words else []
    for kind in _kinds(query, names, ()):
        chosen = _chosen(query, kind)
        for value in chosen:
            rest = tuple(other for other in chosen if other != value)
            found.append(Applied(kind.value_label(value), _having(query, kind, rest)))
    if query.price_min is not None or query.price_max is not None:
        found.append(Applied(_price_label(query), query.having(price_min=None, price_max=None)))
    toggled = [field for field in sorted(TOGGLES, reverse=True) if getattr(query, field)]
    return found + [Applied(toggle_label(field), query.having(**{field: False})) for field in toggled]


def _kinds(query: Query, names: Names, below: tuple[int, ...]) -> Iterable[_Kind]:
    kinds = {value: str(label) for value, label in Kind.choices}
    shelves = names.shelves

    def called(known: Any) -> Label:
        return lambda value: known.get(value, value)

    yield _Kind("stars", "stars", _("OCOP stars"), stars_name, fixed=(5, 4, 3, 0), is_open=True)
    yield _Kind(
        "category", "category", _("Category"), lambda key: shelves[key].name if key in shelves else str(key), below
    )
    yield _Kind(
        "region",
        "region",
        _("Region"),
        lambda code: names.regions[code].name if code in names.regions else code,
        fixed=tuple(names.regions),
    )
    yield _Kind("province", "province", _("Province, city"), called(names.provinces), is_open=True)
    if query.province or query.commune:
        yield _Kind("commune", "commune", _("Commune, ward"), called(names.communes), is_open=True)
    yield _Kind("former", "former", _("Province before July 2025"), called(names.former))
    yield _Kind("sector", "sector", _("Sector"), sector_name, fixed=_SECTORS, is_open=True)
    yield _Kind("product_set", "set", _("Product set"), set_name, key=lambda number: number)
    yield _Kind("producer_type", "producer_type", _("Kind of maker"), called(kinds))
    for facet in own_facets():
        yield _Kind(facet.name, facet.name, facet.label(), facet.value_label, key=facet.order, is_open=facet.is_open)


def _chosen(query: Query, kind: _Kind) -> tuple[Any, ...]:
    return tuple(getattr(query, kind.field)) if hasattr(query, kind.field) else query.values_of(kind.field)


def _having(query: Query, kind: _Kind, values: Iterable[Any]) -> Query:
    if hasattr(query, kind.field):
        return query.having(**{kind.field: tuple(sorted(values))})
    return query.having_own(kind.field, values)


def _values(query: Query, counts: Counts, kind: _Kind) -> Iterable[FilterValue]:
    chosen = _chosen(query, kind)
    counter = counts.values[kind.field]
    for value in _in_order(kind, counts.offered[kind.field] | set(chosen), counter):
        selected = value in chosen
        others = tuple(v for v in chosen if v != value) if selected else (*chosen, value)
        told = NO_STARS if kind.field == "stars" and not value else str(value)
        switch = partial(_having, query, kind, others)
        yield FilterValue(told, kind.value_label(value), counter[value], selected, switch)


def _in_order(kind: _Kind, offered: Iterable[Any], counter: Any) -> list[Any]:
    if kind.field == "category":
        return [value for value in kind.fixed if value in offered]
    if kind.fixed:
        return [value for value in kind.fixed if kind.field == "stars" or value in offered]
    known = [value for value in offered if value]
    if kind.key:
        return sorted(known, key=kind.key)
    return sorted(known, key=lambda value: (-counter[value], kind.value_label(value)))


def _price_label(query: Query) -> str:
    low, high = query.price_min, query.price_max
    if low is not None and high is not None:
        return _("%(low)s to %(high)s") % {"low": format_dong(low), "high": format_dong(high)}
    if low is not None:
        return _("From %(low)s") % {"low": format_dong(low)}
    return _("Up to %(high)s") % {"high": format_dong(high or 0)}
