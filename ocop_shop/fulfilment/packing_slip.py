"""A slip for the parcel as a PDF: who it is for, and the producer's own goods in it. No prices: it may be a present."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from ocop_shop.core import clock
from ocop_shop.core.pdf_writing import INK, LINE, document, words

from .own_parts import OwnPart


def pdf(part: OwnPart, producer: Any) -> bytes:
    """The slip for what is left to send of a part; of one that was sent, for all of it. No query."""
    title = _("Packing slip for order %(number)s") % {"number": part.number}
    return document(title, [*_head(part, producer, title), _goods(part)])


def _head(part: OwnPart, producer: Any, title: str) -> list[Flowable]:
    placed = part.placed_at.astimezone(clock.VIETNAM)
    found: list[Flowable] = [
        words(producer.display_name, 12, bold=True),
        *([words(part.agreed.ships_from)] if part.agreed and part.agreed.ships_from else []),
        Spacer(1, 4 * mm),
        words(title, 15, bold=True),
        words(_("Placed on %(date)s") % {"date": f"{placed:%d/%m/%Y}"}),
        Spacer(1, 4 * mm),
        words(_("To"), 9.5),
    ]
    who = part.recipient
    lines = [who.name, who.phone, who.street] if who else []
    found += [words(line, 12, bold=True) for line in (*lines, part.place) if line]
    if who and who.note:
        found.append(words(_("Note for the courier: %(note)s") % {"note": who.note}))
    if part.agreed:
        way = ": ".join(told for told in (part.agreed.way, part.agreed.where) if told)
        found.append(words(_("Goes by: %(way)s") % {"way": way}))
    return [*found, Spacer(1, 6 * mm)]


def _goods(part: OwnPart) -> Table:
    head = [words(_("Goods"), bold=True), words(_("Code"), bold=True), words(_("Quantity"), bold=True, right=True)]
    chosen = [(line, line.left) for line in part.to_send] or [
        (line, line.quantity) for line in part.lines if not line.is_cancelled
    ]
    body = [
        [
            [words(line.title, 11), *(words(told, 8) for told in (*line.options, *line.inside))],
            words(line.sku, 8),
            words(pieces, 11, bold=True, right=True),
        ]
        for line, pieces in chosen
    ]
    styles: list[Any] = [("LINEBELOW", (0, 0), (-1, 0), 1, INK), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    if body:
        styles.append(("LINEBELOW", (0, 1), (-1, -1), 0.5, LINE))
    widths = [110 * mm, 38 * mm, 26 * mm]
    return Table([head, *body], colWidths=widths, style=TableStyle(styles), repeatRows=1)
