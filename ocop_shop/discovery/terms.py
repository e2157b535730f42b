"""What a shopper typed, read into terms; and the same reading of the texts that it is looked up in. No Django here.

A term is one word, or several that stand next to each other: a phrase in quotes, or letters and digits without a
space. "ST25" is read as "st 25", so that it is found as ST25, ST 25 and st25. Nothing that is typed is an operator.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ocop_shop.core import text

MAX_LENGTH = 200
MAX_TERMS = 12
MAX_WORD = 64

_QUOTES = re.compile('["\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02]')
_CHUNK = re.compile(r"\w+")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_MARKED = re.compile(r"\d+|(?:[^\W\d_][\u0300-\u036f]*)+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True, slots=True)
class Term:
    """Words, without marks, that stand next to each other. The last may be the beginning of a word unless `whole`."""

    words: tuple[str, ...]
    whole: bool = False

    @property
    def pattern(self) -> str:
        """What a text of words, with one space before and after each, holds when it matches."""
        return f" {' '.join(self.words)}{' ' if self.whole else ''}"


@dataclass(frozen=True, slots=True)
class Terms:
    """All that is looked for: a text matches when each of `wanted` does.

    `marked` are the words in the form of `marked_words` where any was typed with marks; `name` is the whole as a name.
    """

    wanted: tuple[Term, ...] = ()
    marked: tuple[str, ...] = ()
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.wanted)


def read(typed: str) -> Terms:
    """The terms of what was typed, whatever it was; what is too long is cut, repeated words count once."""
    cut = text.clean(typed[: 4 * MAX_LENGTH])[:MAX_LENGTH]
    found = tuple(_needed(list(dict.fromkeys(_terms(cut)))[:MAX_TERMS]))
    marked = dict.fromkeys(() if cut.isascii() else marked_words(cut))
    return Terms(found, tuple(marked)[:MAX_TERMS], " ".join(plain_words(cut)))


def plain_words(written: str) -> list[str]:
    """The words of a text without marks, in order: lower case, đ as d, digits apart from letters, none over long."""
    return [part[:MAX_WORD] for part in _PARTS.findall(text.fold(written))]


def chunks(typed: str) -> list[tuple[str, tuple[str, ...]]]:
    """What was typed without a space, as it was typed, each with the words that it is."""
    cut = text.clean(typed[: 4 * MAX_LENGTH])[:MAX_LENGTH].replace("_", " ")
    return [(chunk, words) for chunk in _CHUNK.findall(cut) if (words := tuple(plain_words(chunk)))]


def marked_words(written: str) -> list[str]:
    """The words of a text with their marks, in order, each with its tone in front: "hoà" and "hòa" are the same.

    In front, so that the beginning of a word is the beginning of its form too.
    """
    bare = unicodedata.normalize("NFD", text.clean(written).casefold().replace("ð", "đ"))
    return [_tone_first(word)[:MAX_WORD] for word in _MARKED.findall(bare)]


def _tone_first(word: str) -> str:
    tones = "".join(char for char in word if char in _TONES)
    return tones + "".join(char for char in word if char not in _TONES)


def _terms(typed: str) -> Iterator[Term]:
    pieces = _QUOTES.split(typed)
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            for chunk in _CHUNK.findall(text.fold(piece)):
                yield from _phrase(chunk.replace("_", " ").split())
        else:
            closed = number < len(pieces) - 1
            yield from _phrase([piece], whole=closed)


def _phrase(written: Iterable[str], *, whole: bool = False) -> Iterator[Term]:
    for piece in written:
        words = tuple(plain_words(piece))
        if words:
            yield Term(words, whole)


def _needed(terms: list[Term]) -> Iterator[Term]:
    """Without the beginnings of words that are asked for as well: "d dừa" asks for no more than "dừa"."""
    for term in terms:
        others = (other for other in terms if other != term)
        if term.whole or len(term.words) > 1 or not any(_begun(term.words[0], other) for other in others):
            yield term


def _begun(beginning: str, term: Term) -> bool:
    return any(word.startswith(beginning) for word in term.words)
