"""The parameters of a shared link, read leniently and written canonically. No Django here.

What cannot be understood is left out rather than answered with an error: an old or mangled link still shows a shelf.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol
from urllib.parse import urlencode

from ocop_shop.core import text

MAX_WORDS_LENGTH = 200
MAX_VALUES = 40
MAX_PRICE = 10_000_000_000
SORTS = ("stars", "local", "newest", "price", "-price", "name")
DEFAULT_SORT = SORTS[0]
NO_STARS = "none"
"""In a link, in the place of a number of stars: products without one."""
PRODUCER_KINDS = (
    "company",
    "private_enterprise",
    "cooperative",
    "coop_union",
    "coop_group",
    "household",
    "establishment",
    "farm",
    "producer_household",
    "association",
)
SECTORS = ("I", "II", "III", "IV", "V", "VI")
_CODE = re.compile(r"[0-9]{2,5}", re.ASCII)
_SLUG = re.compile(r"[a-z0-9-]{1,120}")
_REGION = re.compile(r"[a-z0-9_-]{1,16}", re.IGNORECASE)
_KEY = re.compile(r"[0-9]{1,9}", re.ASCII)
_OWN = re.compile(r"[^\x00-\x1f\x7f]{1,80}")
_AT = re.compile(r"([0-9]{1,7})\.([0-9]{1,18})", re.ASCII)


class Parameters(Protocol):
    """What Django's `QueryDict` offers and a test can offer too."""

    def getlist(self, key: str) -> Sequence[str]: ...


@dataclass(frozen=True)
class Query:
    """What a shopper asks for. Values of one field add up (or), fields narrow each other (and)."""

    words: str = ""
    stars: tuple[int, ...] = ()
    potential: bool = False
    region: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    commune: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    product_set: tuple[int, ...] = ()
    producer_type: tuple[str, ...] = ()
    price_min: int | None = None
    price_max: int | None = None
    in_stock: bool = False
    category: tuple[int, ...] = ()
    own: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: str = ""
    page: int = 1
    at: tuple[int, int] | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether anything but sort and page is asked for."""
        return replace(self, sort="", page=1, at=None) != Query()

    def values_of(self, facet: str) -> tuple[str, ...]:
        """The chosen values of one of the shop's own facets."""
        return dict(self.own).get(facet, ())

    def having_own(self, facet: str, values: Iterable[str]) -> Query:
        """The same query with other values of one of the shop's own facets, from its first page."""
        others = {name: chosen for name, chosen in self.own if name != facet} | {facet: tuple(sorted(values))}
        return self.having(own=tuple(sorted((name, chosen) for name, chosen in others.items() if chosen)))

    def encode(self) -> str:
        """The canonical query string without `?`; defaults are left out, page one too."""
        return urlencode(self.pairs())

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values of the canonical query string, in its order."""
        pairs: list[tuple[str, str]] = [("q", self.words)] if self.words else []
        for name, values in self._repeated():
            pairs += [(name, str(value)) for value in values]
        return pairs + [(name, str(value)) for name, value in self._single() if value is not None]

    def having(self, **values: Any) -> Query:
        """The same query with other values, from its first page."""
        return replace(self, page=1, at=None, **values)

    def _repeated(self) -> Iterable[tuple[str, Sequence[object]]]:
        yield "stars", [stars or NO_STARS for stars in self.stars]
        for name in ("region", "province", "commune", "former", "sector"):
            yield name, getattr(self, name)
        yield "set", self.product_set
        yield "producer_type", self.producer_type
        yield "category", self.category
        yield from self.own

    def _single(self) -> Iterable[tuple[str, object]]:
        yield "potential", "1" if self.potential else None
        yield "price_min", self.price_min
        yield "price_max", self.price_max
        yield "in_stock", "1" if self.in_stock else None
        yield "sort", self.sort or None
        yield "page", None if self.page == 1 else self.page
        yield "at", f"{self.at[0]}.{self.at[1]}" if self.at and self.page > 1 else None


class NoSuchPage(ValueError):
    """The page number is not one that can exist."""


def read(parameters: Parameters, own: Iterable[str] = ()) -> Query:
    """The query that `parameters` ask for; raises `NoSuchPage` for a page that is no positive number.

    `own` are the names of the shop's own facets.
    """
    low, high = _price(_one(parameters, "price_min")), _price(_one(parameters, "price_max"))
    if low is not None and high is not None and low > high:
        low, high = high, low
    sort = _one(parameters, "sort")
    return Query(
        words=text.clean(_one(parameters, "q"))[:MAX_WORDS_LENGTH].strip(),
        stars=tuple(0 if v == NO_STARS else int(v) for v in _known(parameters, "stars", (NO_STARS, "3", "4", "5"))),
        potential=_is_on(parameters, "potential"),
        region=_matching(parameters, "region", _REGION),
        province=_matching(parameters, "province", _CODE),
        commune=_matching(parameters, "commune", _CODE),
        former=_matching(parameters, "former", _SLUG),
        sector=_known(parameters, "sector", SECTORS),
        product_set=tuple(int(v) for v in _known(parameters, "set", tuple(str(n) for n in range(1, 27)))),
        producer_type=_known(parameters, "producer_type", PRODUCER_KINDS),
        price_min=low,
        price_max=high,
        in_stock=_is_on(parameters, "in_stock"),
        category=tuple(sorted(int(value) for value in _matching(parameters, "category", _KEY))),
        own=tuple((name, values) for name in sorted(own) if (values := _matching(parameters, name, _OWN))),
        sort=sort if sort in SORTS else "",
        page=_page(_one(parameters, "page")),
        at=_at(_one(parameters, "at")),
    )


def _one(parameters: Parameters, name: str) -> str:
    values = parameters.getlist(name)
    return values[-1].strip() if values else ""


def _is_on(parameters: Parameters, name: str) -> bool:
    return _one(parameters, name) in {"1", "on", "true"}


def _known(parameters: Parameters, name: str, allowed: Sequence[str]) -> tuple[str, ...]:
    asked = set(parameters.getlist(name))
    return tuple(value for value in allowed if value in asked)


def _matching(parameters: Parameters, name: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    found = dict.fromkeys(value for value in parameters.getlist(name) if pattern.fullmatch(value))
    return tuple(sorted(found)[:MAX_VALUES])


def _price(value: str) -> int | None:
    digits = re.sub(r"[.\s,₫đ]", "", value)
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 12:
        return None
    return min(int(digits), MAX_PRICE)


def _page(value: str) -> int:
    if not value:
        return 1
    if not (value.isascii() and value.isdigit()) or len(value) > 7 or int(value) < 1:
        raise NoSuchPage(value[:20])
    return int(value)


def _at(value: str) -> tuple[int, int] | None:
    """The number of a page and the key of its first product, from which a neighbouring page is found quickly."""
    found = _AT.fullmatch(value)
    return (int(found[1]), int(found[2])) if found else None
