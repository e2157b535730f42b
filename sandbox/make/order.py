"""What one picture shows."""

from __future__ import annotations

from dataclasses import dataclass

from .labels import Style, Words


@dataclass(frozen=True)
class Order:
    slug: str
    words: Words
    style: Style
    fill: str
    goods: str = ""
    props: tuple[str, ...] = ()
    accent: str = ""
