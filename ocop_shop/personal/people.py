"""Whose data something is: by an account, or by an address that somebody has shown to read."""

from __future__ import annotations

from typing import Any

from oscar.core.loading import get_model

from ocop_shop.core.personal import Person


def of_user(user: Any) -> Person:
    """The person of an account. What was left under its address without signing in is not its own: nobody proved it."""
    return Person(user=user, orders=_keys(user=user), account_email=user.email)


def of_email(email: str) -> Person:
    """Whoever reads this address, which they have shown: what was left under it without an account.

    Nobody for an address that a database would take for another one (`is_distinct`).
    """
    said = email.strip().casefold()
    said = said if is_distinct(said) else ""
    return Person(email=said, orders=_keys(user=None, guest_email__iexact=said) if said else frozenset())


def is_distinct(email: str) -> bool:
    """Whether no other address has the same capitals.

    Databases compare in capitals, and "gmaıl.com" without its dot has those of "gmail.com": who owns the one must not
    be shown what was left under the other.
    """
    said = email.strip().casefold()
    return said.upper().lower() == said


def _keys(**whose: Any) -> frozenset[int]:
    return frozenset(get_model("order", "Order").objects.filter(**whose).values_list("pk", flat=True))
