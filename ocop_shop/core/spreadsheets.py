"""Text on its way into a spreadsheet. A cell that begins like a formula would be calculated by whoever opens it."""

from __future__ import annotations

import re
from typing import TypeVar

Value = TypeVar("Value")

# Also in the full width of East Asian keyboards, which spreadsheets take for the same signs.
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutral(value: Value) -> Value | str:
    """`value` as it may stand in a cell: text that begins like a formula gets an apostrophe before it.

    Everything else, numbers too, is returned as it is.
    """
    if isinstance(value, str) and value.startswith(_BEGINS_A_FORMULA):
        return f"'{value}"
    return value


# Where the list separator of a machine is another one than the comma, cells begin in the middle of ours.
_BEGINS_WITHIN = re.compile(r"([;|\t\r\n][\s\"]*)(?=[=+\-@＝＋－＠])")


def neutral_in_csv(value: Value) -> Value | str:
    """As `neutral`, for a file of text: "a;=1" is two cells for a spreadsheet that divides by semicolons."""
    told = neutral(value)
    return _BEGINS_WITHIN.sub(r"\1'", told) if isinstance(told, str) else told


# XML has no way to say them; what was copied from a word processor holds some.
_IN_NO_WORKBOOK = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def neutral_in_workbook(text: str) -> str:
    """As `neutral`, for a cell of a workbook: without the characters that no workbook can hold."""
    return str(neutral(_IN_NO_WORKBOOK.sub("", text)))
