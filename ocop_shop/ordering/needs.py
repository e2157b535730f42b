"""What each line of a basket needs of which stock record: a box pieces of its parts, all else pieces of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ocop_shop.boxes import contents
from ocop_shop.producers.off_the_shelf import off_of
from ocop_shop.supply.wording import long_rest_words

from . import resting
from .exceptions import Shortage


@dataclass(frozen=True)
class Asked:
    """What a basket asks of one product; `pk` is that of its last line."""

    product: Any
    stockrecord: Any
    quantity: int
    pk: int | None


def together(lines: Iterable[Any]) -> list[Asked]:
    """The lines of a basket, those of one product counted together."""
    found: dict[tuple[int, int | None], Asked] = {}
    for line in lines:
        key = (line.product_id, line.stockrecord_id)
        before = found.get(key, Asked(line.product, line.stockrecord, 0, None))
        found[key] = replace(before, quantity=before.quantity + line.quantity, pk=line.pk)
    return list(found.values())


def of_line(line: Any) -> dict[Any, int]:
    """For one piece of a basket line: so many pieces of each stock record; of what keeps no count nothing is needed.

    No query after `contents.prepare`.
    """
    parts = contents.parts_of(line.product)
    if parts:
        return {part.stockrecord: part.quantity for part in parts if part.left is not None and part.stockrecord}
    if line.stockrecord is None or not line.product.get_product_class().track_stock:
        return {}
    return {line.stockrecord: 1}


def pieces_of(lines: Iterable[Any]) -> Counter[int]:
    """How many pieces of which stock record, by key, these basket lines take together. No query, as `of_line`."""
    taken = Counter[int]()
    for line in lines:
        for record, pieces in of_line(line).items():
            taken[record.pk] += pieces * line.quantity
    return taken


def shortages(lines: Iterable[Any], left: Mapping[int, int] | None = None) -> list[Shortage]:
    """The lines that ask for more than there is, in the order of the basket; several share what they all need.

    `left` says what is left of each stock record, by key; without it the records at hand say so. A box of which a part
    is not on sale, or rests, is not there at all, nor is what no basket takes. No query after `makers.prepare`.
    """
    still = dict(left or {})
    found = []
    for line in lines:
        needed = of_line(line)
        for record in needed if left is None else ():
            still.setdefault(record.pk, max(record.net_stock_level, 0))
        there = min((still.get(record.pk, 0) // pieces for record, pieces in needed.items()), default=line.quantity)
        rest = resting.rest_of(line.product, line.stockrecord)
        off = off_of(line.product)
        if off or rest or not contents.is_whole(contents.parts_of(line.product)):
            there = 0
        if line.quantity > there:
            why = off.why if off else long_rest_words(rest)
            found.append(Shortage(line.product.get_title(), line.quantity, there, line.pk, why))
        for record, pieces in needed.items():
            still[record.pk] = still.get(record.pk, 0) - pieces * min(line.quantity, there)
    return found
