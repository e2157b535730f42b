"""Woven, sewn and plaited goods."""

from __future__ import annotations

from . import svg
from .crafts import carded
from .labels import Box
from .order import Order
from .palette import NAU, shade


def woven_bag(order: Order) -> str:
    """A brocade handbag."""
    body = "M84 176H396L414 404Q414 432 386 432H94Q66 432 66 404Z"
    handles = svg.line("M150 184C150 48 330 48 330 184", "#9a6a35", 15) + svg.line(
        "M150 184C150 48 330 48 330 184", "#fff", 3, opacity=0.25, stroke_dasharray="8 8"
    )
    stripes = ""
    for y, h, colour in (
        (186, 8, "#f2b632"),
        (200, 20, "#9c2330"),
        (226, 6, "#fbfaf3"),
        (276, 6, "#fbfaf3"),
        (290, 10, "#f2b632"),
    ):
        stripes += svg.rect(60, y, 360, h, colour)
    points = "".join(
        svg.path(f"M{x} 238l14 16 -14 16 -14 -16Z", "#f2b632" if (x // 36) % 2 else "#e0705a")
        for x in range(84, 420, 36)
    )
    clip = svg.el("clipPath", svg.el("path", d=body), id="sack")
    whole = (
        clip
        + handles
        + svg.path(body, order.fill)
        + svg.el("g", stripes + points, clip_path="url(#sack)")
        + svg.path(body, "url(#light)", opacity=0.6)
    )
    return carded(order, whole, rx=180)


def _cloth_pattern(order: Order) -> str:
    """What is woven, dyed or sewn into a hanging cloth."""
    spots = [(x, y) for y in (130, 190, 250) for x in (120, 180, 240, 300, 360)]
    if order.accent == "batik":
        return "".join(
            svg.path(f"M{x} {y - 20}l18 20 -18 20 -18 -20Z", "none", stroke="#dfe8f2", stroke_width=3)
            + svg.path(f"M{x} {y - 8}l7 8 -7 8 -7 -8Z", "#dfe8f2")
            for x, y in spots
        )
    ink = order.style.ink if order.accent == "stitched" else shade(order.fill, -0.55)
    out = ""
    for index, (x, y) in enumerate(spots):
        if index % 2 == 0:
            petals = "".join(
                svg.disc(x + dx, y + dy, 7, ink, opacity=0.85)
                for dx, dy in ((0, -10), (10, -3), (6, 9), (-6, 9), (-10, -3))
            )
            out += petals + svg.disc(x, y, 4.5, "#f2c94c") + svg.line(f"M{x} {y + 14}q4 14 -8 22", ink, 3, opacity=0.7)
    return out


def hanging_cloth(order: Order) -> str:
    """A scarf or tablecloth over a rod."""
    back = svg.path("M104 70H376V356Q240 372 104 356Z", shade(order.fill, 0.28))
    front = "M84 66Q240 52 396 66V318Q340 332 300 320Q240 336 186 320Q134 332 84 318Z"
    folds = svg.line("M134 74V322M190 70V318M248 68V326M306 70V318M352 74V324", "#000", 5, opacity=0.07) + svg.line(
        "M120 76V316M176 72V316M234 70V322M292 70V318M340 74V322", "#fff", 5, opacity=0.14
    )
    hem = svg.el("clipPath", svg.el("path", d=front), id="cloth-edge") + svg.el(
        "g", svg.rect(80, 288, 330, 18, "url(#wide)"), clip_path="url(#cloth-edge)"
    )
    fringe = svg.line(
        "".join(f"M{x} {319 + (3 if (x // 50) % 2 else 0)}v17" for x in range(90, 396, 10)), shade(order.fill, 0.14), 4
    )
    rod = svg.rect(44, 50, 392, 18, "#8a5a2b", 9) + svg.disc(44, 59, 13, "#6b3f1d") + svg.disc(436, 59, 13, "#6b3f1d")
    whole = rod + back + fringe + svg.path(front, order.fill) + _cloth_pattern(order) + hem + folds
    return carded(order, whole, rx=150)


def dress(order: Order) -> str:
    """An áo dài on a hanger."""
    hook = svg.line("M240 60q0 -22 14 -22q14 0 12 14M240 60L150 96M240 60L330 96", NAU, 6)
    sleeves = svg.path(
        "M190 92C150 100 120 190 98 290L132 302C150 240 170 200 190 180Z", shade(order.fill, 0.1)
    ) + svg.path("M290 92C330 100 360 190 382 290L348 302C330 240 310 200 290 180Z", shade(order.fill, 0.16))
    trousers = svg.path("M176 300H304L320 424H160Z", "#f4efe2") + svg.line("M240 320V424", "#d9d0ba", 3)
    body = "M206 84Q240 108 274 84L300 98C306 140 292 170 290 196C300 250 322 330 330 404Q240 424 150 404C158 330 180 250 190 196C188 170 174 140 180 98Z"
    collar = svg.path("M214 66H266L274 86Q240 106 206 86Z", shade(order.fill, 0.25))
    flap = svg.line("M214 90C250 120 286 128 292 178", shade(order.fill, 0.4), 3)
    flowers = "".join(
        svg.put(
            svg.disc(0, 0, 5, "#f7e3a8")
            + "".join(
                svg.disc(dx, dy, 6, "#fbfaf3", opacity=0.85) for dx, dy in ((0, -9), (9, -2), (5, 8), (-5, 8), (-9, -2))
            ),
            x,
            y,
        )
        for x, y in ((222, 250), (262, 284), (232, 308), (208, 290), (268, 236))
    )
    whole = trousers + hook + sleeves + svg.lit(body, order.fill, 0.7) + collar + flap + flowers
    return carded(order, svg.put(whole, 29, -8, 0.88), Box(90, 342, 300, 90), 150)


def hat(order: Order) -> str:
    """A conical palm-leaf hat."""
    cone = "M240 58L428 288Q434 300 420 304Q240 348 60 304Q46 300 52 288Z"
    hoops = svg.line(
        "M214 92Q240 98 266 92M186 126Q240 138 294 126M158 160Q240 180 322 160M130 196Q240 222 350 196M102 230Q240 264 378 230M74 264Q240 306 406 264",
        "#c2a461",
        2.4,
    )
    leaves = svg.line(
        "M240 58L90 296M240 58L150 312M240 58L210 320M240 58L270 320M240 58L330 312M240 58L390 296",
        "#d9c084",
        2,
        opacity=0.8,
    )
    ribbon = svg.line("M120 312C110 390 180 420 240 404", order.style.ink, 10, opacity=0.8) + svg.line(
        "M360 312C372 380 320 418 268 408", order.style.ink, 10, opacity=0.8
    )
    whole = ribbon + svg.lit(cone, "#efe0b4", 0.7) + leaves + hoops
    return carded(order, whole, rx=190)


def back_basket(order: Order) -> str:
    """A bamboo carrying basket with straps."""
    body = "M96 92H384C380 220 356 330 330 420Q326 432 312 432H168Q154 432 150 420C124 330 100 220 96 92Z"
    straps = svg.line("M130 120C70 200 96 320 160 380M350 120C410 200 384 320 320 380", "#8a5a2b", 12)
    rim = svg.disc(240, 92, 148, "#a87330", ry=30) + svg.disc(240, 92, 134, "#5f3d18", ry=22)
    bands = svg.line("M100 150Q240 186 380 150M112 250Q240 282 368 250", "#8c2a2a", 9, opacity=0.75)
    return carded(order, straps + svg.lit(body, "url(#weave)", 0.9) + bands + rim, rx=160)


def framed_picture(order: Order) -> str:
    """An embroidered landscape in a wooden frame."""
    frame = (
        svg.rect(44, 52, 392, 266, "#7b4f28", 4)
        + svg.rect(52, 60, 376, 250, "#a87330", 3)
        + svg.rect(70, 78, 340, 214, "#f7f2e2")
    )
    hills = svg.path("M70 214Q130 130 200 196Q250 140 320 196Q360 168 410 206V292H70Z", "#8fb38a") + svg.path(
        "M70 240Q160 210 260 240T410 232V292H70Z", "#d9c27a"
    )
    sun = svg.disc(330, 124, 22, "#e0805a")
    stitches = svg.line("".join(f"M{x} {252 + (x % 3) * 9}l14 -5" for x in range(80, 400, 19)), "#b58f3c", 3)
    boat = svg.path("M180 262q36 14 72 0q-8 18 -22 20h-30q-14 -2 -20 -20Z", "#6b3f1d") + svg.path(
        "M214 260V206L240 250Z", "#9c2330"
    )
    cord = svg.line("M120 54L240 22L360 54", "#8a5a2b", 4) + svg.disc(240, 22, 6, "#6b3f1d")
    return carded(order, frame + cord + svg.el("g", hills + sun + stitches + boat), rx=190)
