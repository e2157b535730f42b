"""Two hundred searches as people type them: with marks or without, words or their beginnings, one word or several."""

from __future__ import annotations

import random
from collections.abc import Sequence

from . import words
from .goods import Home
from .simple import fold

NUMBER = 200


def searches(homes: Sequence[Home]) -> list[str]:
    """The searches, the same for the same places."""
    chance = random.Random(200)
    goods = [name for names in words.GOODS.values() for name in names]
    found: list[str] = []
    while len(found) < NUMBER:
        typed = _typed(chance, goods, homes)
        luck = chance.random()
        if luck < 0.5:
            typed = fold(typed)
        elif luck < 0.65:
            typed = fold(typed)[: -chance.randint(1, 2)].strip()
        if len(fold(typed)) > 1 and typed not in found:
            found.append(typed)
    return found


def _typed(chance: random.Random, goods: Sequence[str], homes: Sequence[Home]) -> str:
    good, brand, home = chance.choice(goods), chance.choice(words.BRANDS), chance.choice(homes)
    quality = chance.choice(words.QUALITIES)
    rare = " ".join(chance.choices(words.SYLLABLES, k=2))
    return chance.choice(
        (
            good,
            good,
            " ".join(good.split()[:2]),
            good.split()[0],
            f"{good} {quality}".strip(),
            f"{good} {brand}",
            f"{good} {home.province}",
            brand,
            home.commune,
            home.province.partition(" ")[2],
            rare,
            chance.choice(words.TELLING),
        )
    )
