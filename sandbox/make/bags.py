"""Pouches, boxes, sacks and flat packs."""

from __future__ import annotations

from . import svg
from .labels import Box, label
from .order import Order
from .palette import NAU, mix, shade
from .stock import good

PLASTIC = "#e4ebea"


def _seal(y: float, left: float, right: float) -> str:
    return svg.line(f"M{left} {y}H{right}", "#fff", 2, stroke_dasharray="5 5", opacity=0.6)


def pouch(order: Order) -> str:
    """A stand-up pouch, with a window when there is something to see."""
    body = "M112 52H368L378 402Q378 432 348 432H132Q102 432 102 402Z"
    fold = svg.path("M112 52H368L369 86H111Z", "#000", opacity=0.13) + svg.disc(240, 69, 8, "#fff", opacity=0.75)
    base = svg.line("M105 386Q240 416 375 386", "#000", 3, opacity=0.14)
    gloss = svg.path("M126 100H150L142 380H118Z", "#fff", opacity=0.22)
    return (
        svg.shadow(240, 168)
        + svg.path(body, order.fill)
        + svg.path(body, "url(#light)", opacity=0.75)
        + fold
        + _seal(94, 111, 369)
        + gloss
        + base
        + label(Box(138, 122, 204, 250), order.words, order.style, 44)
    )


def window_pouch(order: Order) -> str:
    """A paper pouch with a round window under the label."""
    body = "M112 52H368L378 402Q378 432 348 432H132Q102 432 102 402Z"
    fold = svg.path("M112 52H368L369 86H111Z", "#000", opacity=0.13) + svg.disc(240, 69, 8, "#fff", opacity=0.75)
    hole = "M146 334Q146 308 172 308H308Q334 308 334 334V378Q334 404 308 404H172Q146 404 146 378Z"
    seen = "".join(
        svg.put(good(order.goods), x, y, 0.56) for x, y in ((184, 368), (240, 362), (296, 368), (212, 398), (268, 398))
    )
    clip = svg.el("clipPath", svg.el("path", d=hole), id="hole")
    return (
        clip
        + svg.shadow(240, 168)
        + svg.path(body, order.fill)
        + svg.path(body, "url(#light)", opacity=0.7)
        + fold
        + _seal(94, 111, 369)
        + svg.path(hole, mix(shade(order.fill, 0.5), "#2a1d12", 0.2))
        + svg.el("g", seen, clip_path="url(#hole)")
        + svg.path(hole, "none", stroke="#fff", stroke_width=3, stroke_opacity=0.5)
        + svg.line("M164 330q2 -10 14 -12", "#fff", 5, opacity=0.6)
        + label(Box(134, 108, 212, 188), order.words, order.style, 44)
    )


def coffee_bag(order: Order) -> str:
    """A side-folded bag with a tin tie and a valve."""
    body = "M126 96H354L366 432H114Z"
    top = "M126 96L138 44H342L354 96Z"
    folds = svg.path("M126 96L146 96L138 432H114Z", "#000", opacity=0.14) + svg.path(
        "M354 96L334 96L342 432H366Z", "#000", opacity=0.18
    )
    tie = svg.rect(120, 84, 240, 18, order.accent or "#d9b24a", 4)
    valve = svg.disc(240, 126, 10, shade(order.fill, -0.2)) + svg.disc(240, 126, 4, shade(order.fill, 0.4))
    return (
        svg.shadow(240, 156)
        + svg.path(top, shade(order.fill, -0.08))
        + svg.path(body, order.fill)
        + svg.path(body, "url(#light)", opacity=0.55)
        + folds
        + tie
        + valve
        + label(Box(142, 150, 196, 246), order.words, order.style, 44)
    )


def pillow(order: Order) -> str:
    """A crimped snack bag full of air."""
    body = "M104 60C140 70 340 70 376 60C360 150 362 330 378 428C340 418 140 418 102 428C118 330 120 150 104 60Z"
    crimps = "".join(svg.line(f"M{x} 64V84M{x} 404V424", "#000", 2, opacity=0.12) for x in range(112, 376, 11))
    gloss = svg.line("M136 110C142 200 140 300 134 380", "#fff", 12, opacity=0.28)
    folds = svg.line("M342 96Q352 130 340 170M346 330Q336 360 350 396", "#000", 4, opacity=0.1)
    return (
        svg.shadow(240, 160)
        + svg.lit(body, order.fill, 0.8)
        + crimps
        + gloss
        + folds
        + label(Box(142, 104, 196, 226), order.words, order.style, 42)
        + "".join(svg.put(good(order.goods), x, 402, 0.68) for x in (186, 294))
    )


def box(order: Order) -> str:
    """An upright carton, seen a little from the right."""
    side = shade(order.fill, 0.28)
    front = svg.path("M84 112H338V432H84Z", order.fill) + svg.path("M84 112H338V432H84Z", "url(#deep)", opacity=0.35)
    top = svg.path("M84 112L146 80H404L338 112Z", shade(order.fill, -0.35))
    right = svg.path("M338 112L404 80V392L338 432Z", side) + svg.path(
        "M338 156L404 122V142L338 178Z", "#fff", opacity=0.3
    )
    return svg.shadow(252, 186) + top + front + right + label(Box(104, 136, 214, 272), order.words, order.style, 46)


def gift_box(order: Order) -> str:
    """A low, wide gift box with a ribbon of cloth."""
    front = "M58 196H422V432H58Z"
    lid = svg.path("M46 150H434V206H46Z", shade(order.fill, -0.12)) + svg.path(
        "M46 196H434V206H46Z", "#000", opacity=0.12
    )
    top = svg.path("M46 150L96 112H384L434 150Z", shade(order.fill, -0.4))
    ribbon = svg.rect(92, 150, 34, 282, "url(#wide)") + svg.path("M92 150L132 112H160L126 150Z", "url(#wide)")
    bow = svg.path(
        "M122 130C92 98 66 112 84 130C70 146 96 156 122 132C150 158 176 142 160 128C176 108 150 98 122 130Z",
        order.style.ink,
    )
    knot = svg.disc(122, 131, 11, shade(order.style.ink, -0.25), ry=9)
    return (
        svg.shadow(240, 206)
        + top
        + svg.path(front, order.fill)
        + svg.path(front, "url(#deep)", opacity=0.5)
        + lid
        + ribbon
        + bow
        + knot
        + label(Box(150, 168, 248, 240), order.words, order.style, 48)
    )


def sack(order: Order) -> str:
    """A sewn sack of rice with a rope handle."""
    body = "M92 86Q240 70 388 86Q378 128 388 214Q402 334 384 416Q240 444 96 416Q78 334 92 214Q102 128 92 86Z"
    seam = svg.line("M98 106Q240 92 382 106", order.style.ink, 3, stroke_dasharray="10 8")
    handle = svg.line("M188 80C188 26 292 26 292 80", NAU, 9)
    weave = svg.line(
        "M118 328Q152 382 126 412M366 320Q338 384 356 412M104 150Q116 180 108 214M376 150Q366 180 372 214",
        "#000",
        4,
        opacity=0.1,
    )
    return (
        svg.shadow(240, 176)
        + handle
        + svg.lit(body, order.fill, 0.7)
        + seam
        + weave
        + label(Box(132, 126, 216, 264), order.words, order.style, 46)
    )


def vacuum(order: Order) -> str:
    """A clear vacuum pack that shows what is in it."""
    spots = (
        (166, 150),
        (240, 144),
        (314, 150),
        (160, 216),
        (240, 214),
        (320, 216),
        (156, 320),
        (324, 320),
        (156, 398),
        (324, 398),
    )
    seen = "".join(svg.put(good(order.goods), x, y, 0.76) for x, y in spots)
    clip = svg.el("clipPath", svg.rect(112, 80, 256, 338, "#fff", 16), id="bag")
    return (
        clip
        + svg.shadow(240, 158)
        + svg.rect(98, 38, 284, 394, PLASTIC, 10)
        + svg.rect(112, 80, 256, 338, shade(order.fill, -0.45), 16)
        + svg.el("g", seen, clip_path="url(#bag)")
        + svg.path("M112 110L200 80H260L112 200Z", "#fff", opacity=0.2)
        + svg.rect(98, 38, 284, 34, order.style.ink, 10)
        + svg.disc(240, 55, 8, PLASTIC)
        + _seal(77, 106, 374)
        + label(Box(140, 216, 200, 192), order.words, order.style, 40)
    )


def tray(order: Order) -> str:
    """A tray lined with a leaf, heaped."""
    rim = "M44 262H436L408 420Q404 432 390 432H90Q76 432 72 420Z"
    leaf = svg.path("M52 276C16 190 84 150 138 168C190 120 290 120 342 168C396 150 464 190 428 276Z", "#4a7f42")
    ribs = svg.line("M76 250Q84 204 124 186M404 250Q396 204 356 186", "#356433", 2.4, opacity=0.7)
    back = ((110, 238), (176, 226), (240, 220), (304, 226), (370, 238))
    front = ((142, 274), (208, 266), (274, 266), (340, 274))
    seen = "".join(svg.put(good(order.goods), x, y, 1.1) for x, y in back + front)
    return (
        svg.shadow(240, 206)
        + leaf
        + ribs
        + seen
        + svg.lit(rim, "#d9b886", 0.6)
        + svg.path("M44 262H436L434 276H46Z", "#fff", opacity=0.35)
        + label(Box(120, 272, 240, 150), order.words, order.style, 42)
    )
