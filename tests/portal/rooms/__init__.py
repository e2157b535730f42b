"""What the matrix of the portal needs to know of each room, one module for each.

A module says with `ROOMS` which right each address asks for (None: no desk, for everybody who is signed in; EVERYBODY:
for who is not, too), and with `fill(producer)` puts something of this producer there; it returns the gaps of its
addresses beside the slug, and words that nobody else may ever read.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from ocop_shop.producers.roles import Right

EVERYBODY = "everybody"
MODULES = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
ROOMS: dict[str, Right | str | None] = {name: right for module in MODULES for name, right in module.ROOMS.items()}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Something of `producer` in every room: gaps by the name of the address, and secret words."""
    gaps: dict[str, dict[str, Any]] = {}
    words: list[str] = []
    for module in MODULES:
        own, secret = module.fill(producer)
        gaps |= own
        words += secret
    return gaps, words
