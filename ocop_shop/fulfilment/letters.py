"""A letter to the buyer when a producer cancels goods: which, why, what is given back and how; nothing of others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from ocop_shop.core.addresses import in_letters
from ocop_shop.core.letters import send
from ocop_shop.delivery.letters import language_of
from ocop_shop.ordering.buyers import page_of
from ocop_shop.ordering.states import CANCELLED
from ocop_shop.payments import amounts

from .giving_back import Less


def tell_cancelled(order: Any, producer: Any, lines: Sequence[Any], reason: str, money: Less) -> bool:
    """Write to the buyer in the language of the order; False where no letter was sent. One that fails is logged."""

    def said() -> dict[str, Any]:
        order.refresh_from_db(fields=["status"])
        return {
            "order": order,
            "producer": producer.display_name,
            "lines": lines,
            "reason": reason,
            "is_over": order.status == CANCELLED,
            "money": _sentences(money, order.currency),
            "link": in_letters(page_of(order)),
            "site": order.site,
        }

    language = language_of(order, producer.pk)
    return send("goods_cancelled", order.email, language, said, about=f"order {order.number}", html=True)


def _sentences(money: Less, currency: str) -> list[str]:
    """What becomes of the money."""
    told = []
    for one in money.back:
        amount = {"amount": amounts.shown(one.amount, currency)}
        if one.by_itself:
            told.append(_("You get %(amount)s back where you paid from. You have to do nothing.") % amount)
        else:
            told.append(_("The shop transfers %(amount)s back to you, and asks you if it needs your account.") % amount)
    if money.at_the_door and money.to_pay:
        both = {"less": amounts.shown(money.at_the_door, currency), "left": amounts.shown(money.to_pay, currency)}
        told.append(_("At the door you pay %(less)s less: %(left)s.") % both)
    elif money.at_the_door:
        told.append(_("Nothing has to be paid at the door."))
    return told or [_("Nothing was paid for them, so nothing is given back.")]
