"""Claims of OCOP, of stars or of "đạt chuẩn" in what a producer wrote, beyond what the register grants the product.

A claim may hide behind look-alike letters, marks, tags or accents left out. Not claims: what is granted or less, what
is denied or aimed at, another product told as another, the programme and its fairs, and stars that are not OCOP's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import islice
from typing import Final

from . import boast_excuses as fair
from .boast_letters import Gap, Word, words
from .boast_mentions import Mention, mentions, readings
from .boast_words import OTHER_SAO

MOST: Final = 20
"""No more boasts than this are told of one text: enough to see what has to be rewritten."""
_LOWEST: Final = 3
_HIGHEST: Final = 5
_BACK, _ON = 24, 14


class Kind(Enum):
    """What a boast pretends to."""

    NAMED = "named"
    """OCOP, without a certificate."""
    STARS = "stars"
    """Stars, without a certificate."""
    HIGHER = "higher"
    """More stars, or a higher level, than granted."""
    POTENTIAL = "potential"
    """Potential for stars: a stage of an assessment, never a rank."""
    STANDARD = "standard"
    """ "Đạt chuẩn" of OCOP, of stars, of the province or the nation, without a certificate."""


@dataclass(frozen=True, slots=True)
class Boast:
    """A boast, the words as the writer wrote them, and where they stand: `text[start:end]`."""

    kind: Kind
    said: str
    start: int
    end: int


def find(text: str, granted: int | None) -> tuple[Boast, ...]:
    """The boasts in `text`, in order, at most `MOST`; `granted` is the product's stars today, None or 0 for none.

    Time grows with the length of the text alone. Whatever is typed, nothing is raised.
    """
    return tuple(islice(_found(text, granted or 0), MOST))


def _found(text: str, granted: int) -> Iterator[Boast]:
    told = words(text)
    read = readings(told)
    unaccented = all(word.marked == word.bare for word in told)
    for one in mentions(text, told, read):
        kind = _kind(one, granted)
        if kind and not _fair(text, one, told, read, unaccented):
            start, end = told[one.first].start, told[one.last].end
            yield Boast(kind, text[start:end], start, end)


def _kind(one: Mention, granted: int) -> Kind | None:
    """What `one` would be if it is said of the product; None for no more than the register grants."""
    beyond = (one.stars or 0) > granted or (one.national and granted < _HIGHEST and not (granted and one.plain))
    if granted and not beyond:
        return None
    if one.potential:
        return Kind.POTENTIAL
    if granted:
        return Kind.HIGHER if one.stars or one.ocop else Kind.STANDARD
    if one.standard:
        return Kind.STANDARD
    return Kind.STARS if one.stars or not one.ocop else Kind.NAMED


def _fair(text: str, one: Mention, told: Sequence[Word], read: Sequence[str], unaccented: bool) -> bool:
    back, on = _before(one.core, told, read), _after(one.last + 1, told, read)
    if _taken_back(back, on):
        return True
    if one.ocop:
        return one.stars is None and _programme(back, on)
    if one.stars is None:
        return bool(fair.STANDARD_OF_OTHERS.search(back))
    if (
        fair.QUOTED_BY.match(text, told[one.last].end)
        or fair.QUOTED_AFTER.match(text, told[one.last].end)
        or (not _LOWEST <= one.stars <= _HIGHEST and not fair.RANKED_BEFORE.search(back))
    ):
        return True
    if one.in_words and unaccented and _fields(back, on):
        return True
    return _other_stars(one, back, on, not {"ngoi", "stars"}.isdisjoint(read[one.first : one.last + 1]))


def _before(at: int, told: Sequence[Word], read: Sequence[str]) -> str:
    """The words of the sentence before `at`, each with a blank behind."""
    parts: list[str] = []
    place = at
    while place > 0 and at - place < _BACK and told[place].gap < Gap.LINE:
        if told[place].gap >= Gap.BRACKET:
            parts.append("(" if told[place].gap is Gap.BRACKET else ",")
        place -= 1
        parts.append(read[place])
    return "".join(f"{part} " for part in reversed(parts))


def _after(at: int, told: Sequence[Word], read: Sequence[str]) -> str:
    """The words of the sentence from `at` on."""
    parts: list[str] = []
    for place in range(at, min(at + _ON, len(told))):
        if told[place].gap >= Gap.LINE:
            break
        if told[place].gap >= Gap.BRACKET:
            parts.append("(" if told[place].gap is Gap.BRACKET else ",")
        parts.append(read[place])
    return " ".join(parts)


# A text that says the same again and again is judged once.
@lru_cache(maxsize=512)
def _taken_back(back: str, on: str) -> bool:
    """Whether the words around deny, aim at, or tell of another product."""
    return bool(
        fair.TAKEN_BACK_BEFORE.search(back)
        or (fair.OTHER_BEFORE.search(back) and not fair.OF_THIS.match(on))
        or fair.TAKEN_BACK_AFTER.match(on)
    )


@lru_cache(maxsize=512)
def _programme(back: str, on: str) -> bool:
    """Whether OCOP is named as the programme, its fair or its shop, and not as what certified the product."""
    if fair.PROGRAMME_AFTER.match(on):
        return not fair.AFFIRMED_BEFORE.search(back)
    named = fair.PROGRAMME_BEFORE.search(back)
    return bool(named) and not fair.AFFIRMED_BEFORE.search(back) and not fair.AFFIRMED_AFTER.match(on)


def _other_stars(one: Mention, back: str, on: str, shaped: bool) -> bool:
    """Whether the stars are a hotel's, a buyer's, a shape, a plot of land or the whole scale."""
    if fair.HOTEL_BEFORE.search(back) or fair.HOTEL_AFTER.match(on):
        return True
    if _rated(back, on) or (one.ranged and fair.SCALE_BEFORE.search(back)):
        return True
    if not one.in_words:
        return False
    if shaped and (fair.SHAPES.search(back[-60:]) or fair.SHAPES.search(on[:30]) or fair.COUNTED_BEFORE.search(back)):
        return True
    if fair.LAND_NEAR.search(f"{back}{on}") or fair.LAND_BEFORE.search(back):
        return True
    return bool(OTHER_SAO.match(on) or (fair.COUNTED_BEFORE.search(back) and on.startswith("vang")))


def _fields(back: str, on: str) -> bool:
    """Whether unaccented "sao" is the measure of land: among fields, and not behind words that claim."""
    if fair.LAND_AFTER.match(on):
        return True
    if fair.CLAIMED_BEFORE.search(back):
        return False
    begins = not back or back.endswith(", ") or fair.CROP_BEFORE.search(back)
    return bool(fair.FIELDS_BEFORE.search(back) or (begins and fair.FIELDS_AFTER.match(on)))


def _rated(back: str, on: str) -> bool:
    if fair.COUNCIL.search(back):
        return False
    if fair.RATED_PLAINLY.search(back) or fair.DECIMAL_AFTER.match(on) or fair.RATED_AFTER.match(on):
        return True
    buyers = fair.BUYERS.search(back) or fair.BUYERS.match(on) or fair.BUYERS.search(" ".join(on.split()[:8]))
    return bool(buyers and fair.RATED_BEFORE.search(back))
