"""The words that products are found by: learned as rows are written, and used to correct what finds nothing.

A word is learned after the commit of what it came with, in a transaction of its own: two writers who bring the same new
words would otherwise wait for each other's transaction, and in a circle for ever.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from . import hits, queries, terms
from .corrections import correction
from .nearness import is_told_together
from .spelling import Words

STAMP = "words"
LONGEST = 30
FEW = 3
"""Hits up to which a search is looked at once more, whether anything is called so."""
_BATCH = 1000


@dataclass(frozen=True)
class _Remembered:
    token: int
    words: Words


_memory: dict[str, _Remembered] = {}


def learn_after_commit(rows: Iterable[Any]) -> None:
    """Learn the words of these listing rows once they are committed. What fails then does not reach the writer."""
    found = {word for row in rows for word in _worth_learning(row.text_key)}

    def remember() -> None:
        learn(found)

    if found:
        transaction.on_commit(remember, robust=True)


def learn(words: Iterable[str]) -> int:
    """Add what the vocabulary does not have yet; returns how many words that were. One query when there are none."""
    new = sorted(set(words) - known().all)
    if new:
        word = apps.get_model("ocop_discovery", "SearchWord")
        with transaction.atomic():
            # In the same order for all, so that two who learn the same words never wait for each other in a circle.
            word.objects.bulk_create([word(word=one) for one in new], ignore_conflicts=True, batch_size=_BATCH)
            _turn()
    return len(new)


def rebuild() -> int:
    """Make the vocabulary what the listing has, no more and no less; returns its number of words."""
    _memory.pop(connection.alias, None)  # the table may have been emptied by hand
    found = words_of_rows()
    learn(found)
    unused = sorted(known().all - found)
    if unused:
        words = apps.get_model("ocop_discovery", "SearchWord").objects
        with transaction.atomic():
            for start in range(0, len(unused), _BATCH):
                words.filter(word__in=unused[start : start + _BATCH]).delete()
            _turn()
        # Whoever wrote a row meanwhile may have found the word there and not learned it.
        learn(words_of_rows().intersection(unused))
    return len(known().all)


def words_of_rows(rows: Any = None) -> set[str]:
    """The words that these listing rows (default: all) bring to the vocabulary. One query, read bit by bit."""
    listing = apps.get_model("ocop_discovery", "Listing").objects.all() if rows is None else rows
    texts = listing.values_list("text_key", flat=True).iterator(chunk_size=_BATCH)
    return {word for key in texts for word in _worth_learning(key)}


def known() -> Words:
    """The vocabulary as it is now. One query, two when it has changed since this process asked last."""
    token = _stamps().filter(name=STAMP).values_list("token", flat=True).first()
    remembered = _memory.get(connection.alias)
    if remembered is None or token is None or remembered.token != token:
        words = apps.get_model("ocop_discovery", "SearchWord").objects.values_list("word", flat=True)
        remembered = _Remembered(token or 0, Words(words))
        _memory[connection.alias] = remembered
    return remembered.words


def corrected(words: str) -> str | None:
    """What was probably meant with `words`, which find nothing, as products write it; None when nothing is near.

    Two queries, three when there are new words since this process asked last.
    """
    return correction(words, known())


def corrected_apart(words: str) -> str | None:
    """What was probably meant with `words` that stand only here and there in a few texts; None when they are meant.

    One query where something is called so, else two more, three when there are new words.
    """
    wanted = terms.read(words)
    found = hits.narrowed(queries.public_rows(), words).only("title", "title_en", "producer_name", "place", "text_key")
    rows = list(found[: FEW + 1]) if len(wanted.wanted) > 1 else []
    if not 0 < len(rows) <= FEW or any(is_told_together(wanted, row) for row in rows):
        return None
    return correction(words, known(), called_so=True)


def _stamps() -> Any:
    return apps.get_model("ocop_discovery", "Stamp").objects


def _turn() -> None:
    _stamps().update_or_create(name=STAMP, defaults={"token": secrets.randbits(53)})


def _worth_learning(text_key: str) -> set[str]:
    """Words of letters; a number is never what was meant with another."""
    return {word for word in text_key.split() if 1 < len(word) <= LONGEST and word.isalpha()}
