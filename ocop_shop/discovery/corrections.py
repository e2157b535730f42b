"""What was probably meant with words that find nothing: looked up in the vocabulary, then among the products."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from ocop_shop.core import text

from . import hits, queries, terms
from .spelling import Words

TRIED = 32
"""Corrections that are looked for among the products, the nearest ones."""
_VERY_NEAR = 2
"""One edit, or two confusions of the ear."""
_LOOKED_AT = 12
"""Hits that are looked at for each."""


@dataclass(frozen=True, order=True)
class _Option:
    """What a word may stand for, and how far that is from it; `typed` is kept as it was written."""

    distance: int
    words: tuple[str, ...]
    typed: str = ""

    @property
    def plain(self) -> str:
        return self.typed or " ".join(self.words)


_Meant = tuple[_Option, ...]


def correction(words: str, known: Words, *, called_so: bool = False) -> str | None:
    """What was probably meant with `words`, which find nothing, as products write it; None when nothing is near.

    Of what has hits the nearest; of several that are as near, the one with the most hits. With `called_so` only what is
    very near counts, and only hits with all words in their names. One query at most.
    """
    wanted = terms.read(words).wanted
    nearest = (meant for meant in _nearest(words, known) if terms.read(_plain(meant)).wanted != wanted)
    tried = list(islice(nearest, TRIED))
    if called_so:
        tried = [meant for meant in tried if _distance(meant) <= _VERY_NEAR]
    found = _found_for(tried, hits.called if called_so else hits.narrowed)
    having_hits = [at for at in range(len(tried)) if found[at]]
    if not having_hits:
        return None
    best = min(having_hits, key=lambda at: (_distance(tried[at]), -len(found[at]), at))
    return _written(tried[best], found[best])


def _nearest(words: str, known: Words) -> Iterator[_Meant]:
    """Everything that may be meant, nearest first."""
    chunks = terms.chunks(words)[: terms.MAX_TERMS]
    slots = [_options(known, typed, parts) for typed, parts in chunks]
    readings = [slots]
    for at in range(len(chunks) - 1):
        joined = "".join(part for _typed, parts in chunks[at : at + 2] for part in parts)
        if joined in known.all:
            readings.append([*slots[:at], [_Option(1, (joined,))], *slots[at + 2 :]])
    return heapq.merge(*map(_combined, readings), key=_distance)


def _options(known: Words, typed: str, parts: tuple[str, ...]) -> list[_Option]:
    if len(parts) > 1:
        return [_Option(0, parts, typed), _Option(1, parts)]
    (word,) = parts
    if not word.isalpha():
        return [_Option(0, parts, typed)]
    itself = [_Option(0, parts, typed)] if known.begins(word) else []
    return itself + [_Option(distance, meant) for distance, meant in known.near(word)]


def _combined(slots: Sequence[Sequence[_Option]]) -> Iterator[_Meant]:
    """One option of each slot, in every way, by distance; nothing where a slot has no option."""
    if not slots or not all(slots):
        return
    first = (0,) * len(slots)
    waiting, seen = [(sum(slot[0].distance for slot in slots), first)], {first}
    while waiting:
        _sum, chosen = heapq.heappop(waiting)
        yield tuple(slot[at] for slot, at in zip(slots, chosen, strict=True))
        for number, slot in enumerate(slots):
            further = (*chosen[:number], chosen[number] + 1, *chosen[number + 1 :])
            if further[number] < len(slot) and further not in seen:
                seen.add(further)
                away = sum(slot[at].distance for slot, at in zip(slots, further, strict=True))
                heapq.heappush(waiting, (away, further))


def _distance(meant: _Meant) -> int:
    return sum(option.distance for option in meant)


def _plain(meant: _Meant) -> str:
    return " ".join(option.plain for option in meant)


def _found_for(tried: Sequence[_Meant], narrow: Callable[[QuerySet[Any], str], QuerySet[Any]]) -> list[list[str]]:
    """For each: what some of the products that it finds are called, where they are from, who makes them. One query."""
    found: list[list[str]] = [[] for _meant in tried]
    selects: list[str] = []
    parameters: list[Any] = []
    for at, meant in enumerate(tried):
        rows = narrow(queries.public_rows(), _plain(meant)).order_by()
        sql, values = rows.values("title", "place", "producer_name")[:_LOOKED_AT].query.sql_with_params()
        selects.append(f"SELECT {at}, title, place, producer_name FROM ({sql}) AS hits_{at}")
        parameters += values
    if selects:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(selects), parameters)
            for at, *names in cursor.fetchall():
                found[at].append(" ".join(names))
    return found


def _written(meant: _Meant, names: Iterable[str]) -> str:
    """The words as most of these names write them, with their marks."""
    spellings: dict[str, Counter[str]] = {}
    for name in names:
        for chunk, words in terms.chunks(text.clean(name).lower()[: terms.MAX_LENGTH]):
            if len(words) == 1:
                spellings.setdefault(words[0], Counter())[chunk] += 1
    written = (option.typed or " ".join(_most(spellings.get(word), word) for word in option.words) for option in meant)
    return " ".join(written)


def _most(spellings: Counter[str] | None, word: str) -> str:
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling)) if spellings else word
