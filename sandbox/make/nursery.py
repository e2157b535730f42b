"""Flowers, potted plants and ornamental fish, each with a shelf card."""

from __future__ import annotations

import math

from . import garden, svg
from .labels import Box, card
from .order import Order
from .palette import seed, shade

CARD = Box(84, 340, 312, 92)


def _pot(colour: str, top: float = 288, half: float = 100) -> str:
    n = svg.num
    body = f"M{n(240 - half)} {n(top)}H{n(240 + half)}L{n(240 + half * 0.74)} 432H{n(240 - half * 0.74)}Z"
    rim = f"M{n(240 - half - 10)} {n(top - 16)}H{n(240 + half + 10)}V{n(top + 12)}H{n(240 - half - 10)}Z"
    return svg.lit(body, colour, 0.9) + svg.lit(rim, shade(colour, -0.1), 0.8)


def _whorl(x: float, y: float, colour: str, r: float, petals: int = 5, heart: str = "#f2c94c") -> str:
    return svg.put(garden.blossom(colour, heart, petals, r), x, y + r)


def _scatter(order: Order, count: int, cx: float, cy: float, rx: float, ry: float) -> list[tuple[float, float]]:
    """Spots spread evenly in an ellipse, the same on every run."""
    start = seed(order.slug) % 360
    spots = []
    for index in range(count):
        angle = math.radians(start + index * 137.5)
        far = math.sqrt((index + 0.5) / count)
        spots.append((cx + math.cos(angle) * rx * far, cy + math.sin(angle) * ry * far))
    return sorted(spots, key=lambda spot: spot[1])


def potted_shrub(order: Order) -> str:
    """A round bush in flower."""
    bush = svg.disc(240, 170, 168, "#3f7a46", ry=132) + svg.disc(200, 150, 120, "#4f8f52", ry=100)
    leaves = "".join(
        garden.leaf(40, 20, "#5fa05a", (x * 7 + y * 3) % 360, x, y) for x, y in _scatter(order, 40, 240, 176, 140, 104)
    )
    colours = (
        (order.fill, "#ef8a4e", "#f8e6ee", order.fill, "#e6b83c")
        if order.accent == "many"
        else (order.fill, shade(order.fill, 0.12))
    )
    flowers = "".join(
        _whorl(x, y, colours[i % len(colours)], 20, 5)
        for i, (x, y) in enumerate(_scatter(order, 44, 240, 164, 150, 118))
    )
    return (
        svg.shadow(240, 130) + _pot("#b56a44", 300, 96) + bush + leaves + flowers + card(CARD, order.words, order.style)
    )


def chrysanthemums(order: Order) -> str:
    """A cushion of small daisies."""
    dome = svg.disc(240, 190, 176, "#4f8f52", ry=124)
    flowers = "".join(
        _whorl(x, y, shade(order.fill, 0.08 * (i % 3)), 21, 10, "#b5701a")
        for i, (x, y) in enumerate(_scatter(order, 74, 240, 182, 168, 116))
    )
    return svg.shadow(240, 130) + _pot("#9c5a3c", 304, 96) + dome + flowers + card(CARD, order.words, order.style)


ORCHID_STEMS = "M226 292C210 180 180 110 100 84M246 292C262 170 300 90 380 76M236 292C236 200 232 120 262 50"
ORCHID_FLOWERS = "100 88; 142 104; 180 142; 206 190; 380 80; 338 102; 300 142; 276 196; 262 54; 244 104; 238 156"


def orchid(order: Order) -> str:
    """An arching moth orchid in a white pot."""
    blades = ((150, "#3f7a46", -72), (150, "#4a8a4e", 70), (110, "#5a9a58", -44), (112, "#3f7a46", 46))
    leaves = "".join(garden.leaf(size, 44, colour, turn, 240, 294) for size, colour, turn in blades)
    flowers = "".join(
        _whorl(x, y, shade(order.fill, 0.06 * (i % 2)), 34, 5, "#8c2a5e")
        for i, (x, y) in enumerate(svg.points(ORCHID_FLOWERS))
    )
    plant = svg.line(ORCHID_STEMS, "#5a7f3c", 6) + leaves + _pot("#eef1ee", 302, 84) + flowers
    return svg.shadow(240, 120) + plant + card(CARD, order.words, order.style)


def _flower_head(x: float, y: float, tint: str) -> str:
    """A round head of many small flowers."""
    florets = "-36 -26; 0 -44; 36 -26; -44 10; 44 10; 0 0; -23 37; 23 37; 16 -18; -18 -16"
    small = "".join(
        _whorl(x + dx, y + dy, tint if dx > 0 else shade(tint, -0.2), 19, 4, "#f4f0d8")
        for dx, dy in svg.points(florets)
    )
    return svg.disc(x, y, 66, shade(tint, 0.15)) + small


def bouquet(order: Order) -> str:
    """Cut stems in paper."""
    heads = "".join(
        _flower_head(x, y, shade(order.fill, 0.1 * (index % 3) - 0.1))
        for index, (x, y) in enumerate(svg.points("132 150; 348 150; 190 96; 292 96; 240 158"))
    )
    blades = ((110, -64, "#3f7a46"), (370, 64, "#3f7a46"), (150, -40, "#5a9a58"), (330, 40, "#5a9a58"))
    leaves = "".join(garden.leaf(96, 46, colour, turn, x, 230) for x, turn, colour in blades)
    paper = svg.lit("M84 204Q240 276 396 204L292 432H188Z", "#e6d3a8", 0.6)
    fold = svg.path("M84 204Q170 268 262 236L212 432H188Z", "#fff", opacity=0.28)
    return svg.shadow(240, 110) + leaves + heads + paper + fold + card(CARD, order.words, order.style)


def bonsai(order: Order) -> str:
    """A bent apricot tree in a flat dish."""
    trunk = svg.path(
        "M214 300C196 256 262 240 236 196C218 164 168 168 150 128L166 122C190 150 240 146 258 190C272 168 300 160 324 118L338 126C318 178 282 190 268 216C270 256 250 262 268 300Z",
        "#6b4a2f",
    )
    pads = "".join(
        svg.disc(x, y, rx, colour, ry=ry)
        for x, y, rx, ry, colour in (
            (136, 116, 82, 42, "#5a8f4c"),
            (338, 112, 86, 44, "#4f8346"),
            (236, 82, 92, 46, "#6a9f58"),
            (208, 190, 54, 24, "#5a8f4c"),
        )
    )
    spots = (
        _scatter(order, 26, 236, 82, 84, 40)
        + _scatter(order, 20, 136, 116, 74, 36)
        + _scatter(order, 20, 338, 112, 78, 38)
        + _scatter(order, 7, 208, 190, 46, 18)
    )
    flowers = "".join(
        _whorl(x, y, shade(order.fill, 0.05 * (i % 3)), 13, 5, "#c9701a") for i, (x, y) in enumerate(spots)
    )
    dish = svg.lit("M84 292H396L372 348H108Z", "#21456b", 0.9) + svg.rect(74, 282, 332, 18, "#2f5a86", 7)
    return svg.shadow(240, 180) + trunk + pads + flowers + dish + card(CARD, order.words, order.style)


def _swimmer(colour: str, x: float, y: float, scale: float, flip: bool, round_body: bool) -> str:
    tall = 42 if round_body else 22
    body = svg.disc(0, 0, 46, colour, ry=tall)
    stripes = "".join(
        svg.line(f"M{dx} {-tall * 0.8}q7 {tall * 0.8} 0 {tall * 1.6}", "#fff", 5, opacity=0.45) for dx in (-22, -4, 14)
    )
    tail = svg.path(
        "M36 0C56 -30 84 -34 88 -26C78 -10 78 10 88 26C84 34 56 30 36 0Z",
        shade(colour, 0.2) if round_body else "#e0a02c",
    )
    fins = svg.path(
        f"M-18 {-tall + 4}C0 {-tall - 26} 30 {-tall - 22} 34 {-tall * 0.5}ZM-18 {tall - 4}C0 {tall + 26} 30 {tall + 22} 34 {tall * 0.5}Z",
        shade(colour, 0.25),
    )
    eye = svg.disc(-30, -6, 6, "#fff") + svg.disc(-31, -6, 3.4, "#1c2a2a")
    return svg.put(
        tail + fins + body + stripes + svg.disc(0, 0, 46, "url(#ball)", ry=tall, opacity=0.7) + eye,
        x,
        y,
        scale,
        flip=flip,
    )


GLASS = "M150 66H330C400 110 420 176 408 240C398 300 352 336 320 344H160C128 336 82 300 72 240C60 176 80 110 150 66Z"
WATER = "M104 116H376C412 160 416 206 408 240C398 300 352 336 320 344H160C128 336 82 300 72 240C64 206 68 160 104 116Z"


def _bowl_bed() -> str:
    blades = ((136, -10, "#3f7a46"), (152, 12, "#5a9a58"), (352, -8, "#4a8a4e"), (338, 14, "#3f7a46"))
    plants = "".join(garden.leaf(90, 20, colour, turn, x, 306) for x, turn, colour in blades)
    return svg.path("M100 300Q240 272 380 300Q350 336 320 344H160Q130 336 100 300Z", "#e2c98f") + plants


def fish_bowl(order: Order) -> str:
    """Ornamental fish in a glass bowl."""
    flat = order.accent == "discus"
    first = _swimmer(order.fill, 202, 206, 1.15 if flat else 0.95, False, flat)
    second = _swimmer(shade(order.style.ink, -0.35), 312, 170 if flat else 250, 0.7, True, flat)
    air = ((286, 142, 7), (300, 126, 5), (160, 150, 6))
    bubbles = "".join(svg.disc(x, y, r, "#fff", opacity=0.6) for x, y, r in air)
    rim = svg.disc(240, 68, 92, "#cfe2e4", ry=12) + svg.disc(240, 68, 82, "#e9f3f2", ry=8)
    shine = svg.line("M100 236C90 190 104 144 132 112", "#fff", 9, opacity=0.6)
    inside = svg.path(WATER, "#a9d3da") + _bowl_bed() + first + second + bubbles
    bowl = svg.path(GLASS, "#dcebec") + inside + svg.path(GLASS, "url(#light)", opacity=0.35) + shine + rim
    return svg.shadow(240, 170) + bowl + card(CARD, order.words, order.style)
