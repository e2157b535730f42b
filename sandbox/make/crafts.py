"""Handicrafts, each with a shelf card."""

from __future__ import annotations

from . import motifs, svg
from .labels import Box, card, label
from .order import Order
from .palette import NAU, shade

CARD = Box(100, 346, 280, 86)


def _carded(order: Order, body: str, spot: Box = CARD, rx: float = 150) -> str:
    return svg.shadow(240, rx) + body + card(spot, order.words, order.style, 36)


def vase(order: Order) -> str:
    """A tall glazed vase."""
    body = "M196 40H284C280 66 272 82 276 98C290 122 356 148 356 232C356 318 300 364 292 432H188C180 364 124 318 124 232C124 148 190 122 204 98C208 82 200 66 196 40Z"
    glaze = "M204 98C208 82 200 66 196 40H284C280 66 272 82 276 98C290 122 352 146 356 222C336 250 318 206 296 236C276 264 262 214 240 246C222 270 206 218 184 244C164 264 146 232 124 226C128 146 190 122 204 98Z"
    drawn = svg.el("clipPath", svg.el("path", d=body), id="vase")
    band = svg.el("g", svg.rect(100, 286, 280, 12, "url(#cloth)"), clip_path="url(#vase)")
    lip = svg.disc(240, 40, 44, shade(order.fill, 0.45), ry=9) + svg.disc(240, 41, 36, "#1c2a24", ry=5.5, opacity=0.6)
    dragon = svg.line("M158 262C180 246 196 284 220 268C244 252 252 290 278 270C296 258 310 276 326 262", shade(order.fill, 0.5), 5, opacity=0.45)
    crackle = svg.line("M150 210l16 14 -6 20M318 170l-14 22 12 20M206 140l12 26 -14 18M262 132l-8 24 18 16M330 240l-16 16M142 258l18 14", "#fff", 1.6, opacity=0.35)
    whole = drawn + svg.path(body, shade(order.fill, -0.32)) + svg.path(glaze, order.fill) + dragon + crackle + band + svg.path(body, "url(#light)") + lip
    return _carded(order, svg.put(whole, 24, 8, 0.9), rx=130)


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
    whole = side + svg.path(body, order.fill) + svg.path(body, "url(#ball)") + svg.path(body, "none", stroke="#f0dcae", stroke_width=3) + hole + neck + frets + head + pegs + strings + bridge
    return _carded(order, svg.put(whole, 176, 300, 0.93, turn=38), Box(196, 348, 250, 84), 190)


def woven_bag(order: Order) -> str:
    """A brocade handbag."""
    body = "M84 176H396L414 404Q414 432 386 432H94Q66 432 66 404Z"
    handles = svg.line("M150 184C150 48 330 48 330 184", shade(order.fill, 0.35), 15) + svg.line("M150 184C150 48 330 48 330 184", "#fff", 3, opacity=0.25, stroke_dasharray="8 8")
    stripes = ""
    for y, h, colour in ((186, 8, "#f2b632"), (200, 20, "#9c2330"), (226, 6, "#fbfaf3"), (276, 6, "#fbfaf3"), (290, 10, "#f2b632")):
        stripes += svg.rect(60, y, 360, h, colour)
    points = "".join(svg.path(f"M{x} 238l14 16 -14 16 -14 -16Z", "#f2b632" if (x // 36) % 2 else "#e0705a") for x in range(84, 420, 36))
    clip = svg.el("clipPath", svg.el("path", d=body), id="sack")
    whole = clip + handles + svg.path(body, order.fill) + svg.el("g", stripes + points, clip_path="url(#sack)") + svg.path(body, "url(#light)", opacity=0.6)
    return _carded(order, whole, rx=180)


def incense(order: Order) -> str:
    """A bundle of incense sticks beside its box."""
    sticks = ""
    for index in range(15):
        lean = (index - 7) * 2.6
        x = 344 + index - 7
        sticks += svg.put(svg.line("M0 0V-120", "#b5322c", 4) + svg.line("M0 -120V-330", "#8a5a30" if index % 2 else "#7a4c26", 7), x, 424, turn=lean)
    ring = svg.rect(322, 316, 46, 24, "url(#cloth)", 3)
    smoke = svg.line("M330 84q-18 -18 0 -34t2 -32M362 76q16 -16 0 -30t-2 -26", "#9fb3a8", 6, opacity=0.45)
    front = svg.path("M60 96H276V432H60Z", order.fill) + svg.path("M60 96H276V432H60Z", "url(#deep)", opacity=0.4)
    side = svg.path("M60 96L92 74H304L276 96Z", shade(order.fill, -0.35)) + svg.path("M276 96L304 74V412L276 432Z", shade(order.fill, 0.3))
    return svg.shadow(240, 196) + smoke + sticks + ring + front + side + label(Box(72, 122, 192, 284), order.words, order.style, 42)


def soap_bars(order: Order) -> str:
    """A stack of soap with a paper band."""
    def bar(y: float, tint: float, w: float) -> str:
        left = 240 - w / 2
        return svg.rect(left, y, w, 92, shade(order.fill, 0.15), 22) + svg.rect(left, y - 8, w, 84, shade(order.fill, tint), 22) + svg.rect(left + 14, y + 2, w - 28, 10, "#fff", 5, opacity=0.4)

    return svg.shadow(240, 180) + bar(338, 0, 344) + bar(246, -0.14, 328) + bar(156, -0.28, 312) + label(Box(126, 140, 228, 284), order.words, order.style, 46)


def _cloth_pattern(order: Order) -> str:
    """What is woven, dyed or sewn into a hanging cloth."""
    spots = [(x, y) for y in (130, 190, 250) for x in (120, 180, 240, 300, 360)]
    if order.accent == "batik":
        return "".join(svg.path(f"M{x} {y - 20}l18 20 -18 20 -18 -20Z", "none", stroke="#dfe8f2", stroke_width=3) + svg.path(f"M{x} {y - 8}l7 8 -7 8 -7 -8Z", "#dfe8f2") for x, y in spots)
    ink = order.style.ink if order.accent == "stitched" else shade(order.fill, -0.55)
    out = ""
    for index, (x, y) in enumerate(spots):
        if index % 2 == 0:
            petals = "".join(svg.disc(x + dx, y + dy, 7, ink, opacity=0.85) for dx, dy in ((0, -10), (10, -3), (6, 9), (-6, 9), (-10, -3)))
            out += petals + svg.disc(x, y, 4.5, "#f2c94c") + svg.line(f"M{x} {y + 14}q4 14 -8 22", ink, 3, opacity=0.7)
    return out


def hanging_cloth(order: Order) -> str:
    """A scarf or tablecloth over a rod."""
    back = svg.path("M104 70H376V356Q240 372 104 356Z", shade(order.fill, 0.28))
    front = "M84 66Q240 52 396 66V318Q340 332 300 320Q240 336 186 320Q134 332 84 318Z"
    folds = svg.line("M134 74V322M190 70V318M248 68V326M306 70V318M352 74V324", "#000", 5, opacity=0.07) + svg.line("M120 76V316M176 72V316M234 70V322M292 70V318M340 74V322", "#fff", 5, opacity=0.14)
    hem = svg.el("clipPath", svg.el("path", d=front), id="cloth-edge") + svg.el("g", svg.rect(80, 288, 330, 18, "url(#wide)"), clip_path="url(#cloth-edge)")
    fringe = svg.line("".join(f"M{x} {319 + (3 if (x // 50) % 2 else 0)}v17" for x in range(90, 396, 10)), shade(order.fill, 0.14), 4)
    rod = svg.rect(44, 50, 392, 18, "#8a5a2b", 9) + svg.disc(44, 59, 13, "#6b3f1d") + svg.disc(436, 59, 13, "#6b3f1d")
    whole = rod + back + fringe + svg.path(front, order.fill) + _cloth_pattern(order) + hem + folds
    return _carded(order, whole, rx=150)


def dress(order: Order) -> str:
    """An áo dài on a hanger."""
    hook = svg.line("M240 60q0 -22 14 -22q14 0 12 14M240 60L150 96M240 60L330 96", NAU, 6)
    sleeves = svg.path("M190 92C150 100 120 190 98 290L132 302C150 240 170 200 190 180Z", shade(order.fill, 0.1)) + svg.path("M290 92C330 100 360 190 382 290L348 302C330 240 310 200 290 180Z", shade(order.fill, 0.16))
    trousers = svg.path("M176 300H304L320 424H160Z", "#f4efe2") + svg.line("M240 320V424", "#d9d0ba", 3)
    body = "M206 84Q240 108 274 84L300 98C306 140 292 170 290 196C300 250 322 330 330 404Q240 424 150 404C158 330 180 250 190 196C188 170 174 140 180 98Z"
    collar = svg.path("M214 66H266L274 86Q240 106 206 86Z", shade(order.fill, 0.25))
    flap = svg.line("M214 90C250 120 286 128 292 178", shade(order.fill, 0.4), 3)
    flowers = "".join(svg.put(svg.disc(0, 0, 5, "#f7e3a8") + "".join(svg.disc(dx, dy, 6, "#fbfaf3", opacity=0.85) for dx, dy in ((0, -9), (9, -2), (5, 8), (-5, 8), (-9, -2))), x, y) for x, y in ((222, 250), (262, 284), (232, 308), (208, 290), (268, 236)))
    whole = trousers + hook + sleeves + svg.lit(body, order.fill, 0.7) + collar + flap + flowers
    return _carded(order, svg.put(whole, 29, -8, 0.88), Box(110, 352, 260, 80), 150)


def hat(order: Order) -> str:
    """A conical palm-leaf hat."""
    cone = "M240 58L428 288Q434 300 420 304Q240 348 60 304Q46 300 52 288Z"
    hoops = svg.line("M214 92Q240 98 266 92M186 126Q240 138 294 126M158 160Q240 180 322 160M130 196Q240 222 350 196M102 230Q240 264 378 230M74 264Q240 306 406 264", "#c2a461", 2.4)
    leaves = svg.line("M240 58L90 296M240 58L150 312M240 58L210 320M240 58L270 320M240 58L330 312M240 58L390 296", "#d9c084", 2, opacity=0.8)
    ribbon = svg.line("M120 312C110 390 180 420 240 404", order.style.ink, 10, opacity=0.8) + svg.line("M360 312C372 380 320 418 268 408", order.style.ink, 10, opacity=0.8)
    whole = ribbon + svg.lit(cone, "#efe0b4", 0.7) + leaves + hoops
    return _carded(order, whole, rx=190)


def back_basket(order: Order) -> str:
    """A bamboo carrying basket with straps."""
    body = "M96 92H384C380 220 356 330 330 420Q326 432 312 432H168Q154 432 150 420C124 330 100 220 96 92Z"
    straps = svg.line("M130 120C70 200 96 320 160 380M350 120C410 200 384 320 320 380", "#8a5a2b", 12)
    rim = svg.disc(240, 92, 148, "#a87330", ry=30) + svg.disc(240, 92, 134, "#5f3d18", ry=22)
    bands = svg.line("M100 150Q240 186 380 150M112 250Q240 282 368 250", "#8c2a2a", 9, opacity=0.75)
    return _carded(order, straps + svg.lit(body, "url(#weave)", 0.9) + bands + rim, rx=160)


def teapot(order: Order) -> str:
    """A glazed teapot and two cups on a tray."""
    body = "M118 214C118 150 182 138 222 138C262 138 326 150 326 214C326 272 282 298 262 302H182C162 298 118 272 118 214Z"
    spout = svg.path("M300 222C344 216 350 176 376 158L398 168C384 190 372 262 300 268Z", shade(order.fill, 0.16))
    handle = svg.line("M134 186C60 170 60 270 140 262", order.fill, 16)
    lid = svg.lit("M172 142C180 118 264 118 272 142Z", order.fill, 0.7) + svg.disc(222, 116, 12, order.fill) + svg.disc(222, 116, 12, "url(#ball)")
    painted = svg.line("M168 232C190 204 206 252 230 224C250 204 262 240 284 216M196 260q26 12 52 0", order.style.ink, 5, opacity=0.8) + svg.line("M128 180Q222 204 316 180", order.style.ink, 3, opacity=0.7)

    def small(x: float) -> str:
        cup = f"M{x - 34} 262H{x + 34}C{x + 34} 290 {x + 16} 306 {x + 8} 308H{x - 8}C{x - 16} 306 {x - 34} 290 {x - 34} 262Z"
        return svg.lit(cup, order.fill, 0.7) + svg.disc(x, 262, 34, shade(order.fill, 0.12), ry=8) + svg.disc(x, 263, 28, "#b5762a", ry=5) + svg.line(f"M{x - 20} 282q20 10 40 0", order.style.ink, 3)

    tray = svg.rect(30, 302, 420, 24, "#8a5a2b", 10) + svg.rect(30, 302, 420, 9, "#fff", 5, opacity=0.2)
    return _carded(order, handle + spout + svg.lit(body, order.fill, 0.9) + lid + painted + small(410) + small(336) + tray, rx=200)


def lacquer(order: Order) -> str:
    """A lacquer box or tray with eggshell inlay."""
    top = "M60 150L120 84H360L420 150Z"
    front = "M60 150H420V312H60Z"
    crane = svg.line("M128 252C160 206 196 206 214 236M214 236C236 196 270 190 300 212M160 276H330", "#f4ecd8", 6) + svg.disc(338, 200, 22, "#f2b632")
    shells = "".join(svg.rect(x, y, 9, 7, "#f4ecd8", 1, opacity=0.85) for x, y in ((92, 282), (106, 288), (118, 280), (132, 290), (344, 282), (358, 290), (372, 282), (386, 288), (100, 270), (378, 270)))
    edge = svg.path(front, "none", stroke="#d9a93c", stroke_width=4) + svg.path(top, "none", stroke="#d9a93c", stroke_width=3)
    lid = svg.path("M60 150H420V172H60Z", "#000", opacity=0.22)
    gloss = svg.path("M150 100H210L170 140H96Z", "#fff", opacity=0.22)
    body = svg.path(top, shade(order.fill, -0.14)) + svg.path(front, order.fill) + svg.path(front, "url(#deep)", opacity=0.6)
    return _carded(order, body + lid + crane + shells + edge + gloss, rx=190)


def lacquer_tray(order: Order) -> str:
    """A round lacquer tray with a lotus of eggshell."""
    rim = svg.disc(240, 196, 174, shade(order.fill, 0.4)) + svg.disc(240, 190, 170, order.fill) + svg.disc(240, 190, 148, "none", stroke="#d9a93c", stroke_width=4)
    flower = motifs.draw("lotus", 240, 190, 190, "#f4ecd8")
    cracks = svg.line("M170 150l30 20M220 120l10 34M280 130l-16 26M310 190l-32 6M290 250l-26 -20M200 250l18 -26M160 210l34 -4", order.fill, 3, opacity=0.5)
    return _carded(order, rim + flower + cracks + svg.disc(240, 190, 170, "url(#ball)", opacity=0.5), rx=180)


def framed_picture(order: Order) -> str:
    """An embroidered landscape in a wooden frame."""
    frame = svg.rect(44, 52, 392, 266, "#7b4f28", 4) + svg.rect(52, 60, 376, 250, "#a87330", 3) + svg.rect(70, 78, 340, 214, "#f7f2e2")
    hills = svg.path("M70 214Q130 130 200 196Q250 140 320 196Q360 168 410 206V292H70Z", "#8fb38a") + svg.path("M70 240Q160 210 260 240T410 232V292H70Z", "#d9c27a")
    sun = svg.disc(330, 124, 22, "#e0805a")
    stitches = svg.line("".join(f"M{x} {252 + (x % 3) * 9}l14 -5" for x in range(80, 400, 19)), "#b58f3c", 3)
    boat = svg.path("M180 262q36 14 72 0q-8 18 -22 20h-30q-14 -2 -20 -20Z", "#6b3f1d") + svg.path("M214 260V206L240 250Z", "#9c2330")
    return _carded(order, frame + svg.el("g", hills + sun + stitches + boat), rx=190)


def bark_set(order: Order) -> str:
    """A lidded caddy and cup turned from cinnamon bark."""
    body = "M96 138H276V322H96Z"
    rings = svg.line("M96 170H276M96 290H276", "#4a260f", 5, opacity=0.5)
    grain = svg.line("M122 150V316M150 146V318M186 148V318M220 146V318M252 150V316", "#5a2d12", 2, opacity=0.4)
    lid = svg.lit("M86 100Q86 88 98 88H274Q286 88 286 100V142H86Z", shade(order.fill, 0.15), 0.9) + svg.disc(186, 78, 20, shade(order.fill, -0.1), ry=14)
    cup = svg.lit("M308 206H408L398 322H318Z", shade(order.fill, -0.1), 0.9) + svg.disc(358, 206, 50, "#5a2d12", ry=11) + svg.line("M318 236H402", "#4a260f", 4, opacity=0.5)
    return _carded(order, svg.lit(body, order.fill, 0.95) + rings + grain + lid + cup, rx=190)
