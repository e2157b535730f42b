"""A page of the shop's shelf: cards, total, filters, what is applied, order and pages, for one query."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ocop_shop.conf import settings

from . import cards, facets, freshness, nearby, paging, queries, vocabulary, ways, wording
from .filters import Applied, Filter, FilterValue, Shortcut
from .names import Names, names
from .nearby import ChosenPlace
from .panels import Panel, panel
from .parameters import DEFAULT_SORT, SORTS, NoSuchPage, Query

_AROUND = 2


@dataclass(frozen=True)
class Sort:
    """A way to order a list."""

    value: str
    label: str
    is_present: bool
    query: Query


@dataclass(frozen=True)
class Shelf:
    """All that a listing page shows. `sort` is the order in force, `asked` the words that had no hit before `query`."""

    query: Query
    total: int
    cards: list[cards.Card]
    panel: Panel
    last_page: int
    sort: str
    place: ChosenPlace | None = None
    asked: str = ""

    @property
    def pages(self) -> list[tuple[int | None, Query]]:
        """Numbers of pages with their queries, None where some are left out: first, last, neighbours of this one."""
        near = range(self.query.page - _AROUND, self.query.page + _AROUND + 1)
        shown = sorted({1, self.last_page, *(n for n in near if 1 <= n <= self.last_page)})
        pages: list[tuple[int | None, Query]] = []
        for number in shown:
            if pages and number - (pages[-1][0] or 0) > 1:
                pages.append((None, self.query))
            pages.append((number, self.page_query(number)))
        return pages

    def page_query(self, number: int) -> Query:
        """The query of another page. A deep one names this page, from which it is found without counting up to it."""
        close = abs(number - self.query.page) <= _AROUND and self.cards
        at = (self.query.page, self.cards[0].product_id) if close and self.sort != "local" else None
        return replace(self.query, page=number, at=at if number * settings.page_size > paging.NEAR_FRONT else None)

    @property
    def before(self) -> Query | None:
        """The query of the page before."""
        return self.page_query(self.query.page - 1) if self.query.page > 1 else None

    @property
    def after(self) -> Query | None:
        """The query of the page after."""
        return self.page_query(self.query.page + 1) if self.query.page < self.last_page else None

    @property
    def sorts(self) -> list[Sort]:
        """Ways to order the list; "local first" only where a place was chosen."""
        offered = [sort for sort in SORTS if sort != "local" or self.place]
        return [Sort(s, wording.sort_label(s), s == self.sort, self.query.having(sort=s)) for s in offered]

    @property
    def explained(self) -> str:
        """How the list is ordered, in a sentence."""
        if self.query.words and self.sort == DEFAULT_SORT:
            return wording.nearest_explained()
        return wording.sort_explained(self.sort)

    @property
    def filters(self) -> list[Filter]:
        """The filters in their order, each value with its number."""
        return self.panel.filters

    @property
    def toggles(self) -> dict[str, FilterValue]:
        """The filters that are on or off."""
        return self.panel.toggles

    @property
    def applied(self) -> list[Applied]:
        """What narrows the list, each with the query that lets go of it."""
        return self.panel.applied

    @property
    def shortcuts(self) -> list[Shortcut]:
        """Stars and places, to be shown above the list."""
        return self.panel.shortcuts


def shelf(query: Query, *, category: Any = None, place: ChosenPlace | None = None) -> Shelf:
    """The shelf for `query`, in a `category` (or its key); raises `NoSuchPage` beyond the last page.

    At most six queries, whatever the number of products. Words without a hit are corrected to words that have one.
    """
    head = freshness.ensure_true()
    known = names(head)
    key = getattr(category, "pk", category)
    counts = facets.count(head, query, known, category=key)
    asked = ""
    if query.words and (better := _better(query, counts.total, key)):
        found = facets.count(head, replace(query, words=better), known, category=key)
        if found.total:
            asked, query, counts = query.words, replace(query, words=better), found
    last_page = max(1, -(-counts.total // settings.page_size))
    if query.page > last_page:
        raise NoSuchPage(str(query.page))
    sort = _sort(query, place)
    whole = facets.count(head, Query(), known)
    rows = _rows(query, (counts, whole), known, sort, place, key) if counts.total else []
    return Shelf(
        query=query,
        total=counts.total,
        cards=_cards(rows, place),
        panel=panel(query, counts, known, key),
        last_page=last_page,
        sort=sort,
        place=place,
        asked=asked,
    )


def _better(query: Query, total: int, category: int | None) -> str | None:
    """What was meant by words with no hit, or with few in which they only stand apart."""
    if not total:
        return vocabulary.corrected(query.words)
    is_all = category is None and not query.having(words="").is_filtered
    return vocabulary.corrected_apart(query.words) if total <= vocabulary.FEW and is_all else None


def _cards(rows: list[Any], place: ChosenPlace | None) -> list[cards.Card]:
    """The cards, with their distance from the commune that was chosen; a query more then."""
    found = cards.cards(rows)
    if not found or place is None or place.point is None:
        return found
    away = nearby.distances(place, {card.commune_code for card in found if card.commune_code})
    return [replace(card, distance=away.get(card.commune_code)) for card in found]


def _sort(query: Query, place: ChosenPlace | None) -> str:
    """What was asked for; a chosen place leads where nothing was, but not before the words of a search."""
    if query.sort == "local" and not place:
        return DEFAULT_SORT
    return query.sort or ("local" if place and not query.words else DEFAULT_SORT)


def _rows(
    query: Query,
    counted: tuple[facets.Counts, facets.Counts],
    known: Names,
    sort: str,
    place: ChosenPlace | None,
    category: int | None,
) -> list[Any]:
    """The rows of the page; `counted` is what there is under the query, and in the whole shop."""
    counts, whole = counted
    regions = {code: region.provinces for code, region in known.regions.items()}
    filed = query if category is None else query.having(category=(*query.category, category))
    reached = (ways.walked(query, whole, sort), ways.found(filed, counts, whole))
    wanted = paging.Wanted(query.page, settings.page_size, counts.total, *reached, query.at)
    walking = not wanted.few and sort != "local"
    rows = queries.matching(query, category=category, regions=regions, walking=walking)
    if sort == "stars" and query.stars:
        rows = queries.within_stars(rows, query.stars)
    if sort != "local" or place is None:
        return paging.page_of(rows, sort, wanted, query.words if not query.sort else "")
    region = known.regions.get(known.region_of.get(place.province_code, ""))
    around = region.provinces if region else (place.province_code,)

    def number(code: str) -> int:
        return counts.values["province"][code] if not query.province or code in query.province else 0

    here = number(place.province_code)
    return paging.tiers(rows, place, around, (here, sum(map(number, around)) - here), wanted)
