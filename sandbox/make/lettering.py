"""Text as outlines: widths, line breaks and paths, from the font files beside this module."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from . import svg

FONTS = Path(__file__).parent / "fonts"
SIGN = "phudu"
PLAIN = "be-vietnam-pro"
LEADING = 1.26


@cache
def faces(family: str) -> tuple[Any, ...]:
    """The Latin and the Vietnamese cut of one family."""
    if family == SIGN:
        files = (FONTS / f"phudu-{part}-wght-normal.woff2" for part in ("latin", "vietnamese"))
        return tuple(instancer.instantiateVariableFont(TTFont(file), {"wght": 700}) for file in files)
    return tuple(TTFont(FONTS / f"be-vietnam-pro-{part}-600-normal.woff2") for part in ("latin", "vietnamese"))


def glyphs(text: str, family: str) -> Iterator[tuple[Any, str, float]]:
    """Font, glyph name and advance in em for every character."""
    for char in text:
        for font in faces(family):
            name = font.getBestCmap().get(ord(char))
            if name:
                yield font, name, font["hmtx"][name][0] / font["head"].unitsPerEm
                break
        else:
            raise ValueError(f"{family} has no glyph for {char!r}")


@lru_cache(maxsize=4096)
def width(text: str, family: str) -> float:
    """Width in em."""
    return sum(advance for _, _, advance in glyphs(text, family))


def write(text: str, x: float, y: float, size: float, fill: str, family: str = SIGN, middle: bool = True) -> str:
    """One line of text as a path, its baseline at y."""
    if middle:
        x -= width(text, family) * size / 2
    parts: list[str] = []
    for font, name, advance in glyphs(text, family):
        scale = size / font["head"].unitsPerEm
        shapes = font.getGlyphSet()
        pen = SVGPathPen(shapes, ntos=svg.num)
        shapes[name].draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
        parts.append(pen.getCommands())
        x += advance * size
    return svg.path("".join(parts), fill)


def _words(text: str) -> list[str]:
    """Words, with a lone dash kept at the end of the word before it."""
    out: list[str] = []
    for word in text.split():
        if word in {"–", "-"} and out:
            out[-1] += " –"
        else:
            out.append(word)
    return out


def _splits(words: list[str], most: int) -> Iterator[tuple[str, ...]]:
    for count in range(1, min(most, len(words)) + 1):
        for cut in combinations(range(1, len(words)), count - 1):
            edges = (0, *cut, len(words))
            yield tuple(" ".join(words[a:b]).removesuffix(" –") for a, b in pairwise(edges))


@lru_cache(maxsize=4096)
def fit(text: str, box_width: float, box_height: float, largest: float, most: int = 5) -> tuple[float, tuple[str, ...]]:
    """The largest size, and the lines, at which the text fills the box without leaving it."""
    best: tuple[float, float, tuple[str, ...]] | None = None
    for lines in _splits(_words(text), most):
        widths = [width(one, SIGN) for one in lines]
        size = min(largest, box_width / max(widths), box_height / (LEADING * len(lines)))
        score = size - 0.4 * len(lines) + min(widths) / max(widths)
        if best is None or score > best[0]:
            best = (score, size, lines)
    if best is None:
        raise ValueError("no words")
    return best[1], best[2]


def block(lines: tuple[str, ...], cx: float, top: float, height: float, size: float, fill: str) -> str:
    """Lines centred in a box that starts at top."""
    step = size * LEADING
    first = top + (height - step * len(lines)) / 2 + size * 0.97
    return "".join(write(one, cx, first + step * index, size, fill) for index, one in enumerate(lines))
