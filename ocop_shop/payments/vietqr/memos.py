"""The reference in the purpose of a bank transfer, found again in whatever a bank makes of it. Plain Python."""

from __future__ import annotations

import re

from ocop_shop.core import codes, text

WORD = "OCOP"
# As `ordering.numbers` makes them.
_CODE = re.compile(rf"{WORD}([{codes.ALPHABET}]{{10}})")


def memo(code: str) -> str:
    """What a buyer writes into the transfer: "OCOP K7QX2M94RB"."""
    return f"{WORD} {code}"


def codes_in(purpose: str) -> list[str]:
    """All references in the purpose of a transfer, in their order, each once.

    Banks put words before and behind, change the case, and break lines in the middle of a word; buyers leave out the
    space or write it elsewhere.
    """
    letters = re.sub(r"[^A-Z0-9]", "", text.fold(purpose).upper())
    return list(dict.fromkeys(_CODE.findall(letters)))
