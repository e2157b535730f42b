"""A reader who looks through every product for every search: the rule of `how-search-works.md`, in a dozen plain lines.

Shares no code with the search.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_QUOTE = '["\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02]'


def folded(written: str) -> str:
    """Lower case, without marks, đ and eth as d, nothing that cannot be seen."""
    seen = "".join(c for c in written if c not in _INVISIBLE and not (c < " " and c not in "\t\n\r") and c != "\x7f")
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFC", seen))
    return "".join(c for c in bare if not unicodedata.combining(c)).translate(str.maketrans("đĐðÐ", "dddd")).casefold()


def words(written: str) -> list[str]:
    """Runs of letters and runs of digits."""
    return re.findall(r"\d+|[^\W\d_]+", folded(written))


@dataclass(frozen=True)
class Wanted:
    """Words side by side; the last one may go on unless it `ends`."""

    words: tuple[str, ...]
    ends: bool


def wanted(typed: str) -> list[Wanted]:
    """What a product must have, all of it: pieces between quotes, and pieces without a space."""
    pieces = re.split(_QUOTE, typed)
    found = []
    for number, piece in enumerate(pieces):
        inside = number % 2 == 1
        chunks = [piece] if inside else re.findall(r"[^\W_]+", folded(piece))
        found += [Wanted(tuple(words(chunk)), inside and number < len(pieces) - 1) for chunk in chunks]
    return [one for one in found if one.words]


def has(text: list[str], one: Wanted) -> bool:
    """Whether a text of words has these words side by side."""
    *before, last = one.words
    for at in range(len(text) - len(before)):
        if text[at : at + len(before)] == before:
            word = text[at + len(before)]
            if word == last if one.ends else word.startswith(last):
                return True
    return False


def reads(text: list[str], typed: str) -> bool:
    """Whether a product with this text is a hit."""
    return all(has(text, one) for one in wanted(typed))
