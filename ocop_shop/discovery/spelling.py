"""What somebody may have meant who typed a word that nothing is found by. No Django here.

Distances are counted in halves of an edit: a confusion of the ear or the hand that is common in Vietnamese (s for x, ch
for tr, n for ng at the end, a doubled letter, the keys of Telex without its program) is one, any other letter that is
wrong, missing, too many or in its neighbour's place is two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property

MOST = 6
"""Alternatives for one word."""
SHORT = 5
"""Letters up to which one edit is allowed; two beyond."""
_CONFUSED = (
    "s x,ch tr,d gi,d r,r gi,v d,v gi,l n,i y,c k,c q,k q,g gh,ng ngh,ph f,qu w,u w,d z,gi z,gi j,"
    "ie i,uo u,uou iu,uoi ui,ieu iu,ia ie,ua uo,ao au,ai ay,oi oai,e ie"
)
_AT_END = "n ng,n nh,t c,t ch,nh ng,ch c,m n"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TONES_OF_TELEX = re.compile(r"[sfrxj]")
_LETTERS_OF_TELEX = (
    *(("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o")),
    *(("uw", "u"), ("ow", "o"), ("aw", "a"), ("w", "u")),
)


def _pairs(listed: str) -> tuple[tuple[str, str], ...]:
    pairs = [tuple(pair.split()) for pair in listed.split(",")]
    return tuple((a, b) for one, other in pairs for a, b in ((one, other), (other, one)))


_EVERYWHERE, _ENDINGS = _pairs(_CONFUSED), _pairs(_AT_END)


class Words:
    """All words that something is found by, for asking which of them are near to another."""

    def __init__(self, words: Iterable[str]) -> None:
        self.all = frozenset(words)

    def begins(self, beginning: str) -> bool:
        """Whether some word begins so."""
        at = bisect_left(self._sorted, beginning)
        return at < len(self._sorted) and self._sorted[at].startswith(beginning)

    def near(self, word: str) -> list[tuple[int, tuple[str, ...]]]:
        """What may have been meant, nearest first, with its distance: another word, or words without their space."""
        found: dict[tuple[str, ...], int] = {}
        for distance, meant in self._meant(word):
            if meant != (word,):
                found[meant] = min(distance, found.get(meant, distance))
        return sorted((distance, meant) for meant, distance in found.items())[:MOST]

    def _meant(self, word: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        heard = confused(word)
        for distance, written in ((0, {word}), (1, heard)):
            for one in written:
                yield from ((distance + 1, parts) for parts in self._parted(one))
                yield from self._known(distance, {one})
        yield from self._known(1, {without_telex(word)})
        if len(word) > 2:
            yield from self._known(2, {twice for once in heard for twice in confused(once)})
            yield from self._known(2, edited(word))
        if len(word) > SHORT:
            yield from self._known(3, {other for once in heard for other in edited(once)})
            yield from ((4, (other,)) for other in self._of_length(len(word)) if _two_edits(word, other))

    def _known(self, distance: int, words: Iterable[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
        return ((distance, (word,)) for word in words if word in self.all)

    def _parted(self, word: str, most: int = 4) -> Iterator[tuple[str, ...]]:
        """The word as two to four words written together."""
        for at in range(2, len(word) - 1):
            if word[:at] not in self.all:
                continue
            if word[at:] in self.all:
                yield word[:at], word[at:]
            elif most > 2:
                yield from ((word[:at], *rest) for rest in self._parted(word[at:], most - 1))

    def _of_length(self, length: int) -> Iterator[str]:
        for near in range(length - 2, length + 3):
            yield from self._by_length.get(near, ())

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.all)

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for word in self.all:
            found.setdefault(len(word), []).append(word)
        return found


def confused(word: str) -> set[str]:
    """The word with one common confusion."""
    found = {word[:at] + b + word[at + len(a) :] for a, b in _EVERYWHERE for at in _places(word, a)}
    found |= {word[: -len(a)] + b for a, b in _ENDINGS if word.endswith(a)}
    found |= {word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1]}
    return found - {word, ""}


def edited(word: str) -> set[str]:
    """The word with one letter less, more, another, or two neighbours changed."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {head + tail[1:] for head, tail in cuts if tail}
    found |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    found |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in _LETTERS}
    found |= {head + letter + tail for head, tail in cuts for letter in _LETTERS}
    return found - {word, ""}


def without_telex(word: str) -> str:
    """What the keys of Telex were to write: "maatj" is "mat", "dduwngf" is "dung"."""
    plain = word[:1] + _TONES_OF_TELEX.sub("", word[1:])
    for keys, letter in _LETTERS_OF_TELEX:
        plain = plain.replace(keys, letter)
    return plain


def _places(word: str, part: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={part})", word)]


def _two_edits(word: str, other: str) -> bool:
    """Whether two edits at most lie between two words of nearly the same length."""
    if len(set(word) ^ set(other)) > 4:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        older, before, row = before, row, [i]
        for j, theirs in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != theirs))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == theirs:
                best = min(best, older[j - 2] + 1)
            row.append(best)
        if min(row) > 2:
            return False
    return row[-1] <= 2
