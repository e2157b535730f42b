"""Text on its way into a spreadsheet. A cell that begins like a formula would be calculated by whoever opens it."""

from __future__ import annotations

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
