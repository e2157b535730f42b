"""Invented goods and makers, the same for the same number: what the tables of the benchmark are filled from.

Provinces, product sets, kinds of makers and stars are as unevenly spread as in the real lists. No database here.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate

from ocop_shop.certification import rules
from ocop_shop.core import text

from . import words

# The day on which all of it is true. Time stands still while anything is measured, so that no certificate ends.
TODAY = date(2026, 11, 16)
SEED = 2026
PICTURES = 24
GOODS_A_MAKER = 5
_MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Home:
    """A commune of today with its province, and the former province around it: keys and full names of places."""

    province_id: int
    province_code: str
    province: str
    commune_id: int
    commune_code: str
    commune: str
    former_id: int | None
    former_slug: str
    former: str


@dataclass(frozen=True, slots=True)
class Maker:
    """A producer."""

    key: int
    kind: str
    name: str
    home: Home


@dataclass(frozen=True, slots=True)
class Recognition:
    """A certificate; `body` is the code of the deciding province, empty for the ministry."""

    stars: int
    body: str
    issued_on: date
    expires_on: date
    rule_set: str


@dataclass(frozen=True, slots=True)
class Good:
    """A product as a shop would have it; `leaves` are numbers of kinds of goods in `words.CATEGORIES`."""

    key: int
    title: str
    slug: str
    description: str
    price: int
    stock: int
    leaves: tuple[int, ...]
    product_set: int
    maker: Maker
    recognition: Recognition | None
    picture: int
    created_at: datetime

    @property
    def upc(self) -> str:
        """Its article number, as on a barcode."""
        return str(8_930_000_000_000 + self.key)

    def stars_on(self, day: date) -> int:
        """The stars it may show on `day`, 0 for none."""
        held = self.recognition
        return held.stars if held and held.issued_on <= day <= held.expires_on else 0


def makers(number: int, homes: Sequence[Home]) -> list[Maker]:
    """The makers of `number` goods."""
    chance = random.Random(SEED)
    weights = list(accumulate(weight for _kind, _word, weight in words.KINDS))
    by_province: dict[str, list[Home]] = {}
    for home in homes:
        by_province.setdefault(home.province_code, []).append(home)
    provinces = sorted(by_province)
    chance.shuffle(provinces)
    shares = list(accumulate(1 / (rank + 4) for rank in range(len(provinces))))
    made = []
    for key in range(1, max(1, number // GOODS_A_MAKER) + 1):
        kind, word, _weight = chance.choices(words.KINDS, cum_weights=weights)[0]
        home = chance.choice(by_province[chance.choices(provinces, cum_weights=shares)[0]])
        made.append(Maker(key, kind, f"{word} {chance.choice(words.BRANDS)} {home.commune}", home))
    return made


def goods(number: int, by: Sequence[Maker], today: date) -> Iterator[Good]:
    """`number` goods of these makers, some of them certified, some no longer, as of `today`."""
    chance = random.Random(SEED + 1)
    sets = list(accumulate(words.SET_WEIGHTS))
    leaf_of = {
        number_of_set: leaf
        for leaf, (_name, held) in enumerate(leaf for leaves in words.CATEGORIES.values() for leaf in leaves)
        for number_of_set in held
    }
    latest = datetime.combine(today, time(2), tzinfo=UTC)
    for key in range(1, number + 1):
        product_set = chance.choices(range(1, len(sets) + 1), cum_weights=sets)[0]
        maker = chance.choice(by)
        title = _title(chance, product_set, maker)
        leaves = {leaf_of[product_set]} | ({chance.choice(list(leaf_of.values()))} if chance.random() < 0.25 else set())
        yield Good(
            key=key,
            title=title,
            slug=text.slug(title),
            description=_description(chance),
            price=min(5_000_000, max(10_000, round(math.exp(chance.gauss(11.5, 0.8)) / 1000) * 1000)),
            stock=chance.randint(1, 300) if chance.random() < 0.85 else 0,
            leaves=tuple(sorted(leaves)),
            product_set=product_set,
            maker=maker,
            recognition=_recognition(chance, maker, today),
            picture=chance.randrange(PICTURES),
            created_at=latest - timedelta(seconds=chance.randrange(3 * 365 * 86_400), microseconds=key % 1_000_000),
        )


def _title(chance: random.Random, product_set: int, maker: Maker) -> str:
    parts = [chance.choice(words.GOODS[product_set]), chance.choice(words.QUALITIES)]
    luck = chance.random()
    if luck < 0.45:
        parts.append(chance.choice(words.BRANDS))
    elif luck < 0.75:
        parts.append(maker.home.commune.partition(" ")[2])
    return " ".join(part for part in parts if part)


_TELLING = list(accumulate(1 / (rank + 8) for rank in range(len(words.TELLING))))


def _description(chance: random.Random) -> str:
    said = chance.choices(words.TELLING, cum_weights=_TELLING, k=38)
    if chance.random() < 0.6:
        first, second = chance.choices(words.SYLLABLES, k=2)
        said[chance.randrange(len(said))] = f"{first.capitalize()} {second.capitalize()}"
    return f"<p>{' '.join(said).capitalize()}.</p>"


def _recognition(chance: random.Random, maker: Maker, today: date) -> Recognition | None:
    """Of a hundred products 72 hold a certificate, 13 held one, 15 never had one."""
    luck = chance.random()
    if luck > 0.85:
        return None
    months = chance.randint(1, 34) if luck < 0.72 else chance.randint(38, 60)
    stars = chance.choices((3, 4, 5), (73, 25.5, 1.5))[0]
    month = (today - months * _MONTH).replace(day=1)
    body = "" if stars == 5 else maker.home.province_code
    # A body decides once a month, each on a day of its own.
    issued_on = month.replace(day=1 + (int(body or "0") * 7 + month.month * 5) % 28)
    in_force = rules.rule_set_on(issued_on)
    return Recognition(stars, body, issued_on, rules.last_day(issued_on, in_force.validity_months), in_force.decision)
