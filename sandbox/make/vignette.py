"""A place to visit: a landscape in an arch above a name plate."""

from __future__ import annotations

from . import svg
from .labels import Box, card
from .landscapes import inlined
from .order import Order
from .scenery import HEIGHT, WIDTH


def place(order: Order) -> str:
    """The scene named by ``order.goods``, its focus (0 to 1 across) in ``order.accent``."""
    scale = 350 / HEIGHT
    shift = 240 - float(order.accent or 0.5) * WIDTH * scale
    shift = max(min(shift, 40), 440 - WIDTH * scale)
    arch = "M40 210Q40 24 240 24Q440 24 440 210V374H40Z"
    clip = svg.el("clipPath", svg.el("path", d=arch), id="arch")
    view = svg.el("g", svg.put(inlined(order.goods), shift, 24, scale), clip_path="url(#arch)")
    frame = svg.path(arch, "none", stroke="#fbfaf3", stroke_width=10) + svg.path(
        arch, "none", stroke=order.style.ink, stroke_width=3
    )
    sill = svg.rect(26, 368, 428, 20, "#a87330", 5) + svg.rect(26, 368, 428, 7, "#e3b878", 4)
    return svg.shadow(240, 190) + clip + view + frame + sill + card(Box(64, 346, 352, 88), order.words, order.style, 34)
