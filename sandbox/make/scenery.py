"""Pieces of landscape. Colours are classes (``f-`` fills, ``l-`` lines), so a scene can follow light and dark."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from itertools import pairwise

from . import svg
from .svg import num as n

WIDTH = 1600
HEIGHT = 640


def fill(d: str, colour: str, opacity: float = 1) -> str:
    more = f' opacity="{n(opacity)}"' if opacity < 1 else ""
    return f'<path class="f-{colour}" d="{d}"{more}/>'


def stroke(d: str, colour: str, width: float, opacity: float = 1) -> str:
    more = f' opacity="{n(opacity)}"' if opacity < 1 else ""
    return f'<path class="l-{colour}" d="{d}" stroke-width="{n(width)}" stroke-linecap="round"{more}/>'


def dot(x: float, y: float, r: float, colour: str, opacity: float = 1) -> str:
    more = f' opacity="{n(opacity)}"' if opacity < 1 else ""
    return f'<circle class="f-{colour}" cx="{n(x)}" cy="{n(y)}" r="{n(r)}"{more}/>'


def block(x: float, y: float, w: float, h: float, colour: str) -> str:
    return f'<rect class="f-{colour}" x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"/>'


def sun(x: float, y: float, r: float) -> str:
    return dot(x, y, r * 1.9, "sun", 0.14) + dot(x, y, r * 1.4, "sun", 0.22) + dot(x, y, r, "sun")


def cloud(x: float, y: float, scale: float) -> str:
    d = "M-110 0H120Q120 -22 92 -22Q84 -52 44 -46Q20 -76 -18 -56Q-54 -64 -62 -34Q-104 -40 -110 0Z"
    return svg.put(fill(d, "cloud", 0.7), x, y, scale)


def birds(x: float, y: float) -> str:
    spots = ((0, 0, 1.0), (46, -18, 0.8), (88, 6, 0.7), (-40, -26, 0.7), (20, -48, 0.6))
    return "".join(
        svg.put(stroke("M-16 -6Q-6 -10 0 0Q6 -10 16 -6", "deep", 3.4, 0.7), x + dx, y + dy, s) for dx, dy, s in spots
    )


def ridge(y: float, height: float, steps: int, seed: int, colour: str, base: float = HEIGHT) -> str:
    """A line of hills across the picture."""
    rng = random.Random(seed)
    span = (WIDTH + 160) / steps
    points = [(-80 + span * i, y - height * rng.uniform(0.15, 1.0) * (1 if i % 2 else 0.35)) for i in range(steps + 1)]
    d = f"M-80 {n(points[0][1])}"
    for (ax, ay), (bx, by) in pairwise(points):
        middle = (ax + bx) / 2
        d += f"C{n(middle)} {n(ay)} {n(middle)} {n(by)} {n(bx)} {n(by)}"
    return fill(f"{d}V{n(base)}H-80Z", colour)


def trees(y: float, height: float, seed: int, colour: str, base: float | None = None) -> str:
    """A rounded line of far trees."""
    rng = random.Random(seed)
    d = f"M-20 {n(y)}"
    x = -20
    while x < WIDTH + 40:
        w = rng.randint(36, 104)
        d += f"q{n(w / 2)} {n(-2 * rng.uniform(0.4, 1.0) * height)} {w} 0"
        x += w
    return fill(f"{d}V{n(y + 60 if base is None else base)}H-20Z", colour)


def _frond(x: float, y: float, angle: float, length: float, w: float) -> str:
    a = math.radians(angle)
    end = (x + math.cos(a) * length, y - math.sin(a) * length * 0.75 + length * 0.42)
    mid = (x + math.cos(a) * length * 0.55, y - math.sin(a) * length * 0.95)
    return f"M{n(x)} {n(y)}Q{n(mid[0])} {n(mid[1] - w)} {n(end[0])} {n(end[1])}Q{n(mid[0])} {n(mid[1] + w * 1.8)} {n(x)} {n(y)}Z"


def palm(x: float, y: float, h: float, lean: float, colour: str) -> str:
    top = (x + lean, y - h)
    t = max(3.0, h * 0.03)
    trunk = (
        f"M{n(x - t)} {n(y)}Q{n(x + lean * 0.2)} {n(y - h * 0.5)} {n(top[0] - t * 0.5)} {n(top[1])}"
        f"L{n(top[0] + t * 0.5)} {n(top[1])}Q{n(x + lean * 0.2 + 2 * t)} {n(y - h * 0.5)} {n(x + t * 1.3)} {n(y)}Z"
    )
    fronds = "".join(
        _frond(*top, angle, h * 0.46, h * 0.042) for angle in (8, 34, 60, 88, 116, 142, 168, 186, -14, 204)
    )
    nuts = "".join(dot(top[0] + dx * h * 0.03, top[1] + h * 0.045, h * 0.028, colour) for dx in (-1, 0, 1))
    return fill(trunk + fronds, colour) + nuts


def table(text: str) -> Iterator[list[str]]:
    """Rows of values: "1 2 3; 4 5 6"."""
    return (row.split() for row in text.split(";"))


def palms(rows: str, colour: str) -> str:
    """Palms from rows of x, y, height and lean."""
    return "".join(palm(float(x), float(y), float(h), float(lean), colour) for x, y, h, lean in table(rows))


def nipa(x: float, y: float, h: float, count: int, colour: str) -> str:
    """A fan of water-palm leaves."""
    d = ""
    for i in range(count):
        a = math.radians(30 + 120 * i / (count - 1))
        length = h * (0.75 + 0.25 * math.sin(i * 2.3))
        ex, ey = x + math.cos(a) * length, y - math.sin(a) * length
        px, py = math.cos(a + 1.57) * h * 0.12, -math.sin(a + 1.57) * h * 0.12
        mx, my = x + math.cos(a) * length * 0.5, y - math.sin(a) * length * 0.62
        d += f"M{n(x)} {n(y)}Q{n(mx + px)} {n(my + py)} {n(ex)} {n(ey)}Q{n(mx - px)} {n(my - py)} {n(x)} {n(y)}Z"
    return fill(d, colour)


def nipas(rows: str) -> str:
    """Water palms from rows of x, y, height, count and colour."""
    return "".join(nipa(float(x), float(y), float(h), int(count), colour) for x, y, h, count, colour in table(rows))


def pines(rows: str) -> str:
    """Pines from rows of x, y, height and colour."""
    return "".join(pine(float(x), float(y), float(h), colour) for x, y, h, colour in table(rows))


def pine(x: float, y: float, h: float, colour: str) -> str:
    w = h * 0.24

    def edge(side: int, level: float) -> tuple[str, str]:
        reach = w * level * 1.2 * side
        low = y - h * (1 - level)
        return f"L{n(x + reach)} {n(low)}", f"L{n(x + reach * 0.5)} {n(low - h * 0.02)}"

    levels = (0.3, 0.55, 0.82)
    right = "".join("".join(edge(1, level)) for level in levels)
    left = "".join("".join(reversed(edge(-1, level))) for level in reversed(levels))
    trunk = f"L{n(x + h * 0.02)} {n(y - h * 0.17)}V{n(y)}H{n(x - h * 0.02)}V{n(y - h * 0.17)}"
    return fill(f"M{n(x)} {n(y - h)}{right}{trunk}{left}Z", colour)


def tree(x: float, y: float, h: float, crown: str, trunk: str = "wood") -> str:
    d = f"M{n(x - h * 0.04)} {n(y)}Q{n(x - h * 0.01)} {n(y - h * 0.3)} {n(x - h * 0.02)} {n(y - h * 0.5)}H{n(x + h * 0.03)}Q{n(x + h * 0.02)} {n(y - h * 0.3)} {n(x + h * 0.06)} {n(y)}Z"
    puffs = ((0, -0.74, 0.27), (-0.24, -0.6, 0.2), (0.24, -0.6, 0.21), (-0.1, -0.52, 0.2), (0.13, -0.5, 0.2))
    return fill(d, trunk) + "".join(dot(x + dx * h, y + dy * h, r * h, crown) for dx, dy, r in puffs)


def ripples(top: int, bottom: int, seed: int, count: int = 26) -> str:
    rng = random.Random(seed)
    d = "".join(f"M{rng.randint(0, WIDTH)} {rng.randint(top, bottom)}h{rng.randint(40, 190)}" for _ in range(count))
    return stroke(d, "ripple", 3, 0.75)


def _riders() -> str:
    """Two passengers."""
    one = (
        fill("M-18 4C-20 -34 -10 -46 0 -46C12 -46 22 -34 20 4Z", "hull")
        + dot(0, -56, 11, "skin")
        + fill("M-26 -58L0 -78L26 -58Z", "straw")
    )
    return svg.put(one, -70, 2) + svg.put(one.replace("f-hull", "f-roof"), -10, 4)


FRUIT = "-92 0; -60 -2; -28 4; 6 6; 38 4; -76 -28; -44 -26; -10 -22; 22 -22; -60 -52; -26 -48"


def sampan(x: float, y: float, scale: float, load: str = "leaf") -> str:
    """A rowing boat with a rower and a heap of fruit, or riders."""
    hull = fill("M-190 -6Q0 34 190 -14Q150 40 80 44H-90Q-160 36 -190 -6Z", "wood")
    goods = _riders() if load == "riders" else "".join(dot(dx, dy, 17, load) for dx, dy in svg.points(FRUIT))
    rower = fill("M112 -6C108 -44 120 -60 132 -60C146 -60 154 -40 150 -6Z", "cloth") + dot(132, -70, 12, "skin")
    hat = fill("M102 -72L132 -98L162 -72Z", "straw")
    oar = stroke("M140 -40L216 52", "wood", 6)
    side = fill("M-190 -6Q0 34 190 -14L188 -2Q0 48 -186 6Z", "wood")
    return svg.put(hull + goods + rower + hat + oar + side, x, y, scale)


def trawler(x: float, y: float, scale: float, flip: bool = False) -> str:
    """A painted wooden fishing boat."""
    hull = fill("M-130 -8C-60 14 70 14 140 -34C130 10 110 36 92 40H-86C-110 32 -126 14 -130 -8Z", "hull")
    stripe = fill("M-130 -8C-60 14 70 14 140 -34L137 -20C70 26 -60 26 -126 4Z", "roof")
    cabin = (
        block(-84, -54, 74, 52, "wall")
        + block(-92, -62, 90, 12, "roof")
        + block(-70, -42, 18, 16, "deep")
        + block(-42, -42, 18, 16, "deep")
    )
    mast = stroke("M40 -2V-112M40 -112L112 -24M40 -112L-6 -58", "wood", 4)
    flag = fill("M40 -112h30l-8 9 8 9h-30Z", "roof")
    return svg.put(cabin + mast + flag + hull + stripe + dot(104, -4, 6, "wall"), x, y, scale, flip=flip)


def coracle(x: float, y: float, scale: float) -> str:
    """A round basket boat."""
    hull = fill("M-58 -12C-58 34 58 34 58 -12Z", "straw") + stroke(
        "M-44 2L-26 20M-20 -2L4 22M8 -2L26 18M34 -2L44 8M44 2L26 20M20 -2L-4 22M-8 -2L-26 18", "wood", 2, 0.45
    )
    mouth = '<ellipse class="f-wood" cx="0" cy="-12" rx="60" ry="13"/><ellipse class="f-straw" cx="0" cy="-11" rx="50" ry="8" opacity="0.55"/>'
    return svg.put('<ellipse class="f-wood" cx="4" cy="22" rx="58" ry="8" opacity="0.18"/>' + hull + mouth, x, y, scale)


def house(x: float, y: float, w: float, wall: str = "wall") -> str:
    """A tiled house with a porch."""
    h = w * 0.36
    body = block(x - w / 2, y - h, w, h, wall)
    roof = fill(
        f"M{n(x - w * 0.6)} {n(y - h)}L{n(x - w * 0.42)} {n(y - h * 1.95)}H{n(x + w * 0.42)}L{n(x + w * 0.6)} {n(y - h)}Z",
        "roof",
    )
    tiles = stroke(
        "".join(
            f"M{n(x + w * t)} {n(y - h * 1.9)}L{n(x + w * t * 1.36)} {n(y - h * 1.04)}"
            for t in (-0.32, -0.2, -0.08, 0.04, 0.16, 0.28)
        ),
        "wood",
        2,
        0.35,
    )
    openings = (
        block(x - w * 0.08, y - h * 0.78, w * 0.16, h * 0.78, "wood")
        + block(x - w * 0.36, y - h * 0.7, w * 0.15, h * 0.36, "deep")
        + block(x + w * 0.21, y - h * 0.7, w * 0.15, h * 0.36, "deep")
    )
    return body + openings + roof + tiles


def stilt_house(x: float, y: float, w: float) -> str:
    """A highland house on stilts with a tall thatched roof."""
    h = w * 0.3
    legs = stroke(
        "".join(f"M{n(x + w * t)} {n(y)}V{n(y - h * 0.8)}" for t in (-0.4, -0.14, 0.14, 0.4)), "wood", max(4, w * 0.03)
    )
    body = block(x - w * 0.46, y - h * 1.7, w * 0.92, h * 0.95, "straw") + block(
        x - w * 0.06, y - h * 1.45, w * 0.14, h * 0.7, "wood"
    )
    roof = fill(
        f"M{n(x - w * 0.56)} {n(y - h * 1.6)}Q{n(x - w * 0.3)} {n(y - h * 3)} {n(x - w * 0.2)} {n(y - h * 4.2)}H{n(x + w * 0.2)}Q{n(x + w * 0.3)} {n(y - h * 3)} {n(x + w * 0.56)} {n(y - h * 1.6)}Z",
        "wood",
    )
    ladder = stroke(
        f"M{n(x - w * 0.02)} {n(y - h * 0.75)}L{n(x - w * 0.12)} {n(y)}M{n(x + w * 0.06)} {n(y - h * 0.75)}L{n(x - w * 0.04)} {n(y)}",
        "straw",
        4,
    )
    return legs + body + ladder + roof
