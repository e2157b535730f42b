"""The rooms of a producer's desk, for those who may enter them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ocop_shop.producers.roles import Right

from .access import Work


@dataclass(frozen=True)
class Room:
    """A room: the name of its address, its icon, what it is called, and the right it asks for."""

    name: str
    icon: str
    label: Promise
    right: Right
    # One of the four that a thumb reaches at the foot of a phone; the others stand behind "More".
    at_hand: bool = False


ROOMS: tuple[Room, ...] = (
    Room("portal-home", "home", _("Today"), Right.VIEW, at_hand=True),
    Room("portal-orders", "package", _("Orders of buyers"), Right.ORDERS, at_hand=True),
    Room("portal-goods", "list-details", _("What you sell"), Right.LISTINGS, at_hand=True),
    Room("portal-prices", "coin", _("Prices"), Right.PRICES, at_hand=True),
    Room("portal-pause", "player-pause", _("Pauses and seasons"), Right.PRICES),
    Room("portal-questions", "message-circle", _("Questions"), Right.ANSWERS),
    Room("portal-certificates", "certificate", _("Certificates"), Right.CERTIFICATES),
    Room("portal-profile", "user", _("Profile"), Right.PROFILE),
    Room("portal-money", "report-money", _("Money"), Right.MONEY),
    Room("portal-figures", "chart-bar", _("Figures"), Right.MONEY),
    Room("portal-identity", "shield-lock", _("Identity"), Right.IDENTITY),
    Room("portal-notices", "bell", _("Notices"), Right.VIEW),
    Room("portal-members", "users", _("People"), Right.MEMBERS),
    Room("portal-data", "file-text", _("Data"), Right.DATA),
)


def rooms(work: Work) -> Iterator[dict[str, Any]]:
    """The rooms that `work` may enter, with their addresses."""
    for room in ROOMS:
        if work.may(room.right):
            address = reverse(f"ocop:{room.name}", args=[work.producer.slug])
            yield {"name": room.name, "icon": room.icon, "label": room.label, "url": address, "at_hand": room.at_hand}
