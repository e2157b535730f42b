"""The words of accounts. A shop that sells for producers keeps a commission; one that buys from them, a margin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ocop_shop.conf import settings
from ocop_shop.core.money import CURRENCY

from .choices import Kind


def producers_sell() -> bool:
    """Whether producers are the sellers and the shop a go-between (`OCOP_SELLER`)."""
    return settings.seller == "producer"


def kind(name: str) -> str:
    """What an entry of this kind is called for whom it concerns."""
    by_kind = {
        Kind.SALE: _("Goods you sold") if producers_sell() else _("Goods the shop took over from you"),
        Kind.COMMISSION: _("Commission of the shop") if producers_sell() else _("Trade margin of the shop"),
        Kind.SENDING: _("Sending, for parcels you sent"),
        Kind.REFUND: _("Given back to buyers"),
        Kind.CASH: _("Cash that you collected at the door"),
        Kind.PAYOUT: _("Paid out"),
        Kind.CORRECTION: _("Corrections"),
    }
    return by_kind.get(Kind(name), name)


def entry(row: Any) -> str:
    """What an entry is about: "3 × Coconut syrup", the reason of a correction, or its kind."""
    if row.kind == Kind.SALE:
        return f"{row.pieces} × {row.title}"
    if row.kind in {Kind.CORRECTION, Kind.PAYOUT}:
        return str(row.note)
    return str(row.title)


def currency() -> str:
    """The currency of accounts."""
    return CURRENCY
