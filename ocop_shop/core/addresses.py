"""Addresses of pages, remembered: a list writes a hundred of them, and they follow from what is in their key alone.

In letters they have to be whole.
"""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

Value = str | int


def address(name: str, **values: Value) -> str:
    """As `reverse(name, kwargs=values)`, in the language in force; raises `NoReverseMatch` like it."""
    place = (get_language(), get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF)
    return _reversed(name, tuple(values.items()), place)


def in_letters(path: str) -> str:
    """`path` as a whole address for the shop's staff; empty where the shop does not say under which name it is found.

    It says so in `WAGTAILADMIN_BASE_URL`.
    """
    base = str(getattr(settings, "WAGTAILADMIN_BASE_URL", "") or "")
    return f"{base.rstrip('/')}{path}" if base else ""


@lru_cache(maxsize=16_384)
def _reversed(name: str, values: tuple[tuple[str, Value], ...], _place: tuple[str | None, str, str]) -> str:
    return reverse(name, kwargs=dict(values))
