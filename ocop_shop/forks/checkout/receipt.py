"""A receipt for an order as a PDF: who made what, as it was sold, what it cost, how it was paid.

It is no VAT invoice, and says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Spacer, Table, TableStyle

from ocop_shop.core import clock
from ocop_shop.core.pdf_writing import INK, LINE, document, words
from ocop_shop.payments import amounts, registry
from ocop_shop.payments.choices import State

from . import parcels, rows
from .insides import Inside


def pdf(order: Any) -> bytes:
    """The receipt of `order` in the language in force, as it stands now. A fixed number of queries."""
    title = _("Receipt for order %(number)s") % {"number": order.number}
    return document(title, [*_head(order, title), _goods(order), Spacer(1, 4 * mm), _sums(order), *_foot(order)])


def _head(order: Any, title: str) -> list[Any]:
    placed = order.date_placed.astimezone(clock.VIETNAM)
    address = order.shipping_address
    found = [
        words(order.site.name if order.site else "", 12, bold=True),
        Spacer(1, 3 * mm),
        words(title, 15, bold=True),
        words(_("Placed on %(date)s") % {"date": f"{placed:%d/%m/%Y %H:%M}"}),
    ]
    if address:
        parts = (address.name, address.line1, address.line4, address.state)
        found.append(words(", ".join(part for part in parts if part)))
    return [*found, Spacer(1, 5 * mm)]


def _goods(order: Any) -> Table:
    def money(value: Any) -> str:
        return amounts.shown(value, order.currency) if value is not None else ""

    head = [
        words(_("Goods"), bold=True),
        *(words(word, bold=True, right=True) for word in (_("Quantity"), _("Price"), _("Sum"))),
    ]
    body: list[list[Any]] = [head]
    styles: list[Any] = [("LINEBELOW", (0, 0), (-1, 0), 1, INK), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    for group in parcels.with_parcels(rows.of_order(order), order):
        styles.append(("SPAN", (0, len(body)), (-1, len(body))))
        body.append([words(group.name or _("Other goods"), bold=True), "", "", ""])
        for row in group.items:
            told = [words(row.title)] + ([words(row.sold_as, 8)] if row.sold_as else [])
            told += [words(said, 8) for inside in row.inside for said in _inside(inside)]
            prices = (row.quantity, money(row.unit_price), money(row.total))
            styles.append(("LINEBELOW", (0, len(body)), (-1, len(body)), 0.5, LINE))
            body.append([told, *(words(value, right=True) for value in prices)])
        if group.sending and group.sending.charge is not None:
            body.append([words(group.sending.name, 8), "", "", words(money(group.sending.charge), 8, right=True)])
    return Table(body, colWidths=[88 * mm, 22 * mm, 30 * mm, 34 * mm], style=TableStyle(styles), repeatRows=1)


def _inside(inside: Inside) -> list[str]:
    """A thing in a box, and what it was sold as."""
    origin = f" ({inside.origin})" if inside.origin else ""
    return [f"{inside.quantity} × {inside.title}{origin}", *([inside.sold_as] if inside.sold_as else [])]


def _sums(order: Any) -> Table:
    def money(value: Any) -> str:
        return amounts.shown(value, order.currency)

    said = [(_("Price of the goods"), money(order.basket_total_before_discounts_incl_tax))]
    said += [_less(discount, money) for discount in order.basket_discounts]
    said.append((_("Delivery"), money(order.shipping_before_discounts_incl_tax)))
    said += [_less(discount, money) for discount in order.shipping_discounts]
    lines = [[words(name), words(value, right=True)] for name, value in said]
    total = [words(_("Total"), 12, bold=True), words(money(order.total_incl_tax), 12, bold=True, right=True)]
    return Table(
        [*lines, total], colWidths=[120 * mm, 54 * mm], style=TableStyle([("LINEABOVE", (0, -1), (-1, -1), 1, INK)])
    )


def _less(discount: Any, money: Callable[[Any], str]) -> tuple[str, str]:
    """What an offer took off."""
    return discount.offer_name or _("Discount"), f"−{money(discount.amount)}"


def _foot(order: Any) -> list[Any]:
    said = []
    for attempt in order.payment_attempts.order_by("number"):
        if attempt.received:
            provider = registry.known(attempt.provider)
            values = {
                "amount": amounts.shown(attempt.received, attempt.currency),
                "way": provider.name if provider else attempt.provider,
            }
            said.append(_("Paid: %(amount)s, %(way)s") % values)
        if attempt.refunded:
            said.append(_("Given back: %(amount)s") % {"amount": amounts.shown(attempt.refunded, attempt.currency)})
        if attempt.state == State.OPEN and not attempt.received:
            said.append(_("Not paid yet: %(amount)s") % {"amount": amounts.shown(attempt.amount, attempt.currency)})
    said.append(_("This is a receipt and no VAT invoice. Ask the shop for one."))
    return [Spacer(1, 6 * mm), *(words(line) for line in said)]
