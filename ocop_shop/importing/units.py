"""The name of one unit of the state as a list writes it: "HUYỆN CẦU KÈ", "TP. Trà Vinh", "xã Hòa Tân"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ocop_shop.core import text

from .sheets import clean

Level = Literal["national", "province", "district", "commune"]

_UNITS: Final[tuple[tuple[str, str, Level], ...]] = (
    ("tỉnh", r"tỉnh", "province"),
    ("thành phố", r"thành\s+phố|tp(?=[\s.])\s*\.?", "district"),
    ("thị xã", r"thị\s+xã|tx(?=[\s.])\s*\.?", "district"),
    ("thị trấn", r"thị\s+trấn|tt\s*\.", "commune"),
    ("đặc khu", r"đặc\s+khu", "commune"),
    ("huyện", r"huyện|h\s*\.", "district"),
    ("quận", r"quận|q\s*\.", "district"),
    ("phường", r"phường|p\s*\.", "commune"),
    ("xã", r"xã", "commune"),
)
_ANY: Final = "|".join(f"(?P<u{index}>{pattern})" for index, (_name, pattern, _level) in enumerate(_UNITS))
_UNIT: Final = re.compile(rf"^(?:{_ANY})(?=[\s.]|$|(?<=\.))\s*(?P<place>.*)$", re.IGNORECASE)
# Cities that stand beside provinces, and since when (Huế 2025: NQ 175/2024/QH15; Đồng Nai 2026: NQ 30/2026/QH16).
_CITIES: Final = {
    "ha noi": date.min, "ho chi minh": date.min, "hai phong": date.min, "da nang": date.min, "can tho": date.min,
    "hue": date(2025, 1, 1), "dong nai": date(2026, 4, 30),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's kind ("huyện"), its own name ("Cầu Kè", may be empty) and its level."""

    kind: str
    place: str
    level: Level

    @property
    def name(self) -> str:
        """The full name with a capital: "Huyện Cầu Kè"."""
        return f"{self.kind[:1].upper()}{self.kind[1:]} {self.place}".strip()


def read_unit(words: str, on: date | None = None) -> Unit | None:
    """The unit that `words` name, its level as on `on` (as long as known, when None); None when they name none."""
    match = _UNIT.match(clean(words).strip(" ,;:-–"))
    if not match:
        return None
    kind, level = next((name, level) for index, (name, _p, level) in enumerate(_UNITS) if match[f"u{index}"])
    place = tidy(match["place"])
    since = _CITIES.get(text.key(place)) if kind == "thành phố" else None
    is_city = since is not None and (since == date.min or (on is not None and since <= on))
    return Unit(kind, place, "province" if is_city else level)


def tidy(name: str) -> str:
    """The name of a place without stray signs; capitals only at the beginning of words if it was all in capitals."""
    return capitalised(clean(name).strip(" .,;:()-–"))


def capitalised(name: str) -> str:
    """`name` with a capital at the beginning of each word, if it was written in capitals throughout."""
    return name.title() if name.isupper() else name
