"""Goods sold loose or in their own leaf: baskets, rolls, discs, bowls."""

from __future__ import annotations

from . import svg
from .labels import Box, card, label
from .order import Order
from .palette import shade
from .stock import good

WEAVE = svg.el(
    "pattern",
    svg.rect(0, 0, 28, 20, "#c58f46")
    + svg.path("M0 1h14v8H0ZM14 11h14v8H14Z", "#e0b272")
    + svg.path("M0 11h14v8H0ZM14 1h14v8H14Z", "#ab7733"),
    id="weave",
    width=28,
    height=20,
    patternUnits="userSpaceOnUse",
)
COIR = svg.el(
    "pattern",
    svg.rect(0, 0, 12, 12, "#9a6a35") + svg.line("M0 3h6M6 9h6", "#b88851", 4) + svg.line("M3 6v6M9 0v6", "#7d5326", 3),
    id="coir",
    width=12,
    height=12,
    patternUnits="userSpaceOnUse",
)


def heap(item: str, scale: float) -> str:
    """A mound of one good above the rim of a basket."""
    spots = (
        (240, 150),
        (164, 178),
        (316, 178),
        (112, 216),
        (368, 216),
        (204, 206),
        (278, 206),
        (152, 238),
        (328, 238),
        (240, 236),
    )
    return "".join(svg.put(item, x, y, scale, turn=(x - 240) * 0.06) for x, y in spots)


def basket(order: Order) -> str:
    """A woven basket, heaped."""
    body = "M66 214H414L382 406Q378 432 354 432H126Q102 432 98 406Z"
    rim = svg.rect(54, 200, 372, 30, "#a87330", 13) + svg.line("M66 215H414", "#e3b878", 6, stroke_dasharray="14 12")
    ties = svg.line("M160 230v22M320 230v22", "#f4ecd8", 3)
    return (
        svg.shadow(240, 190)
        + heap(good(order.goods), 0.92)
        + svg.lit(body, "url(#weave)", 0.85)
        + rim
        + ties
        + label(Box(128, 244, 224, 172), order.words, order.style, 40)
    )


def big_basket(order: Order) -> str:
    """The same for a few large fruits."""
    item = good(order.goods)
    spots = ((240, 196, 1.5), (138, 226, 1.3), (342, 226, 1.3), (240, 240, 1.36))
    body = "M66 224H414L382 406Q378 432 354 432H126Q102 432 98 406Z"
    rim = svg.rect(54, 210, 372, 30, "#a87330", 13) + svg.line("M66 225H414", "#e3b878", 6, stroke_dasharray="14 12")
    return (
        svg.shadow(240, 190)
        + "".join(svg.put(item, x, y, s) for x, y, s in spots)
        + svg.lit(body, "url(#weave)", 0.85)
        + rim
        + label(Box(128, 252, 224, 166), order.words, order.style, 40)
    )


def _cake(y: float, leaf: str, x: float = 56) -> str:
    """One leaf-wrapped cylinder tied with strings."""
    n = svg.num
    body = svg.rect(x, y, 340, 92, leaf, 42)
    veins = svg.line(
        f"M{n(x + 24)} {n(y + 22)}H{n(x + 318)}M{n(x + 24)} {n(y + 46)}H{n(x + 318)}M{n(x + 24)} {n(y + 68)}H{n(x + 318)}",
        "#000",
        3,
        opacity=0.12,
    )
    shine = svg.line(f"M{n(x + 34)} {n(y + 13)}H{n(x + 306)}", "#fff", 7, opacity=0.28)
    shade_low = svg.path(
        f"M{n(x + 6)} {n(y + 60)}H{n(x + 334)}Q{n(x + 326)} {n(y + 92)} {n(x + 296)} {n(y + 92)}H{n(x + 44)}Q{n(x + 12)} {n(y + 92)} {n(x + 6)} {n(y + 60)}Z",
        "#000",
        opacity=0.12,
    )
    ties = svg.line("".join(f"M{n(x + at)} {n(y + 1)}q9 45 0 90" for at in range(36, 330, 36)), "#d8c48a", 4)
    return body + veins + shade_low + shine + ties


def _cut(x: float, y: float, layers: tuple[str, ...]) -> str:
    """A slice, layer within layer."""
    out = svg.disc(x, y, 50, "#33602d") + svg.disc(x, y, 45, "#7fa04e", opacity=0.6)
    for index, colour in enumerate(layers):
        out += svg.disc(x, y, 44 - index * (40 / len(layers)), colour)
    return out + svg.disc(x, y, 50, "url(#ball)", opacity=0.45)


LAYERS: dict[str, tuple[str, ...]] = {
    "ba-mau": ("#8e5a9c", "#f3efdf", "#7fae54", "#e9c75a"),
    "la-cam": ("#7b4a8c", "#e9c75a", "#c98a74"),
    "bo-ngot": ("#8fb560", "#e9c75a", "#c98a74"),
    "ngu-sac": ("#d9803c", "#8e5a9c", "#f3efdf", "#7fae54", "#e9c75a"),
    "nep": ("#f3efdf", "#e9d08a", "#c98a74"),
    "thap-cam": ("#efe6cc", "#e6a24a", "#b5523f", "#e9c75a"),
}


def cake_roll(order: Order) -> str:
    """Two sticky rice cakes, a cut one in front, a label on the string."""
    leaf = order.fill
    layers = LAYERS[order.accent or "nep"]
    string = svg.line("M214 236C202 190 214 150 232 60M266 236C276 190 268 150 248 60", "#d8c48a", 4)
    return (
        svg.shadow(236, 200)
        + string
        + _cake(236, shade(leaf, -0.08), 66)
        + _cake(336, leaf)
        + _cut(392, 384, layers)
        + svg.put(label(Box(-112, -104, 224, 208), order.words, order.style, 42), 236, 158, turn=-2)
    )


def ham_roll(order: Order) -> str:
    """A steamed pork roll in banana leaf, two slices beside it."""
    body = "M138 66Q138 44 172 44H286Q320 44 320 66V410Q320 432 286 432H172Q138 432 138 410Z"
    veins = svg.line("M166 50V428M196 46V430M258 46V430M292 48V428", "#000", 3, opacity=0.12)
    top = svg.disc(229, 54, 88, shade(order.fill, 0.22), ry=14) + svg.line(
        "M180 50L270 60M229 42V66M272 48L190 60", "#d8c48a", 4
    )
    ties = svg.line("M138 92Q229 112 320 92M138 116Q229 136 320 116M138 412Q229 428 320 412", "#e3d29a", 5)
    cuts = svg.put(good("ham"), 366, 424, 1.28)
    return (
        svg.shadow(252, 170)
        + svg.lit(body, order.fill)
        + veins
        + top
        + ties
        + label(Box(134, 144, 190, 248), order.words, order.style, 40)
        + cuts
    )


SESAME = "96 170; 112 300; 134 128; 356 120; 376 210; 380 300; 346 350; 140 354; 80 236; 398 256"
MESH = "".join(f"M{x} 92V384" for x in range(90, 400, 20)) + "".join(f"M94 {y}H386" for y in range(98, 390, 20))


def rice_paper(order: Order) -> str:
    """A stack of rice paper in a cloth sash; sesame or fish on it in the accent colour."""
    edges = ((5, 14, "#d3c59f"), (3, 8, "#e6dbbd"), (2, 4, "#d9cca8"))
    under = "".join(svg.disc(240 + dx, 240 + dy, 186, colour) for dx, dy, colour in edges)
    lines = ((184, "#d8cba6", 4), (164, "#e3d8b9", 3), (140, "#e3d8b9", 2))
    rings = "".join(svg.disc(240, 238, r, "none", stroke=colour, stroke_width=w) for r, colour, w in lines)
    seeds = "".join(svg.disc(x, y, 3.4, order.accent, ry=2.2) for x, y in svg.points(SESAME)) if order.accent else ""
    sheet = svg.disc(240, 238, 186, order.fill) + svg.line(MESH, "#d8cba6", 1, opacity=0.3) + rings + seeds
    sash = svg.rect(202, 52, 76, 374, "url(#wide)", opacity=0.9)
    return svg.shadow(240, 176) + under + sheet + sash + label(Box(132, 128, 216, 226), order.words, order.style, 42)


def mat(order: Order) -> str:
    """A rolled mat of coconut fibre."""
    body = "M54 164H426V408Q426 432 404 432H76Q54 432 54 408Z"
    end = svg.disc(420, 134, 16, "#6b4520", ry=46) + svg.line("M420 108q11 26 0 52q-9 -22 0 -36", "#b88851", 4)
    return (
        svg.shadow(240, 206)
        + svg.path(body, "url(#coir)")
        + svg.path(body, "url(#light)", opacity=0.35)
        + svg.rect(54, 396, 372, 12, "url(#cloth)")
        + svg.rect(44, 80, 392, 108, "url(#coir)", 52)
        + svg.rect(44, 80, 392, 108, "url(#deep)", 52, opacity=0.6)
        + svg.line("M80 98H390", "#fff", 6, opacity=0.16)
        + end
        + label(Box(130, 116, 220, 256), order.words, order.style, 48)
    )


def bowl(order: Order) -> str:
    """A ready meal in a paper cup, steam above."""
    body = "M104 150H376L346 412Q344 432 324 432H156Q136 432 134 412Z"
    lid = svg.rect(92, 126, 296, 30, shade(order.fill, -0.4), 12) + svg.line("M104 141H376", "#000", 2, opacity=0.15)
    steam = svg.line(
        "M188 104q-16 -20 0 -38t0 -34M240 104q-16 -20 0 -38t0 -34M292 104q-16 -20 0 -38t0 -34",
        "#9fb3a8",
        7,
        opacity=0.55,
    )
    return (
        svg.shadow(240, 150)
        + steam
        + svg.lit(body, order.fill, 0.85)
        + lid
        + label(Box(140, 178, 200, 224), order.words, order.style, 40)
    )


def lunch_box(order: Order) -> str:
    """A low box with the rice in view behind a paper band."""
    mound = "M76 254C96 150 384 150 404 254Z"
    grains = svg.line(
        "M126 216l10 -6M160 194l10 4M198 186l10 -5M238 182l10 4M280 188l10 -4M318 202l10 5M350 224l9 -4M150 230l10 4M330 234l10 -4M108 240l9 -4M370 242l8 4",
        shade(order.fill, -0.35),
        5,
    )
    box = "M44 250H436L414 416Q412 432 394 432H86Q68 432 66 416Z"
    return (
        svg.shadow(240, 200)
        + svg.lit(mound, order.fill, 0.5)
        + grains
        + svg.lit(box, "#d9b886", 0.6)
        + svg.path("M44 250H436L434 264H46Z", "#fff", opacity=0.35)
        + label(Box(124, 226, 232, 194), order.words, order.style, 42)
    )


def bunch(order: Order) -> str:
    """A tied bunch lying on a leaf, with a shelf card."""
    item = good(order.goods)
    spots = ((150, 300, 1.7, -14), (330, 300, 1.7, 14), (240, 316, 2.0, 0))
    leaf = svg.path("M40 330C90 268 390 268 440 330C390 384 90 384 40 330Z", "#5b8f4e") + svg.line(
        "M52 330H428", "#427238", 3
    )
    return (
        svg.shadow(240, 190)
        + leaf
        + "".join(svg.put(item, x, y, s, t) for x, y, s, t in spots)
        + card(Box(104, 312, 272, 116), order.words, order.style)
    )


def antlers(order: Order) -> str:
    """Velvet antlers on a lined tray, with a shelf card."""
    item = good(order.goods)
    return (
        svg.shadow(240, 190)
        + svg.put(item, 160, 292, 2.35, -10, flip=True)
        + svg.put(item, 322, 292, 2.35, 10)
        + svg.lit("M56 262H424L412 420Q411 432 399 432H81Q69 432 68 420Z", "#c59a5a", 0.6)
        + svg.rect(56, 252, 368, 16, shade(order.fill, -0.2))
        + svg.rect(40, 262, 400, 20, "#a87330", 8)
        + label(Box(92, 292, 296, 134), order.words, order.style, 38)
    )


def nest(order: Order) -> str:
    """One large creature sitting in a basket."""
    body = "M66 244H414L384 408Q380 432 356 432H124Q100 432 96 408Z"
    rim = svg.rect(54, 230, 372, 30, "#a87330", 13) + svg.line("M66 245H414", "#e3b878", 6, stroke_dasharray="14 12")
    straw = svg.line(
        "M80 236l-18 -18M120 234l-10 -26M180 232l-8 -22M300 232l10 -24M352 234l14 -24M398 236l20 -16M240 230l4 -18",
        "#d8b36a",
        6,
    )
    return (
        svg.shadow(240, 190)
        + svg.put(good(order.goods), 232, 262, 2.3)
        + straw
        + svg.lit(body, "url(#weave)", 0.85)
        + rim
        + label(Box(124, 272, 232, 146), order.words, order.style, 40)
    )
