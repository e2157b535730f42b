"""What makers are told of an order: when it may be packed, and when not any more. Their own lines alone.

Who works for a maker is told by notices, each as they wish. Where nobody is reached by these, a letter goes to the
maker's own address: its own lines, and where they go. No name, telephone or street of the buyer, no other maker's
lines, no total of the order. Without an address no letter is sent; the shop's staff see the order all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from oscar.core.loading import get_model

from ocop_shop.core.addresses import in_letters
from ocop_shop.core.letters import send, written
from ocop_shop.notices import actions, kinds, people
from ocop_shop.notices.kinds import Kind, Values
from ocop_shop.ordering.states import CANCELLED
from ocop_shop.producers.roles import Right

from . import own_lines

NEW, OFF = "order.new", "order.cancelled"


def note_new(order: Any) -> int:
    """Tell every maker of `order` that it may be packed, in the transaction that says so; returns how many."""
    return actions.tell(_said(order, NEW, order.lines.all()))


def note_cancelled(order: Any) -> int:
    """Tell every maker of `order` that it must not be packed any more; not those who cancelled their part before."""
    return actions.tell(_said(order, OFF, order.lines.exclude(status=CANCELLED)))


def tell_makers(order: Any) -> int:
    """Write to every maker of `order` whom no notice reaches, in the shop's language; returns how many letters.

    Letters that cannot be sent are logged and hold up nobody.
    """
    return _tell(order, "maker_order")


def tell_cancelled(order: Any) -> int:
    """Write to them that `order` must not be packed any more; returns as `tell_makers`."""
    return _tell(order, "maker_cancelled")


def register() -> None:
    """Name the two kinds of notices."""
    kinds.register(
        Kind(NEW, gettext_lazy("Orders of buyers"), Right.ORDERS, "package", _new_words, _path, True, _letter_of),
        Kind(OFF, gettext_lazy("Orders of buyers"), Right.ORDERS, "circle-x", _off_words, _path, True, _letter_of),
    )


# --- notices ----------------------------------------------------------------------------------------------------------


def _said(order: Any, kind: str, rows: Any) -> list[actions.Said]:
    lines: dict[int, list[Any]] = {}
    for line in rows.select_related("ocop_maker__producer").order_by("pk"):
        maker = own_lines.maker_of(line)
        if maker is not None:
            lines.setdefault(maker.pk, []).append(line)
    return [actions.Said(maker, kind, f"order:{order.pk}", _values(order, own)) for maker, own in lines.items()]


def _values(order: Any, lines: list[Any]) -> dict[str, Any]:
    first = lines[0]
    return {
        "number": order.number,
        "title": first.title[: kinds.MOST_OF_TITLE],
        "pieces": first.quantity,
        "others": len(lines) - 1,
    }


def _new_words(values: Values) -> str:
    if not values["others"]:
        return _("New order %(number)s: %(pieces)s × %(title)s") % values
    told = ngettext(
        "New order %(number)s: %(pieces)s × %(title)s and %(others)s thing more",
        "New order %(number)s: %(pieces)s × %(title)s and %(others)s things more",
        values["others"],
    )
    return told % values


def _off_words(values: Values) -> str:
    return _("Order %(number)s is cancelled. Please do not pack it.") % values


def _path(slug: str, values: Values) -> str:
    return reverse("ocop:portal-order", args=[slug, values["number"]])


def _letter_of(notice: Any) -> tuple[str, str] | None:
    """The whole letter about a part of an order; none where the order is gone, or new and cancelled since."""
    order = get_model("order", "Order").objects.filter(number=notice.values["number"]).first()
    if order is None or (notice.kind == NEW and order.status == CANCELLED):
        return None
    for maker, lines in own_lines.by_maker(order):
        if maker.pk == notice.producer_id:
            name = "maker_order" if notice.kind == NEW else "maker_cancelled"
            return written(name, _context(order, maker, lines))
    return None


# --- letters ----------------------------------------------------------------------------------------------------------


def _tell(order: Any, name: str) -> int:
    return sum(
        send(
            name,
            maker.email,
            settings.LANGUAGE_CODE,
            partial(_context, order, maker, lines),
            about=f"order {order.number} to {maker.slug}",
        )
        for maker, lines in _not_reached(own_lines.by_maker(order))
    )


def _not_reached(found: list[tuple[Any, list[Any]]]) -> Iterable[tuple[Any, list[Any]]]:
    reached = people.reached_by_mail([maker.pk for maker, _lines in found], Right.ORDERS)
    return [(maker, lines) for maker, lines in found if maker.pk not in reached]


def _context(order: Any, maker: Any, lines: list[Any]) -> dict[str, Any]:
    address = order.shipping_address
    return {
        "order": order,
        "lines": lines,
        "parcel": order.agreed_parcels.filter(maker_key=maker.pk).first(),
        "place": ", ".join(part for part in (address.line4, address.state) if part) if address else "",
        "link": _desk(order, maker),
        "site": order.site,
    }


def _desk(order: Any, maker: Any) -> str:
    """Where the maker's people find the order; empty where nobody works for it at the portal."""
    return in_letters(reverse("ocop:portal-order", args=[maker.slug, order.number])) if maker.members.exists() else ""
