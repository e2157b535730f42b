"""What a product is filed under besides the columns of its row: categories, facets of the shop's own. No Django here.

All of it is one text, so that products which agree in it are counted together: `c3 c12 organic=yes`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, unquote


def of_category(key: int) -> str:
    """The tag of a category and of everything below it."""
    return f"c{key}"


def of_value(facet: str, value: str) -> str:
    """The tag of a value of a shop's own facet."""
    return f"{quote(facet, safe='')}={quote(value, safe='')}"


def written(tags: Iterable[str]) -> str:
    """The tags as one text, always the same for the same tags."""
    return " ".join(sorted(set(tags)))


@lru_cache(maxsize=20_000)
def read(text: str) -> frozenset[str]:
    """The tags in a text that `written` made."""
    return frozenset(text.split())


def value_of(tag: str) -> str:
    """The value in a tag that `of_value` made."""
    return unquote(tag.partition("=")[2])
