"""Things that grow. Each drawing stands on y = 0, centred on x = 0, about 100 units wide."""

from __future__ import annotations

import math

from . import svg
from .palette import shade


def leaf(length: float, width: float, colour: str, turn: float = 0, x: float = 0, y: float = 0) -> str:
    """One leaf from its stalk at x, y, pointing up before it is turned."""
    n = svg.num
    half = width / 2
    d = (
        f"M0 0C{n(-half * 1.3)} {n(-length * 0.3)} {n(-half)} {n(-length * 0.75)} 0 {n(-length)}"
        f"C{n(half)} {n(-length * 0.75)} {n(half * 1.3)} {n(-length * 0.3)} 0 0Z"
    )
    vein = svg.line(f"M0 0V{n(-length * 0.86)}", shade(colour, 0.25), max(1.4, width * 0.05), opacity=0.7)
    return svg.put(svg.path(d, colour) + vein, x, y, turn=turn)


def fan(count: int, spread: float, length: float, width: float, colours: tuple[str, ...]) -> str:
    """Leaves from one point, outer ones first."""
    turns = [spread * (index / (count - 1) * 2 - 1) for index in range(count)]
    order = sorted(turns, key=lambda turn: (-abs(turn), turn))
    return "".join(
        leaf(length * (1 - 0.12 * abs(turn) / max(spread, 1)), width, colours[index % len(colours)], turn)
        for index, turn in enumerate(order)
    )


def sprig(colour: str, pairs: int = 3, length: float = 86, leaf_length: float = 36, width: float = 20) -> str:
    """A leaning stem with pairs of leaves."""
    out = svg.line(f"M0 0V{svg.num(-length)}", shade(colour, 0.3), 3)
    for index in range(pairs):
        y = -length * (0.22 + 0.66 * index / pairs)
        size = leaf_length * (1 - 0.14 * index)
        out += leaf(size, width, shade(colour, 0.12), -58, 0, y) + leaf(size, width, colour, 58, 0, y)
    return out + leaf(leaf_length * 0.8, width * 0.9, shade(colour, -0.1), 0, 0, -length + 6)


def ball(colour: str, r: float = 40, tall: float = 1.0, stalk: bool = True) -> str:
    """A round fruit."""
    ry = r * tall
    body = svg.disc(0, -ry, r, colour, ry=ry) + svg.disc(0, -ry, r, "url(#ball)", ry=ry)
    if not stalk:
        return body
    top = -2 * ry + 4
    return body + svg.line(f"M0 {svg.num(top)}q2 -8 8 -12", "#6b4a23", 5) + leaf(26, 15, "#4d8a4a", 62, 2, top - 4)


def coconut() -> str:
    cap = '<path d="M-20 -84Q0 -104 22 -84Q14 -76 0 -79Q-12 -76 -20 -84Z" fill="#8a6a35"/>'
    return ball("#6b9a4e", 46, 1.0, stalk=False) + cap


def coconut_half() -> str:
    rim = svg.disc(0, -38, 40, "#6b4423", ry=38) + svg.disc(0, -38, 35, "#fdfbf2", ry=33)
    return rim + svg.disc(2, -36, 25, "#e9e6d3", ry=23) + svg.disc(4, -33, 19, "#f6f4e6", ry=16)


def garlic() -> str:
    skin = (
        "M0 -96C3 -80 6 -74 20 -66C44 -52 48 -30 38 -14C28 2 -28 2 -38 -14C-48 -30 -44 -52 -20 -66C-6 -74 -3 -80 0 -96Z"
    )
    lines = "M0 -84C22 -58 26 -26 12 -4M0 -84C-22 -58 -26 -26 -12 -4M0 -80V-6M10 -70C34 -50 38 -30 30 -10M-10 -70C-34 -50 -38 -30 -30 -10"
    root = svg.line("M-8 -1q8 7 16 0", "#c3b08f", 3)
    return (
        root
        + svg.path(skin, "#f6efe8")
        + svg.line(lines, "#b389a6", 2, opacity=0.55)
        + svg.path(skin, "url(#ball)", opacity=0.5)
    )


def black_garlic() -> str:
    clove = "M0 0C-24 -4 -26 -34 -4 -58C18 -44 24 -6 0 0Z"
    one = svg.path(clove, "#2c1d1a") + svg.line("M-10 -14C-12 -26 -8 -36 -4 -42", "#8a6a5c", 3, opacity=0.8)
    return svg.put(one, -22, 0, turn=-18) + svg.put(one, 24, 0, turn=24, flip=True) + svg.put(one, 0, 2, 0.9)


def shallot(colour: str = "#a8435f") -> str:
    skin = "M0 -78C2 -66 8 -60 20 -50C36 -36 34 -2 0 0C-34 -2 -36 -36 -20 -50C-8 -60 -2 -66 0 -78Z"
    lines = "M0 -70C18 -48 20 -20 8 -2M0 -70C-18 -48 -20 -20 -8 -2M0 -66V-2"
    return (
        svg.path(skin, colour) + svg.line(lines, "#fff", 1.6, opacity=0.35) + svg.path(skin, "url(#ball)", opacity=0.8)
    )


def chilli(colour: str = "#c8362b") -> str:
    d = "M-30 -26C-36 -6 6 6 46 -2C16 -10 0 -20 -8 -34Q-20 -42 -30 -26Z"
    return (
        svg.path(d, colour)
        + svg.line("M-22 -22C-16 -12 0 -6 14 -5", "#fff", 3, opacity=0.4)
        + svg.line("M-22 -36q-8 -10 -18 -10", "#4d7a3a", 6)
    )


def root(colour: str, arms: int = 3) -> str:
    """A knobbly rhizome such as turmeric or ginger."""
    d = "M-46 -8C-52 -26 -34 -34 -22 -28C-24 -46 -6 -52 0 -36C12 -50 30 -44 24 -28C40 -36 56 -22 46 -8C30 4 -32 4 -46 -8Z"
    rings = "M-34 -26q6 10 0 22M-14 -34q8 14 2 30M10 -36q6 14 0 32M32 -28q4 12 -2 22"
    cut = svg.disc(44, -16, 8, shade(colour, -0.45), ry=10)
    return (
        svg.path(d, colour)
        + svg.line(rings, shade(colour, 0.35), 2, opacity=0.6)
        + svg.path(d, "url(#ball)", opacity=0.7)
        + cut
    )


def ginseng(colour: str = "#dcc08b") -> str:
    d = "M-10 -96C-22 -80 -22 -56 -12 -40C-18 -26 -30 -14 -36 0C-20 -8 -8 -18 -4 -30C-2 -18 0 -8 -2 4C6 -8 8 -20 6 -32C12 -20 22 -8 36 -2C28 -14 20 -28 14 -42C24 -58 22 -82 8 -96Z"
    rings = "M-14 -80h10M4 -72h12M-16 -62h12M2 -54h12"
    return (
        svg.lit(d, colour, 0.6)
        + svg.line(rings, shade(colour, 0.4), 2, opacity=0.5)
        + svg.put(fan(3, 44, 28, 14, ("#5a8f4c", "#76a85c")), 0, -92)
    )


def cocoa() -> str:
    d = "M-50 -20C-40 -46 20 -48 50 -16C36 6 -34 8 -50 -20Z"
    ridges = "M-44 -22C-20 -36 20 -34 46 -17M-44 -18C-20 -14 20 -12 46 -16M-34 -32C-10 -42 20 -38 38 -25M-34 -8C-10 0 16 0 34 -8"
    return (
        svg.path(d, "#b5622a")
        + svg.line(ridges, "#7b3a17", 2.4, opacity=0.6)
        + svg.path(d, "url(#ball)", opacity=0.7)
        + svg.line("M-50 -20l-12 -4", "#5a3b1c", 6)
    )


def _bean(x: float, y: float, turn: float, colour: str) -> str:
    body = svg.disc(0, 0, 15, colour, ry=11) + svg.line("M-13 1Q-4 -6 0 0T13 -1", shade(colour, 0.55), 2.6)
    return svg.put(body + svg.disc(-4, -5, 5, "#fff", ry=2, opacity=0.25), x, y, turn=turn)


def beans(colour: str = "#6a3d20") -> str:
    spots = ((-34, -10, 15), (0, -11, -30), (34, -10, 40), (-17, -29, 70), (18, -29, 0), (0, -46, 25))
    return "".join(_bean(x, y, turn, colour) for x, y, turn in spots)


def berries(colour: str, leaves: str = "#4d8a4a") -> str:
    """A cluster of small fruit: coffee cherries, pepper, longan."""
    out = leaf(50, 24, leaves, -66, 0, -40) + leaf(50, 24, shade(leaves, 0.15), 62, 4, -44)
    spots = ((-26, 15), (0, 16), (26, 15), (-14, 36), (13, 36), (0, 56))
    return out + "".join(svg.put(ball(colour, 15, stalk=False), x, -y + 15) for x, y in spots)


def rice_ear() -> str:
    out = svg.line("M-22 0C-14 -40 0 -70 34 -84", "#a98b35", 3)
    for step in range(7):
        at = 0.3 + step * 0.11
        x, y = -22 + 56 * at**1.6, -92 * at + 8 * at**2
        out += leaf(20, 10, "#e2bd58", 62 - step * 2, x, y) + leaf(20, 10, "#cfa544", 2 + step * 4, x, y)
    return out + leaf(60, 11, "#86a64e", -34, -22, 0)


def peanuts() -> str:
    d = "M-34 0C-52 -4 -52 -30 -32 -32C-20 -33 -14 -24 0 -27C10 -36 40 -36 42 -16C42 2 14 4 2 -5C-10 -2 -22 2 -34 0Z"
    dots = "M-38 -20v1M-28 -12v1M-18 -22v1M12 -12v1M22 -24v1M30 -10v1"
    one = svg.path(d, "#d6a765") + svg.line(dots, "#8f642e", 3.4, opacity=0.7) + svg.path(d, "url(#ball)", opacity=0.7)
    return svg.put(one, -4, -20, 0.86, -16) + svg.put(one, 6, 0, 0.92, 6)


def blossom(colour: str, heart: str = "#f2c94c", petals: int = 5, r: float = 40) -> str:
    out = ""
    for index in range(petals):
        out += leaf(r, r * 0.9, shade(colour, 0.1 * (index % 2)), index * 360 / petals)
    return svg.put(out + svg.disc(0, 0, r * 0.22, heart), 0, -r)


def lotus(colour: str = "#e59ab5") -> str:
    back = fan(5, 74, 66, 34, (shade(colour, 0.16), colour))
    return back + fan(3, 30, 58, 34, (shade(colour, -0.25),)) + svg.disc(0, 0, 30, "#5c9152", ry=5)


def mushroom(cap: str = "#b7a48c", stem: str = "#f1ead9") -> str:
    one = (
        svg.path("M-9 0C-6 -20 -8 -30 -10 -40H12C8 -28 8 -16 10 0Z", stem)
        + svg.path("M-44 -38C-42 -74 40 -76 44 -38C24 -28 -22 -28 -44 -38Z", cap)
        + svg.path("M-44 -38C-42 -74 40 -76 44 -38C24 -28 -22 -28 -44 -38Z", "url(#ball)", opacity=0.8)
    )
    return svg.put(one, 16, 0, 1.05, 8) + svg.put(one, -26, 0, 0.76, -14)


def lingzhi() -> str:
    cap = "M-52 -40C-52 -84 40 -92 54 -44C34 -26 -34 -22 -52 -40Z"
    rings = "M-40 -42C-36 -70 30 -76 42 -44M-26 -40C-22 -58 18 -62 28 -42"
    stem = svg.lit("M-8 0C-2 -16 -6 -28 -4 -38H12C12 -24 14 -12 12 0Z", "#5c2a18", 0.7)
    return (
        stem
        + svg.path(cap, "#9c4a24")
        + svg.line("M-52 -40C-34 -22 34 -26 54 -44", "#f0d9a8", 5)
        + svg.line(rings, "#e0a060", 3, opacity=0.6)
        + svg.path(cap, "url(#ball)", opacity=0.7)
    )


def cordyceps(colour: str = "#e08a2c") -> str:
    out = ""
    for index in range(9):
        turn = -36 + index * 9
        tall = 74 + 14 * math.sin(index * 2.1)
        stalk = svg.line(
            f"M0 0Q{svg.num(4 * (-1) ** index)} {svg.num(-tall * 0.5)} 0 {svg.num(-tall)}",
            shade(colour, 0.08 * (index % 3)),
            6,
        )
        out += svg.put(stalk + svg.disc(0, -tall, 5, shade(colour, -0.2), ry=9), 0, 0, turn=turn)
    return out


def banana() -> str:
    one = "M-40 -46C-34 -12 10 4 46 -18C20 -18 -12 -26 -26 -54Z"
    out = svg.path(one, "#d9a92b") + svg.put(svg.path(one, "#efc648"), 2, -8, 1, -6)
    return out + svg.path("M-42 -46l-2 -14 14 -2 6 12Z", "#6b5420")


def gourd(colour: str = "#e08a3a") -> str:
    """A ribbed pumpkin."""
    ribs = "M0 -62C-14 -50 -14 -12 0 -2M0 -62C14 -50 14 -12 0 -2M-4 -62C-36 -58 -38 -8 -8 -1M4 -62C36 -58 38 -8 8 -1"
    body = svg.disc(0, -32, 48, colour, ry=32) + svg.line(ribs, shade(colour, 0.3), 2.4, opacity=0.6)
    return body + svg.disc(0, -32, 48, "url(#ball)", ry=32) + svg.line("M0 -62q0 -10 10 -14", "#5b7a36", 8)


def tuber(colour: str = "#8f3f57") -> str:
    d = "M-52 -14C-44 -40 24 -46 54 -18C40 4 -30 8 -52 -14Z"
    return (
        svg.path(d, colour)
        + svg.line("M-26 -22h8M4 -12h9M18 -26h6", shade(colour, 0.4), 2.4)
        + svg.path(d, "url(#ball)", opacity=0.8)
    )
