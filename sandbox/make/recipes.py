"""Which shape, colours, motif and foreground a product gets."""

from __future__ import annotations

from dataclasses import replace

from . import bags, nursery, packs, stall, textiles
from .catalogue import Product
from .palette import CHAM, LEAF, NAU, REU, SEN, SON
from .recipes_food import FISH_SAUCE, FOOD, HONEY, RICE
from .recipes_more import CRAFT, DRINK, GIFTS, HERBAL, PLACE, TEA
from .rules import DARK, Recipe

DEFAULTS: dict[int, Recipe] = {
    1: Recipe(stall.basket, "#c58f46", LEAF, "leafy-green", goods="greens"),
    2: Recipe(bags.tray, "#d9b886", SON, "cut-of-meat", goods="pork"),
    3: RICE,
    4: HONEY,
    5: Recipe(stall.bowl, "#e6cf9c", NAU, "steaming-bowl"),
    6: Recipe(bags.pouch, "#e6d8b4", REU, "sheaf-of-rice", ("rice",)),
    7: Recipe(bags.pouch, "#d5dba4", REU, "leafy-green", ("leaves",)),
    8: Recipe(bags.vacuum, "#efc4b4", SON, "cut-of-meat", goods="jerky"),
    9: FISH_SAUCE,
    10: Recipe(packs.lid_jar, "#d9b886", NAU, "herb", ("pepper",)),
    11: TEA,
    12: TEA,
    13: Recipe(bags.coffee_bag, "#6b4a34", NAU, "hot-beverage", ("coffee",), designs=DARK),
    14: Recipe(packs.spirit_bottle, "#e3e8e0", CHAM, "sake", ("thimble",), designs=DARK),
    15: Recipe(packs.spirit_bottle, "#d9a24a", NAU, "sake", ("thimble-amber",), designs=DARK),
    16: Recipe(packs.water_bottle, "#cfe6ee", CHAM, "droplet", ("water-drop",)),
    17: Recipe(packs.juice_bottle, "#e6a02c", LEAF, "tropical-drink", ("leaves",)),
    18: Recipe(packs.pill_bottle, "#cfe0c4", LEAF, "herb", ("herb",)),
    19: Recipe(packs.tube, "#f2ead8", SEN, "lotus", ("jasmine",)),
    20: Recipe(packs.vial, "#7a4a1c", NAU, "herb", ("leaves",)),
    21: Recipe(textiles.back_basket, "#c58f46", NAU, "basket"),
    22: Recipe(textiles.hanging_cloth, "#33507c", CHAM, "thread", accent="batik"),
    23: Recipe(nursery.bouquet, "#d9688a", SEN, "bouquet"),
    24: Recipe(nursery.potted_shrub, "#cf3a82", SEN, "potted-plant"),
    25: Recipe(nursery.fish_bowl, "#e0662a", CHAM, "tropical-fish"),
    26: replace(PLACE, goods="canh-lang"),
}
RULES = GIFTS + FOOD + DRINK + HERBAL + CRAFT


def recipe(product: Product) -> Recipe:
    for one in RULES:
        if one.fits(product):
            return one.recipe
    return DEFAULTS[product.group]


def used_motifs() -> set[str]:
    return {one.recipe.motif for one in RULES} | {one.motif for one in DEFAULTS.values()}
