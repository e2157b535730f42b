"""Who may do what for a producer, by role. No Django here; which producer it is, the table of members says."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Right(StrEnum):
    """What can be allowed at a producer's desk. VIEW opens the desk itself."""

    VIEW = "view"
    PROFILE = "profile"
    LISTINGS = "listings"
    PRICES = "prices"
    ORDERS = "orders"
    CANCEL = "cancel"
    ANSWERS = "answers"
    CERTIFICATES = "certificates"
    MONEY = "money"
    MEMBERS = "members"
    IDENTITY = "identity"
    DATA = "data"


OWNER, EDITOR, PACKER = "owner", "editor", "packer"

RIGHTS: Mapping[str, frozenset[Right]] = {
    OWNER: frozenset(Right),
    # Everything that buyers see; not what is earned, who belongs to the producer, or who it is before the law.
    EDITOR: frozenset(
        {
            Right.VIEW,
            Right.PROFILE,
            Right.LISTINGS,
            Right.PRICES,
            Right.ORDERS,
            Right.CANCEL,
            Right.ANSWERS,
            Right.CERTIFICATES,
        }
    ),
    # Packs and sends what was bought; does not cancel it.
    PACKER: frozenset({Right.VIEW, Right.ORDERS}),
}


def may(role: str, right: Right) -> bool:
    """Whether a member with `role` has `right`; a role that nobody knows has none."""
    return right in RIGHTS.get(role, frozenset())
