"""Numbers of things and of days as the reader writes them."""

from __future__ import annotations

from typing import Any

from django.utils.formats import get_format


def grouped(value: Any) -> str:
    """A whole number with the reader's sign between thousands: "1.056" in Vietnamese, "1,056" in English.

    Django leaves it out in Vietnamese; a setting for all numbers would put it into addresses and fields as well.
    """
    if not isinstance(value, int) or -1000 < value < 1000:
        return str(value)
    return f"{value:,}".replace(",", str(get_format("THOUSAND_SEPARATOR")))
