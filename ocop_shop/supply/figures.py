"""What may become of price and stock, row by row. No Django here.

Stock is what can still be bought: pieces that are promised to buyers already are not in it. A row says what its editor
saw and what shall stand there. Figures that the editor left alone are not written, so nobody's work is lost by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields, replace
from typing import Final

from .amounts import MOST_DONG, MOST_PIECES

NOT_A_NUMBER: Final = "not_a_number"
MISSING: Final = "missing"
OUT_OF_RANGE: Final = "out_of_range"
CHANGED: Final = "changed"
TWICE: Final = "twice"
NOT_COUNTED: Final = "not_counted"


@dataclass(frozen=True)
class Figures:
    """Price in whole đồng, pieces that can still be bought (None: not counted), and below how many it is called low."""

    price: int | None = None
    stock: int | None = None
    low: int | None = None


NAMES: Final = tuple(field.name for field in fields(Figures))
_RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "price": (1, MOST_DONG),
    "stock": (0, MOST_PIECES),
    "low": (0, MOST_PIECES),
}


@dataclass(frozen=True)
class Row:
    """What the editor of a stock record saw, and what shall stand there."""

    record: int
    seen: Figures
    wanted: Figures


@dataclass(frozen=True)
class Fault:
    """Why one figure of a row is not written. With `CHANGED` the two values: what was seen, and what stands there."""

    record: int
    field: str
    reason: str
    seen: int | None = None
    now: int | None = None


def target(row: Row, now: Figures) -> Figures:
    """What is to stand there after `row`: what its editor changed, and else what stands there `now`."""
    changed = {name: getattr(row.wanted, name) for name in _touched(row)}
    return replace(now, **changed)


def faults(rows: Iterable[Row], now: Mapping[int, Figures]) -> Iterator[Fault]:
    """All that keeps `rows` from being written, where `now` is what stands there."""
    met: set[int] = set()
    for row in rows:
        if row.record in met:
            yield Fault(row.record, "price", TWICE)
        met.add(row.record)
        for name in _touched(row):
            reason = _fault_of(name, row, now[row.record])
            if reason:
                seen, stands = getattr(row.seen, name), getattr(now[row.record], name)
                yield Fault(row.record, name, reason, seen, stands)


def back(before: Figures, after: Figures, now: Figures) -> Figures | None:
    """What is to stand there when a change from `before` to `after` is undone; None where it cannot be any more.

    Stock goes back by the difference, so that pieces sold since stay sold. There must be that many left.
    """
    found = {}
    for name in ("price", "low"):
        if getattr(before, name) != getattr(after, name):
            if getattr(now, name) != getattr(after, name):
                return None
            found[name] = getattr(before, name)
    if before.stock != after.stock:
        if before.stock is None or after.stock is None or now.stock is None:
            return None
        left = now.stock - (after.stock - before.stock)
        if left < min(0, before.stock):
            return None
        found["stock"] = left
    return replace(now, **found)


def _touched(row: Row) -> list[str]:
    return [name for name in NAMES if getattr(row.wanted, name) != getattr(row.seen, name)]


def _fault_of(name: str, row: Row, now: Figures) -> str:
    wanted, stands = getattr(row.wanted, name), getattr(now, name)
    if wanted == stands:
        return ""  # somebody else wrote the same, or this was sent twice
    if name == "stock" and stands is None:
        return NOT_COUNTED
    if wanted is None:
        return "" if name == "low" else MISSING
    least, most = _RANGES[name]
    if not least <= wanted <= most:
        return OUT_OF_RANGE
    return CHANGED if stands != getattr(row.seen, name) else ""


def written(figures: Figures) -> str:
    """Figures as one short text, for a form or a sheet to bring back. `read` gives them back."""
    return "|".join("" if value is None else str(value) for value in astuple(figures))


def read(text: str) -> Figures | None:
    """What `written` was given; None for anything else."""
    parts = text.strip().split("|")
    if len(parts) != len(NAMES) or not all(part == "" or _is_number(part) for part in parts):
        return None
    return Figures(*(int(part) if part else None for part in parts))


def _is_number(part: str) -> bool:
    bare = part.removeprefix("-")
    return bare.isascii() and bare.isdecimal() and len(bare) < 13
