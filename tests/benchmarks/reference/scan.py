"""Search the simple way: every word's beginning looked for in the folded text of every product."""

from __future__ import annotations

import re

from django.db import connection

from tests.benchmarks.simple import CARDS, TEXTS, bare, fold


def hits(typed: str) -> set[int]:
    """The keys of all products that hold every word."""
    where, patterns = _condition(typed)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT product_id FROM {TEXTS} WHERE {where}", patterns)
        return {key for (key,) in cursor.fetchall()}


def first_page(typed: str) -> tuple[int, list[int]]:
    """How many products hold every word, and the 20 first of them."""
    where, patterns = _condition(typed)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {TEXTS} WHERE {where}", patterns)
        (total,) = cursor.fetchone()
        cursor.execute(
            f"SELECT t.product_id FROM {TEXTS} t JOIN {CARDS} c ON c.product_id = t.product_id WHERE {where}"
            " ORDER BY c.place_in_order, c.product_id LIMIT 20",
            patterns,
        )
        return total, [key for (key,) in cursor.fetchall()]


def _condition(typed: str) -> tuple[str, list[str]]:
    """What is typed without a space or sign between stands together: "ST25" is "st 25"."""
    patterns = [f"% {fold(chunk)}%" for chunk in re.findall(r"[^\W_]+", bare(typed))]
    return " AND ".join(["folded LIKE %s"] * len(patterns)), patterns
