"""The colours of the shop, and a steady way to vary them."""

from __future__ import annotations

import colorsys
import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

PAPER = "#fbfaf3"
LEAF = "#14533d"
SON = "#9c2330"
NAU = "#6b3f1d"
CHAM = "#21456b"
NGHE = "#8a5a00"
SEN = "#8c2a5e"
REU = "#4a5a1c"
BIEN = "#0f5560"
TIM = "#4b3a78"


def seed(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")


def pick(items: Sequence[T], text: str) -> T:
    """The same item for the same text on every run."""
    return items[seed(text) % len(items)]


def _channels(colour: str) -> tuple[float, float, float]:
    if len(colour) == 4:
        colour = "#" + "".join(digit * 2 for digit in colour[1:])
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


def mix(first: str, second: str, share: float) -> str:
    """first with a share (0 to 1) of second in it."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round((a + (b - a) * share) * 255):02x}" for a, b in pairs)


def shade(colour: str, amount: float) -> str:
    """Darker for a positive amount, lighter for a negative one."""
    return mix(colour, "#10201a", amount) if amount > 0 else mix(colour, "#ffffff", -amount)


def nudge(colour: str, text: str, spread: float = 0.02) -> str:
    """A close neighbour of a colour, so that two like goods are not twins."""
    hue, light, strength = colorsys.rgb_to_hls(*_channels(colour))
    step = (seed(text) % 1000 / 500 - 1) * spread
    lift = (seed(text + "l") % 1000 / 500 - 1) * spread
    red, green, blue = colorsys.hls_to_rgb((hue + step) % 1, min(1, max(0, light + lift)), strength)
    return "#" + "".join(f"{round(value * 255):02x}" for value in (red, green, blue))
