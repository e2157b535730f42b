"""Handicrafts, each with a shelf card."""

from __future__ import annotations

from . import motifs, svg
from .labels import Box, card, label
from .order import Order
from .palette import shade

CARD = Box(84, 336, 312, 96)


def carded(order: Order, body: str, spot: Box = CARD, rx: float = 150) -> str:
    return svg.shadow(240, rx) + body + card(spot, order.words, order.style, 36)


def shelf(order: Order, body: str, base: float) -> str:
    """Goods moved down onto a plank, the card in front of it."""
    plank = svg.rect(34, 324, 412, 20, "#a87330", 5) + svg.rect(34, 324, 412, 7, "#e3b878", 4)
    return (
        svg.shadow(240, 160)
        + plank
        + svg.put(body, 0, 325 - base)
        + card(Box(84, 334, 312, 98), order.words, order.style, 36)
    )


def vase(order: Order) -> str:
    """A tall glazed vase."""
    body = "M196 40H284C280 66 272 82 276 98C290 122 356 148 356 232C356 318 300 364 292 432H188C180 364 124 318 124 232C124 148 190 122 204 98C208 82 200 66 196 40Z"
    glaze = "M204 98C208 82 200 66 196 40H284C280 66 272 82 276 98C290 122 352 146 356 222C336 250 318 206 296 236C276 264 262 214 240 246C222 270 206 218 184 244C164 264 146 232 124 226C128 146 190 122 204 98Z"
    drawn = svg.el("clipPath", svg.el("path", d=body), id="vase")
    band = svg.el("g", svg.rect(100, 286, 280, 12, "url(#cloth)"), clip_path="url(#vase)")
    lip = svg.disc(240, 40, 44, shade(order.fill, 0.45), ry=9) + svg.disc(240, 41, 36, "#1c2a24", ry=5.5, opacity=0.6)
    dragon = svg.line(
        "M158 262C180 246 196 284 220 268C244 252 252 290 278 270C296 258 310 276 326 262",
        shade(order.fill, 0.5),
        5,
        opacity=0.45,
    )
    crackle = svg.line(
        "M150 210l16 14 -6 20M318 170l-14 22 12 20M206 140l12 26 -14 18M262 132l-8 24 18 16M330 240l-16 16M142 258l18 14",
        "#fff",
        1.6,
        opacity=0.35,
    )
    whole = (
        drawn
        + svg.path(body, shade(order.fill, -0.32))
        + svg.path(glaze, order.fill)
        + dragon
        + crackle
        + band
        + svg.path(body, "url(#light)")
        + lip
    )
    return carded(order, svg.put(whole, 24, 8, 0.9), rx=130)


def guitar(order: Order) -> str:
    """A guitar with a scalloped fretboard, leaning."""
    body = "M0 -150C46 -150 62 -116 48 -84C42 -66 66 -56 76 -22C88 30 48 62 0 62C-48 62 -88 30 -76 -22C-66 -56 -42 -66 -48 -84C-62 -116 -46 -150 0 -150Z"
    neck = svg.rect(-12, -330, 24, 240, "#4a2a16", 2)
    frets = svg.line("".join(f"M-12 {y}q12 6 24 0" for y in range(-318, -100, 17)), "#d9c79a", 2.4)
    head = svg.path("M-15 -326L-20 -390Q0 -402 20 -390L15 -326Z", "#6b3f1d")
    pegs = "".join(svg.disc(x, y, 5, "#e3dcc6") for y in (-378, -360, -342) for x in (-25, 25))
    hole = svg.disc(0, -60, 27, "#d9c79a") + svg.disc(0, -60, 24, "#23150c")
    strings = svg.line("M-8 -384V14M-3 -384V14M3 -384V14M8 -384V14", "#f0e8d2", 1.2)
    bridge = svg.rect(-32, 8, 64, 12, "#4a2a16", 3)
    side = svg.put(svg.path(body, shade(order.fill, 0.45)), 9, 4)
    whole = (
        side
        + svg.path(body, order.fill)
        + svg.path(body, "url(#ball)")
        + svg.path(body, "none", stroke="#f0dcae", stroke_width=3)
        + hole
        + neck
        + frets
        + head
        + pegs
        + strings
        + bridge
    )
    return carded(order, svg.put(whole, 158, 284, 0.88, turn=42), Box(150, 344, 290, 88), 190)


def incense(order: Order) -> str:
    """A bundle of incense sticks beside its box."""
    sticks = ""
    for index in range(15):
        lean = (index - 7) * 2.6
        x = 344 + index - 7
        sticks += svg.put(
            svg.line("M0 0V-120", "#b5322c", 4) + svg.line("M0 -120V-330", "#8a5a30" if index % 2 else "#7a4c26", 7),
            x,
            424,
            turn=lean,
        )
    ring = svg.rect(322, 316, 46, 24, "url(#cloth)", 3)
    smoke = svg.line("M330 84q-18 -18 0 -34t2 -32M362 76q16 -16 0 -30t-2 -26", "#9fb3a8", 6, opacity=0.45)
    front = svg.path("M60 96H276V432H60Z", order.fill) + svg.path("M60 96H276V432H60Z", "url(#deep)", opacity=0.4)
    side = svg.path("M60 96L92 74H304L276 96Z", shade(order.fill, -0.35)) + svg.path(
        "M276 96L304 74V412L276 432Z", shade(order.fill, 0.3)
    )
    return (
        svg.shadow(240, 196)
        + smoke
        + sticks
        + ring
        + front
        + side
        + label(Box(72, 122, 192, 284), order.words, order.style, 42)
    )


def soap_bars(order: Order) -> str:
    """A stack of soap with a paper band."""

    def bar(y: float, tint: float, w: float) -> str:
        left = 240 - w / 2
        return (
            svg.rect(left, y, w, 92, shade(order.fill, 0.15), 22)
            + svg.rect(left, y - 8, w, 84, shade(order.fill, tint), 22)
            + svg.rect(left + 14, y + 2, w - 28, 10, "#fff", 5, opacity=0.4)
        )

    return (
        svg.shadow(240, 180)
        + bar(338, 0, 344)
        + bar(246, -0.14, 328)
        + bar(156, -0.28, 312)
        + label(Box(126, 140, 228, 284), order.words, order.style, 46)
    )


def teapot(order: Order) -> str:
    """A glazed teapot and two cups on a tray."""
    body = (
        "M118 214C118 150 182 138 222 138C262 138 326 150 326 214C326 272 282 298 262 302H182C162 298 118 272 118 214Z"
    )
    spout = svg.lit("M300 214C346 214 346 172 380 152L396 166C376 186 374 268 300 268Z", shade(order.fill, 0.04), 0.5)
    handle = svg.line("M134 186C60 170 60 270 140 262", order.fill, 16)
    lid = (
        svg.lit("M172 142C180 118 264 118 272 142Z", order.fill, 0.7)
        + svg.disc(222, 116, 12, order.fill)
        + svg.disc(222, 116, 12, "url(#ball)")
    )
    painted = motifs.draw("lotus", 222, 234, 84, shade(order.style.ink, -0.1)) + svg.line(
        "M128 180Q222 204 316 180M138 172Q222 194 306 172", order.style.ink, 3, opacity=0.7
    )

    def small(x: float) -> str:
        cup = f"M{x - 34} 262H{x + 34}C{x + 34} 290 {x + 16} 306 {x + 8} 308H{x - 8}C{x - 16} 306 {x - 34} 290 {x - 34} 262Z"
        return (
            svg.lit(cup, order.fill, 0.7)
            + svg.disc(x, 262, 34, shade(order.fill, 0.12), ry=8)
            + svg.disc(x, 263, 28, "#b5762a", ry=5)
            + svg.line(f"M{x - 32} 274q32 12 64 0", order.style.ink, 2.4, opacity=0.8)
        )

    return shelf(order, handle + spout + svg.lit(body, order.fill, 0.9) + lid + painted + small(410) + small(336), 307)


def lacquer(order: Order) -> str:
    """A lacquer box with eggshell inlay."""
    top = "M60 150L120 84H360L420 150Z"
    front = "M60 150H420V312H60Z"
    drawn = "M128 252C160 206 196 206 214 236M214 236C236 196 270 190 300 212M160 276H330"
    hills = svg.line(drawn, "#f4ecd8", 6) + svg.disc(338, 200, 22, "#f2b632")
    spots = svg.points("92 282; 106 288; 118 280; 132 290; 344 282; 358 290; 372 282; 386 288; 100 270; 378 270")
    shells = "".join(svg.rect(x, y, 9, 7, "#f4ecd8", 1, opacity=0.85) for x, y in spots)
    gold = "#d9a93c"
    edge = svg.path(front, "none", stroke=gold, stroke_width=4) + svg.path(top, "none", stroke=gold, stroke_width=3)
    lid = svg.path("M60 150H420V172H60Z", "#000", opacity=0.22)
    gloss = svg.path("M150 100H210L170 140H96Z", "#fff", opacity=0.22)
    sides = svg.path(front, order.fill) + svg.path(front, "url(#deep)", opacity=0.6)
    return shelf(order, svg.path(top, shade(order.fill, -0.14)) + sides + lid + hills + shells + edge + gloss, 312)


def lacquer_tray(order: Order) -> str:
    """A round lacquer tray with a lotus of eggshell."""
    rim = (
        svg.disc(240, 196, 174, shade(order.fill, 0.4))
        + svg.disc(240, 190, 170, order.fill)
        + svg.disc(240, 190, 148, "none", stroke="#d9a93c", stroke_width=4)
    )
    flower = motifs.draw("lotus", 240, 190, 190, "#f4ecd8")
    cracks = svg.line(
        "M170 150l30 20M220 120l10 34M280 130l-16 26M310 190l-32 6M290 250l-26 -20M200 250l18 -26M160 210l34 -4",
        order.fill,
        3,
        opacity=0.5,
    )
    return carded(order, rim + flower + cracks + svg.disc(240, 190, 170, "url(#ball)", opacity=0.5), rx=180)


def bark_set(order: Order) -> str:
    """A lidded caddy and cup turned from cinnamon bark."""
    body = "M96 138H276V322H96Z"
    rings = svg.line("M96 170H276M96 290H276", "#4a260f", 5, opacity=0.5)
    grain = svg.line("M122 150V316M150 146V318M186 148V318M220 146V318M252 150V316", "#5a2d12", 2, opacity=0.4)
    lid = svg.lit("M86 100Q86 88 98 88H274Q286 88 286 100V142H86Z", shade(order.fill, 0.15), 0.9) + svg.disc(
        186, 78, 20, shade(order.fill, -0.1), ry=14
    )
    cup = (
        svg.lit("M308 206H408L398 322H318Z", shade(order.fill, -0.1), 0.9)
        + svg.disc(358, 206, 50, "#5a2d12", ry=11)
        + svg.line("M318 236H402", "#4a260f", 4, opacity=0.5)
    )
    return shelf(order, svg.lit(body, order.fill, 0.95) + rings + grain + lid + cup, 322)
