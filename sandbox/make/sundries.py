"""More goods, put together from ``garden`` and ``larder``."""

from __future__ import annotations

from . import garden as g
from . import svg
from .palette import shade

GREEN = "#4d8a4a"


def bunch() -> str:
    """Leafy greens tied with a string."""
    stems = svg.line("M-10 0L-4 -40M0 0V-42M10 0L4 -40", "#9cc07a", 7)
    top = svg.put(g.fan(7, 62, 74, 34, ("#3f8048", "#5a9a52", "#4a8c4a")), 0, -34)
    return stems + top + svg.rect(-13, -30, 26, 8, "#d8b878", 3)


def asparagus() -> str:
    def spear(x: float, turn: float) -> str:
        tip = g.leaf(26, 15, "#5c7f46", 0, 0, -66)
        return svg.put(
            svg.line("M0 0V-72", "#7da65a", 10) + tip + svg.line("M-4 -24l7 -5M-3 -44l7 -5", "#4f7a3c", 2),
            x,
            0,
            turn=turn,
        )

    return spear(-22, -8) + spear(22, 9) + spear(-8, -3) + spear(9, 3) + svg.rect(-30, -34, 60, 9, "#d8b878", 3)


def grass() -> str:
    """Lemongrass stalks."""
    out = ""
    for x, turn in ((-14, -16), (14, 15), (-5, -5), (6, 5)):
        out += svg.put(
            svg.line("M0 0V-60", "#dfe6b8", 9)
            + svg.line("M0 -46V-96", "#7fa650", 6)
            + g.leaf(54, 9, "#6a9a48", 12, 0, -60),
            x,
            0,
            turn=turn,
        )
    return out + svg.rect(-16, -26, 32, 8, "#b98a4a", 3)


def pair(item: str, gap: float = 26, scale: float = 0.72) -> str:
    return svg.put(item, -gap, 0, scale, -6) + svg.put(item, gap, 0, scale * 0.94, 6, flip=True)


def heap(item: str, scale: float = 0.5) -> str:
    low = "".join(svg.put(item, x, 0, scale) for x in (-34, 34))
    return low + svg.put(item, 0, -22, scale) + svg.put(item, 0, 2, scale * 1.06)


def gac() -> str:
    bumps = "".join(
        svg.disc(x, y, 2.4, "#b8481c", opacity=0.5)
        for x, y in (
            (-20, -60),
            (-6, -70),
            (10, -66),
            (24, -54),
            (-28, -42),
            (-10, -46),
            (8, -44),
            (26, -34),
            (-18, -24),
            (0, -20),
            (16, -22),
        )
    )
    return g.ball("#e0662a", 40, 1.05) + bumps


def nest() -> str:
    """A swiftlet's nest."""
    d = "M-52 -34C-44 4 44 4 52 -34C30 -22 -30 -22 -52 -34Z"
    threads = svg.line(
        "M-46 -28C-20 -6 20 -6 46 -28M-38 -18C-16 0 20 0 40 -18M-50 -34C-20 -18 20 -18 50 -34M-30 -24L-10 -4M28 -24L8 -4M-4 -22L-20 -6M8 -21L24 -6",
        "#c9b58f",
        2,
        opacity=0.8,
    )
    return (
        svg.path(d, "#f0e5cd")
        + threads
        + svg.disc(0, -34, 52, "#e4d4b2", ry=10)
        + svg.disc(0, -34, 42, "#cdb890", ry=7)
    )


def moon_cake() -> str:
    side = "M-44 -34V-14C-44 2 44 2 44 -14V-34Z"
    petals = "".join(svg.disc(x, -36, 12, "#d8994a", ry=8) for x in (-32, -11, 11, 32))
    return (
        svg.lit(side, "#b9742c", 0.7)
        + svg.disc(0, -34, 46, "#d8994a", ry=16)
        + petals
        + svg.disc(0, -37, 28, "#e5b064", ry=9)
        + svg.line("M-14 -38Q0 -46 14 -38M-8 -34Q0 -30 8 -34", "#a8692a", 2.4)
    )


def choco() -> str:
    bar = svg.rect(-44, -52, 88, 52, "#4a2a1a", 5) + "".join(
        svg.rect(-39 + 27 * c, -47 + 22 * r, 24, 19, "#65402a", 3) for c in range(3) for r in range(2)
    )
    return svg.put(bar, 0, 0, 0.86, -8)


def sausages() -> str:
    one = svg.rect(-12, -96, 24, 96, "#a8402c", 12) + svg.line("M-4 -84V-22", "#fff", 4, opacity=0.3)
    tie = svg.line("M-28 -98Q0 -108 28 -98", "#e3d29a", 3)
    return tie + "".join(svg.put(one, x, 0) for x in (-28, 0, 28))


def ham() -> str:
    """Slices of steamed pork roll."""

    def cut(x: float, y: float) -> str:
        spots = "".join(
            svg.disc(x + a, y + b, 2, "#b98a74") for a, b in ((-10, -4), (6, 5), (12, -6), (-2, 8), (-14, 6))
        )
        return svg.disc(x, y, 30, "#c79a7a") + svg.disc(x, y, 27, "#efd5c1") + spots

    return cut(-20, -30) + cut(18, -28)


def drop(colour: str) -> str:
    d = "M0 -70C12 -46 28 -36 28 -18C28 6 -28 6 -28 -18C-28 -36 -12 -46 0 -70Z"
    return svg.put(
        svg.path(d, colour, opacity=0.85)
        + svg.path(d, "url(#ball)")
        + svg.line("M-16 -20q0 10 8 14", "#fff", 4, opacity=0.7),
        0,
        0,
        0.8,
    )


def bamboo() -> str:
    tube = svg.lit("M-16 0V-90H16V0Z", "#8ea64e", 1) + svg.line("M-16 -30H16M-16 -62H16", "#647a30", 3.4)
    return tube + svg.disc(0, -90, 16, "#e8dfb4", ry=5) + g.leaf(44, 14, GREEN, 64, 16, -62)


def pepper() -> str:
    spots = (
        (-40, 6),
        (-24, 6),
        (-8, 6),
        (8, 6),
        (24, 6),
        (40, 6),
        (-32, 18),
        (-16, 18),
        (0, 18),
        (16, 18),
        (32, 18),
        (-22, 30),
        (-6, 30),
        (10, 30),
        (-12, 42),
        (4, 42),
    )
    return g.leaf(46, 24, GREEN, 58, 30, -20) + "".join(
        svg.disc(x, -y, 8, "#33302a" if (x + y) % 3 else "#4a443a") + svg.disc(x - 2, -y - 2, 2.4, "#fff", opacity=0.3)
        for x, y in spots
    )


def pile_small(colour: str) -> str:
    return g.leaf(46, 24, GREEN, 58, 30, -20) + svg.put(pile(colour), 0, 0, 0.9)


def pile(colour: str) -> str:
    """Seeds or nuts."""
    spots = ((-36, 8), (-12, 8), (12, 8), (36, 8), (-24, 22), (0, 22), (24, 22), (-12, 36), (12, 36), (0, 48))
    return "".join(
        svg.disc(x, -y, 14, shade(colour, 0.08 * (i % 3)), ry=10)
        + svg.disc(x, -y, 14, "url(#ball)", ry=10, opacity=0.8)
        for i, (x, y) in enumerate(spots)
    )
