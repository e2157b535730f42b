"""Paper labels: motif, name, place and net content, with the checked cloth at the edge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from . import lettering, motifs, svg
from .palette import PAPER, mix

BAND = 10
FOOT = 30


@dataclass(frozen=True)
class Words:
    name: str
    place: str
    net: str
    brand: str = ""

    @property
    def foot(self) -> str:
        return " · ".join(part for part in (self.place, self.net) if part)


@dataclass(frozen=True)
class Style:
    ink: str
    second: str
    motif: str
    design: str = "cloth"
    paper: str = PAPER
    band: str = "url(#cloth)"


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    w: float
    h: float

    @property
    def cx(self) -> float:
        return self.x + self.w / 2

    @property
    def bottom(self) -> float:
        return self.y + self.h


def foot(box: Box, base: float, words: Words, ink: str) -> str:
    size = min(13.5, (box.w - 18) / lettering.width(words.foot, lettering.PLAIN))
    return lettering.write(words.foot, box.cx, base, size, ink, lettering.PLAIN)


def name_block(box: Box, top: float, bottom: float, words: Words, ink: str, largest: float) -> str:
    """The name, and a smaller line for the brand when there is one."""
    small = min(17.0, (box.w - 22) / lettering.width(words.brand, lettering.SIGN)) if words.brand else 0.0
    height = bottom - top - small * 1.3
    size, lines = lettering.fit(words.name, box.w - 18, height, largest)
    out = lettering.block(lines, box.cx, top, height, size, ink)
    return out + lettering.write(words.brand, box.cx, bottom - small * 0.32, small, ink) if words.brand else out


def motif_size(box: Box, words: Words, share: float = 0.34) -> float:
    """Long names get the room, short ones the motif."""
    factor = 1 if len(words.name) <= 14 else 0.8 if len(words.name) <= 24 else 0.62
    return min(box.h * share, box.w * 0.42, 84) * factor


def cloth(box: Box, words: Words, style: Style, largest: float) -> str:
    """Two bands of cloth, motif above the name."""
    size = motif_size(box, words)
    top = box.y + BAND + 9
    rule = box.bottom - BAND - FOOT + 3
    return (
        svg.rect(box.x, box.y, box.w, box.h, style.paper)
        + svg.rect(box.x, box.y, box.w, BAND, style.band)
        + svg.rect(box.x, box.bottom - BAND, box.w, BAND, style.band)
        + motifs.draw(style.motif, box.cx, top + size / 2, size, style.second)
        + name_block(box, top + size + 2, rule - 4, words, style.ink, largest)
        + svg.line(f"M{svg.num(box.cx - 20)} {svg.num(rule)}h40", style.second, 2)
        + foot(box, box.bottom - BAND - 9, words, style.ink)
    )


def header(box: Box, words: Words, style: Style, largest: float) -> str:
    """A coloured head with the motif knocked out, one band below it."""
    size = motif_size(box, words, 0.3)
    head = size + 20
    top = box.y + head + BAND
    return (
        svg.rect(box.x, box.y, box.w, box.h, style.paper)
        + svg.rect(box.x, box.y, box.w, head, style.ink)
        + svg.rect(box.x, box.y + head, box.w, BAND, style.band)
        + motifs.draw(style.motif, box.cx, box.y + head / 2, size, style.paper)
        + name_block(box, top + 3, box.bottom - FOOT + 3, words, style.ink, largest)
        + foot(box, box.bottom - 11, words, style.second)
    )


def framed(box: Box, words: Words, style: Style, largest: float) -> str:
    """A thin frame, and one band at the foot."""
    size = motif_size(box, words)
    inset = Box(box.x + 7, box.y + 7, box.w - 14, box.h - BAND - 14)
    return (
        svg.rect(box.x, box.y, box.w, box.h, style.paper)
        + svg.rect(box.x, box.bottom - BAND, box.w, BAND, style.band)
        + svg.rect(inset.x, inset.y, inset.w, inset.h, "none", 4, stroke=style.second, stroke_width=1.6)
        + motifs.draw(style.motif, box.cx, inset.y + 8 + size / 2, size, style.second)
        + name_block(inset, inset.y + 10 + size, inset.bottom - 25, words, style.ink, largest)
        + foot(inset, inset.bottom - 9, words, style.ink)
    )


def night(box: Box, words: Words, style: Style, largest: float) -> str:
    """Light letters on the ink itself."""
    gold = mix(style.paper, "#f2b632", 0.55)
    dark = replace(style, ink=style.paper, second=gold, paper=style.ink)
    return cloth(box, words, dark, largest)


def _card(box: Box, words: Words, style: Style, largest: float) -> str:
    """A small shelf card for goods that carry no label; the name only."""
    return (
        svg.rect(box.x + 2, box.y + 4, box.w, box.h, "#0b2219", 3, opacity=0.2)
        + svg.rect(box.x, box.y, box.w, box.h, style.paper, 3)
        + svg.rect(box.x, box.y, box.w, BAND, style.band)
        + name_block(box, box.y + BAND + 4, box.bottom - FOOT + 6, words, style.ink, largest)
        + foot(box, box.bottom - 9, words, style.second)
    )


DESIGNS: dict[str, Callable[[Box, Words, Style, float], str]] = {
    "cloth": cloth,
    "header": header,
    "framed": framed,
    "night": night,
    "card": _card,
}


def label(box: Box, words: Words, style: Style, largest: float = 44) -> str:
    return DESIGNS[style.design](box, words, style, largest)


def card(box: Box, words: Words, style: Style, largest: float = 36) -> str:
    return _card(box, words, style, largest)
