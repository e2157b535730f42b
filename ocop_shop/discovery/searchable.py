"""What a product is found by. Reads only what `rows.listable` has fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.html import strip_tags

from ocop_shop.producers.names import LONG
from ocop_shop.producers.taxonomy import SECTORS, SETS, sector_of

from . import terms

MAX_NAME = 255
MAX_DESCRIPTION_WORDS = 600
# How people shorten the words of a name that say what kind of maker it is.
_SHORT = {
    "company": "cty",
    "private_enterprise": "dntn",
    "cooperative": "htx",
    "coop_union": "lhhtx",
    "coop_group": "tht",
    "household": "hkd",
}


def title_key(product: Any) -> str:
    """The name as words without marks, joined by one space."""
    return " ".join(terms.plain_words(product.get_title()))[:MAX_NAME].rstrip()


def exact_title(product: Any) -> str:
    """The name as words with their marks (`terms.marked_words`), a space before each."""
    return "".join(f" {word}" for word in terms.marked_words(product.get_title()))[:MAX_NAME]


def text_key(product: Any, origin: Any, former: Iterable[str] = ()) -> str:
    """All that the product is found by, as words without marks, one space before and after each.

    `former` are names of the old map around its place.
    """
    words = [word for part in (*_parts(product, origin), *former) for word in terms.plain_words(part)]
    described = terms.plain_words(strip_tags(product.description or ""))[:MAX_DESCRIPTION_WORDS]
    return f" {' '.join(words + described)} "


def _parts(product: Any, origin: Any) -> Iterator[str]:
    yield product.get_title()
    yield product.upc or ""
    if origin is None:
        return
    yield origin.name_en
    if origin.producer is not None:
        yield from maker_names(origin.producer)
    yield from _places(origin)
    if origin.product_set:
        yield SETS[origin.product_set].vi
        yield SECTORS[sector_of(origin.product_set)].vi


def maker_names(producer: Any) -> tuple[str, ...]:
    """All names of a maker: as registered, as people shorten it, its brand, in English."""
    return producer.name, _shortened(producer), producer.brand, producer.name_en


def _shortened(producer: Any) -> str:
    """ "htx Sê San" for "Hợp tác xã Sê San"; only the short form where the name does not begin so."""
    short = _SHORT.get(producer.kind, "")
    said, words = terms.plain_words(LONG.get(short, "")), terms.plain_words(producer.name)
    return " ".join([short, *words[len(said) :]]) if words[: len(said)] == said else short


def _places(origin: Any) -> Iterator[str]:
    """Today's names and the former ones; those of the maker where the product has none of its own."""
    yield origin.place_as_printed
    if origin.former_province:
        yield origin.former_province.full_name
    source = origin if origin.province_id or origin.commune_id else origin.producer
    if source is not None:
        commune = source.commune
        province = source.province or (commune.parent if commune else None)
        yield from (place.full_name for place in (commune, province) if place)
        yield province.aliases if province else ""
