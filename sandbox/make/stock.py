"""Goods by name, for baskets, trays, windows and the foreground."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from . import garden as g
from . import larder as k
from . import svg
from .palette import shade

GREEN = "#4d8a4a"


def _bunch() -> str:
    """Leafy greens tied with a string."""
    stems = svg.line("M-10 0L-4 -40M0 0V-42M10 0L4 -40", "#9cc07a", 7)
    top = svg.put(g.fan(7, 62, 74, 34, ("#3f8048", "#5a9a52", "#4a8c4a")), 0, -34)
    return stems + top + svg.rect(-13, -30, 26, 8, "#d8b878", 3)


def _asparagus() -> str:
    def spear(x: float, turn: float) -> str:
        tip = g.leaf(26, 15, "#5c7f46", 0, 0, -66)
        return svg.put(svg.line("M0 0V-72", "#7da65a", 10) + tip + svg.line("M-4 -24l7 -5M-3 -44l7 -5", "#4f7a3c", 2), x, 0, turn=turn)

    return spear(-22, -8) + spear(22, 9) + spear(-8, -3) + spear(9, 3) + svg.rect(-30, -34, 60, 9, "#d8b878", 3)


def _grass() -> str:
    """Lemongrass stalks."""
    out = ""
    for x, turn in ((-14, -16), (14, 15), (-5, -5), (6, 5)):
        out += svg.put(svg.line("M0 0V-60", "#dfe6b8", 9) + svg.line("M0 -46V-96", "#7fa650", 6) + g.leaf(54, 9, "#6a9a48", 12, 0, -60), x, 0, turn=turn)
    return out + svg.rect(-16, -26, 32, 8, "#b98a4a", 3)


def _pair(item: str, gap: float = 26, scale: float = 0.72) -> str:
    return svg.put(item, -gap, 0, scale, -6) + svg.put(item, gap, 0, scale * 0.94, 6, flip=True)


def _heap(item: str, scale: float = 0.5) -> str:
    low = "".join(svg.put(item, x, 0, scale) for x in (-34, 34))
    return low + svg.put(item, 0, -22, scale) + svg.put(item, 0, 2, scale * 1.06)


def _gac() -> str:
    bumps = "".join(svg.disc(x, y, 2.4, "#b8481c", opacity=0.5) for x, y in ((-20, -60), (-6, -70), (10, -66), (24, -54), (-28, -42), (-10, -46), (8, -44), (26, -34), (-18, -24), (0, -20), (16, -22)))
    return g.ball("#e0662a", 40, 1.05) + bumps


def _shell() -> str:
    d = "M0 0C-40 -4 -50 -40 -40 -58C-20 -70 20 -70 40 -58C50 -40 40 -4 0 0Z"
    return svg.lit(d, "#d9c3a4", 0.7) + svg.line("M0 -2L-34 -58M0 -2L-18 -66M0 -2V-68M0 -2L18 -66M0 -2L34 -58", "#a98a63", 2.4, opacity=0.7)


def _pearl() -> str:
    return _shell() + g.ball("#f7f2ec", 13, stalk=False)


def _nest() -> str:
    """A swiftlet's nest."""
    d = "M-52 -34C-44 4 44 4 52 -34C30 -22 -30 -22 -52 -34Z"
    threads = svg.line("M-46 -28C-20 -6 20 -6 46 -28M-38 -18C-16 0 20 0 40 -18M-50 -34C-20 -18 20 -18 50 -34M-30 -24L-10 -4M28 -24L8 -4M-4 -22L-20 -6M8 -21L24 -6", "#c9b58f", 2, opacity=0.8)
    return svg.path(d, "#f0e5cd") + threads + svg.disc(0, -34, 52, "#e4d4b2", ry=10) + svg.disc(0, -34, 42, "#cdb890", ry=7)


def _moon_cake() -> str:
    side = "M-44 -34V-14C-44 2 44 2 44 -14V-34Z"
    petals = "".join(svg.disc(x, -36, 12, "#d8994a", ry=8) for x in (-32, -11, 11, 32))
    return svg.lit(side, "#b9742c", 0.7) + svg.disc(0, -34, 46, "#d8994a", ry=16) + petals + svg.disc(0, -37, 28, "#e5b064", ry=9) + svg.line("M-14 -38Q0 -46 14 -38M-8 -34Q0 -30 8 -34", "#a8692a", 2.4)


def _choco() -> str:
    bar = svg.rect(-44, -52, 88, 52, "#4a2a1a", 5) + "".join(svg.rect(-39 + 27 * c, -47 + 22 * r, 24, 19, "#65402a", 3) for c in range(3) for r in range(2))
    return svg.put(bar, 0, 0, 0.86, -8)


def _sausages() -> str:
    one = svg.rect(-12, -96, 24, 96, "#a8402c", 12) + svg.line("M-4 -84V-22", "#fff", 4, opacity=0.3)
    tie = svg.line("M-28 -98Q0 -108 28 -98", "#e3d29a", 3)
    return tie + "".join(svg.put(one, x, 0) for x in (-28, 0, 28))


def _ham() -> str:
    """Slices of steamed pork roll."""
    def cut(x: float, y: float) -> str:
        spots = "".join(svg.disc(x + a, y + b, 2, "#b98a74") for a, b in ((-10, -4), (6, 5), (12, -6), (-2, 8), (-14, 6)))
        return svg.disc(x, y, 30, "#c79a7a") + svg.disc(x, y, 27, "#efd5c1") + spots

    return cut(-20, -30) + cut(18, -28)


def _soap() -> str:
    one = svg.rect(-42, -30, 84, 30, "#d8c58c", 8) + svg.rect(-42, -38, 84, 24, "#e8d9a8", 8)
    return svg.put(one, 0, 0, 1) + svg.put(one, 4, -30, 0.9, -6)


def _drop(colour: str) -> str:
    d = "M0 -70C12 -46 28 -36 28 -18C28 6 -28 6 -28 -18C-28 -36 -12 -46 0 -70Z"
    return svg.put(svg.path(d, colour, opacity=0.85) + svg.path(d, "url(#ball)") + svg.line("M-16 -20q0 10 8 14", "#fff", 4, opacity=0.7), 0, 0, 0.8)


def _corn() -> str:
    rows = "".join(svg.disc(-18 + 12 * (c % 4), -16 - 12 * (c // 4), 6.5, "#f0c040" if c % 3 else "#e6b02c") for c in range(20))
    return g.leaf(80, 34, "#7fa650", -22) + g.leaf(80, 34, "#6a9a48", 22) + rows + g.leaf(52, 28, "#8fb560", -30) + g.leaf(52, 28, "#7fa650", 30)


def _bamboo() -> str:
    tube = svg.lit("M-16 0V-90H16V0Z", "#8ea64e", 1) + svg.line("M-16 -30H16M-16 -62H16", "#647a30", 3.4)
    return tube + svg.disc(0, -90, 16, "#e8dfb4", ry=5) + g.leaf(44, 14, GREEN, 64, 16, -62)


def _cotton() -> str:
    return "".join(svg.disc(x, y, 19, "#fbfaf5") + svg.disc(x, y, 19, "url(#ball)", opacity=0.35) for x, y in ((-18, -34), (18, -34), (0, -50), (0, -24))) + g.fan(3, 70, 26, 14, ("#7b5a2b",))


def _pepper() -> str:
    spots = ((-40, 6), (-24, 6), (-8, 6), (8, 6), (24, 6), (40, 6), (-32, 18), (-16, 18), (0, 18), (16, 18), (32, 18), (-22, 30), (-6, 30), (10, 30), (-12, 42), (4, 42))
    return g.leaf(46, 24, GREEN, 58, 30, -20) + "".join(svg.disc(x, -y, 8, "#33302a" if (x + y) % 3 else "#4a443a") + svg.disc(x - 2, -y - 2, 2.4, "#fff", opacity=0.3) for x, y in spots)


def _pile_small(colour: str) -> str:
    return g.leaf(46, 24, GREEN, 58, 30, -20) + svg.put(_pile(colour), 0, 0, 0.9)


def _pile(colour: str) -> str:
    """Seeds or nuts."""
    spots = ((-36, 8), (-12, 8), (12, 8), (36, 8), (-24, 22), (0, 22), (24, 22), (-12, 36), (12, 36), (0, 48))
    return "".join(svg.disc(x, -y, 14, shade(colour, 0.08 * (i % 3)), ry=10) + svg.disc(x, -y, 14, "url(#ball)", ry=10, opacity=0.8) for i, (x, y) in enumerate(spots))


MAKERS: dict[str, Callable[[], str]] = {
    "coconut": g.coconut,
    "coconut-half": g.coconut_half,
    "garlic": g.garlic,
    "garlics": lambda: _pair(g.garlic()),
    "black-garlic": g.black_garlic,
    "shallots": lambda: _heap(g.shallot(), 0.62),
    "chilli": lambda: svg.put(g.chilli(), 0, 0) + svg.put(g.chilli("#b32a24"), 2, -20, 0.86, -14),
    "turmeric": partial(g.root, "#d98324"),
    "ginger": partial(g.root, "#d9bd84"),
    "galangal": partial(g.root, "#c98f7a"),
    "ginseng": g.ginseng,
    "red-root": partial(g.ginseng, "#b5683c"),
    "cocoa": g.cocoa,
    "coffee": g.beans,
    "coffee-cherry": partial(g.berries, "#b5332c"),
    "longan": partial(g.berries, "#c99a56"),
    "lychee": partial(g.berries, "#c2434a"),
    "grape": partial(g.berries, "#6a4684"),
    "plum": partial(g.berries, "#8c2a4e"),
    "areca": partial(g.berries, "#7fa650"),
    "macadamia": partial(_pile, "#a87748"),
    "cashew": partial(_pile, "#e2c38c"),
    "beans": partial(_pile, "#7d9a50"),
    "red-beans": partial(_pile, "#8c3a34"),
    "seeds": partial(_pile, "#d9c39a"),
    "lotus-seed": partial(_pile, "#efe2bd"),
    "pepper": _pepper,
    "red-pepper": partial(_pile_small, "#a8342a"),
    "rice": g.rice_ear,
    "peanut": g.peanuts,
    "corn": _corn,
    "butterfly-pea": lambda: _pair(g.blossom("#4a57a8", "#f0dc7a"), 28, 0.8),
    "jasmine": lambda: _pair(g.blossom("#fdfcf4", "#f0d060"), 28, 0.8),
    "yellow-flower": lambda: _pair(g.blossom("#e9b72c", "#b5701a", 8), 28, 0.8),
    "pink-flower": lambda: _pair(g.blossom("#d9688a"), 28, 0.8),
    "red-flower": lambda: _pair(g.blossom("#b8324a", "#7a1a2c"), 28, 0.8),
    "lotus": g.lotus,
    "oyster-mushroom": lambda: _pair(g.mushroom("#c3b39c"), 24, 0.86),
    "mushroom": lambda: _pair(g.mushroom("#8f6a44"), 24, 0.86),
    "lingzhi": g.lingzhi,
    "cordyceps": g.cordyceps,
    "banana": g.banana,
    "pineapple": g.pineapple,
    "dragonfruit": g.dragonfruit,
    "pumpkin": g.gourd,
    "sweet-potato": lambda: svg.put(g.tuber(), 0, -18, 0.86, -10) + g.tuber("#a34a63"),
    "purple-yam": lambda: svg.put(g.tuber("#6a4684"), 0, -18, 0.86, -10) + g.tuber("#7b5696"),
    "cassava": lambda: svg.put(g.tuber("#8a6a4a"), 0, -18, 0.86, -10) + g.tuber("#9c7a56"),
    "potato": partial(_heap, g.ball("#cfa968", 36, 0.8, stalk=False), 0.8),
    "orange": lambda: _pair(g.ball("#e8912c")),
    "mandarin": lambda: _pair(g.ball("#e2702a", 40, 0.86)),
    "lime": lambda: _pair(g.ball("#8fb53f", 34)),
    "pomelo": partial(g.ball, "#b5c24e", 46, 1.08),
    "mango": lambda: _pair(g.ball("#e9b43a", 36, 1.2)),
    "guava": lambda: _pair(g.ball("#a9c86a", 38)),
    "apple": lambda: _pair(g.ball("#a8bd52", 38)),
    "custard-apple": lambda: _pair(g.ball("#8fae6a", 40)),
    "avocado": lambda: _pair(g.ball("#4f7a3c", 34, 1.3)),
    "passion-fruit": lambda: _pair(g.ball("#6b3a5c", 36)),
    "durian": lambda: g.ball("#a8a04a", 46, 1.1),
    "jackfruit": lambda: g.ball("#b5a848", 44, 1.25),
    "persimmon": lambda: _pair(g.ball("#e0742a", 40, 0.84)),
    "peach": lambda: _pair(g.ball("#eaa184", 38)),
    "tomato": lambda: _pair(g.ball("#cf4030", 38, 0.86)),
    "melon": partial(g.ball, "#5f9450", 48, 0.92),
    "strawberry": lambda: _pair(g.ball("#d23c48", 34, 1.1)),
    "gac": _gac,
    "olive": partial(_pile, "#6f7a3a"),
    "greens": _bunch,
    "asparagus": _asparagus,
    "lemongrass": _grass,
    "pandan": lambda: g.fan(7, 46, 96, 16, ("#3f8048", "#5a9a52")),
    "perilla": lambda: g.fan(5, 70, 62, 40, ("#6b3a62", "#4f7a4a")),
    "leaves": lambda: _pair(g.sprig(GREEN), 20, 0.8),
    "herb": partial(g.sprig, "#5a9a52"),
    "mint": lambda: _pair(g.sprig("#4a9a6a"), 20, 0.8),
    "tea-leaves": lambda: g.fan(5, 64, 68, 26, ("#5f9a4a", "#477f3c", "#86b25c")),
    "fish": k.fish,
    "red-fish": partial(k.fish, "#c9583f", "#f3d3c4"),
    "silver-fish": partial(k.fish, "#9db3bd"),
    "catfish": partial(k.fish, "#6f7a6c", "#dcdcc8"),
    "small-fish": k.small_fish,
    "goby": partial(k.small_fish, "#8f7f58"),
    "shrimp": k.shrimp,
    "shrimps": lambda: _pair(k.shrimp(), 24, 0.72),
    "squid": k.squid,
    "crab": k.crab,
    "shell": _shell,
    "pearl": _pearl,
    "salt": k.salt,
    "sugar": partial(k.salt, "#e6c48a"),
    "turmeric-powder": partial(k.powder, "#e2a02c"),
    "cocoa-powder": partial(k.powder, "#6a3d24"),
    "chilli-powder": partial(k.powder, "#c04a2a"),
    "green-powder": partial(k.powder, "#7fa04e"),
    "flour": partial(k.powder, "#f4efe0"),
    "antler-powder": partial(k.powder, "#dbb894"),
    "cinnamon": k.cinnamon,
    "anise": lambda: _pair(g.blossom("#8a4f2a", "#5a2d12", 8), 28, 0.78),
    "candy": partial(k.candies, "#d9a45c"),
    "green-candy": partial(k.candies, "#7fa650"),
    "cocoa-candy": partial(k.candies, "#7b4a2c"),
    "red-candy": partial(k.candies, "#c2504a"),
    "brittle": lambda: _pair(svg.rect(-40, -22, 80, 22, "#c9873a", 4) + svg.line("M-28 -14h6M-8 -9h6M10 -15h6M24 -8h5", "#f0d9a8", 6), 22, 0.66),
    "biscuit": k.biscuit,
    "moon-cake": _moon_cake,
    "chocolate": _choco,
    "cup-tea": partial(k.cup, "#b5762a"),
    "cup-green": partial(k.cup, "#a9b04a"),
    "cup-blue": partial(k.cup, "#4a57a8"),
    "cup-red": partial(k.cup, "#a8402c"),
    "cup-yellow": partial(k.cup, "#dca83c"),
    "cup-coffee": partial(k.cup, "#3a2216"),
    "thimble": partial(k.thimble, "#f2f4ee"),
    "thimble-amber": partial(k.thimble, "#c9842c"),
    "thimble-red": partial(k.thimble, "#8c2a3a"),
    "egg": lambda: _heap(k.egg(), 0.66),
    "egg-salted": lambda: _heap(k.egg("#d5dfe0"), 0.66),
    "comb": k.comb,
    "antler": k.antler,
    "hen": k.hen,
    "antler-slices": k.slices,
    "dried-slices": partial(k.slices, "#d9b070"),
    "meat": k.meat,
    "pork": partial(k.meat, "#d98a7c"),
    "jerky": k.jerky,
    "noodles": k.noodles,
    "glass-noodles": partial(k.noodles, "#d9d6c8"),
    "brown-noodles": partial(k.noodles, "#c9a878"),
    "dumplings": k.dumplings,
    "seaweed": k.seaweed,
    "nest": _nest,
    "sausages": _sausages,
    "ham": _ham,
    "soap": _soap,
    "oil-drop": partial(_drop, "#e0b84a"),
    "water-drop": partial(_drop, "#8fc3dd"),
    "bamboo": _bamboo,
    "cotton": _cotton,
}


@cache
def good(name: str) -> str:
    return MAKERS[name]()
