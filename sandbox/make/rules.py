"""What a recipe is, and the rules that choose one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .catalogue import Product
from .order import Order

ALL = ("cloth", "header", "framed")
DARK = ("night", "cloth", "header")


@dataclass(frozen=True)
class Recipe:
    shape: Callable[[Order], str]
    fill: str
    ink: str
    motif: str
    props: tuple[str, ...] = ()
    goods: str = ""
    accent: str = ""
    second: str = ""
    designs: tuple[str, ...] = ALL


@dataclass(frozen=True)
class Rule:
    recipe: Recipe
    kinds: frozenset[str] = frozenset()
    words: str = ""
    groups: frozenset[int] = frozenset()

    def fits(self, product: Product) -> bool:
        return (
            (not self.kinds or product.kind in self.kinds)
            and (not self.groups or product.group in self.groups)
            and (not self.words or re.search(self.words, product.name.casefold()) is not None)
        )


def rule(kinds: str, words: str, recipe: Recipe, *groups: int) -> Rule:
    return Rule(recipe, frozenset(kinds.split()), words, frozenset(groups))
