"""Why an order was not placed or not changed. `str()` is a sentence for the buyer; nothing was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from .states import AWAITING_PAYMENT, CANCELLED


class OrderError(Exception):
    """What could not be done; stock, orders and the basket are as before."""


class BasketChanged(OrderError):
    """The basket is no longer what the buyer looked at."""

    def __str__(self) -> str:
        return _("Your basket changed in the meantime. Please look at it again before you order.")


class AlreadyPlaced(OrderError):
    """This basket has become an order; `order` is that order."""

    def __init__(self, order: Any) -> None:
        super().__init__()
        self.order = order

    def __str__(self) -> str:
        return _("This order is already placed.")


@dataclass(frozen=True)
class Shortage:
    """A product of which less is left than was asked for, by the basket line `line`; `why` where it is not sold now."""

    title: str
    wanted: int
    left: int
    line: int | None = field(default=None, compare=False)
    why: str = ""

    def __str__(self) -> str:
        values = {"product": self.title, "left": self.left, "wanted": self.wanted, "why": self.why}
        if self.why:
            return _("“%(product)s”: %(why)s. Please remove it from your basket.") % values
        if not self.left:
            return _("“%(product)s” is sold out. Please remove it from your basket.") % values
        return _("Only %(left)d of “%(product)s” are left; you asked for %(wanted)d. Please change it.") % values


class OutOfStock(OrderError):
    """Some products are not there in the quantity asked for; `shortages` names each."""

    def __init__(self, shortages: tuple[Shortage, ...]) -> None:
        super().__init__()
        self.shortages = shortages

    def __str__(self) -> str:
        return " ".join(str(shortage) for shortage in self.shortages)


class NotPossibleAnyMore(OrderError):
    """The order has gone too far for what was asked; `order` is as it was."""

    def __init__(self, order: Any) -> None:
        super().__init__()
        self.order = order

    def __str__(self) -> str:
        values = {"number": self.order.number}
        if self.order.status == CANCELLED:
            return _("Order %(number)s has been cancelled.") % values
        if self.order.status == AWAITING_PAYMENT:
            return _("Order %(number)s waits for its payment; nothing may be packed yet.") % values
        return _("Order %(number)s is on its way already and cannot be cancelled any more.") % values


class OfferUsedUp(OrderError):
    """Others have used up an offer of the basket."""

    def __init__(self, offer: Any) -> None:
        super().__init__()
        self.offer = offer

    def __str__(self) -> str:
        told = _("The offer “%(offer)s” has been used up. Please look at your basket again before you order.")
        return told % {"offer": self.offer.name}


class TooLarge(OrderError):
    """The order comes to more than Oscar's books can hold (`money.TOO_MUCH`)."""

    def __str__(self) -> str:
        return _("This order is too large for our books. Please order less at once.")


class NothingChosen(OrderError):
    """Nothing of the order was chosen, or something that does not belong to it."""

    def __str__(self) -> str:
        return _("Please choose what it is about.")


class NotSoMany(OrderError):
    """More pieces would leave than are left to send."""

    def __init__(self, title: str, wanted: int, left: int) -> None:
        super().__init__()
        self.title, self.wanted, self.left = title, wanted, left

    def __str__(self) -> str:
        values = {"product": self.title, "left": self.left, "wanted": self.wanted}
        if not self.left:
            return _("Nothing of “%(product)s” is left to send.") % values
        return _("Only %(left)d of “%(product)s” are left to send, not %(wanted)d.") % values


class LineOnItsWay(OrderError):
    """Something of a line was sent already, so it cannot be cancelled."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title

    def __str__(self) -> str:
        return _("“%(product)s” is on its way already, in whole or in part. Please ask the shop.") % {
            "product": self.title
        }
