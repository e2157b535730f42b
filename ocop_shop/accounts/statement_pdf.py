"""A statement as a PDF, to print and to file."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from ocop_shop.core import clock
from ocop_shop.core.money import format_dong
from ocop_shop.core.pdf_writing import INK, LINE, document, words

from . import statements, wording
from .statements import Paper

_WIDTH = 174


def pdf(paper: Paper) -> bytes:
    """The statement of a month in the language in force. One query."""
    title = _("Statement for %(month)s") % {"month": paper.month.shown}
    return document(title, [*_head(paper, title), _sums(paper), Spacer(1, 6 * mm), _entries(paper)])


def _head(paper: Paper, title: str) -> list[Flowable]:
    found: list[Flowable] = [words(paper.producer.name, 12, bold=True), Spacer(1, 3 * mm), words(title, 15, bold=True)]
    return [*found, *(words(line) for line in state(paper)), Spacer(1, 5 * mm)]


def state(paper: Paper) -> list[str]:
    """How it stands, in sentences."""
    kept = paper.statement
    if kept is None:
        return [_("This month is not closed yet.")]
    if kept.paid_at:
        said = {"reference": kept.reference, "date": f"{clock.day_of(kept.paid_at):%d/%m/%Y}"}
        return [_("Paid on %(date)s, reference %(reference)s.") % said]
    if kept.is_carried:
        return [_("What you owe is taken over by the next statement.")]
    if kept.total < 0:
        return [_("You owe this to the shop. It is taken off the next statement unless you pay it before.")]
    return [_("To be paid to you by %(date)s.") % {"date": f"{kept.due_on:%d/%m/%Y}"}] if kept.total else []


def _sums(paper: Paper) -> Table:
    lines = [[words(name), words(format_dong(amount), right=True)] for name, amount in paper.lines]
    total = [words(_("Total"), 12, bold=True), words(format_dong(paper.sums.total), 12, bold=True, right=True)]
    styles = TableStyle([("LINEABOVE", (0, -1), (-1, -1), 1, INK)])
    return Table([*lines, total], colWidths=[120 * mm, (_WIDTH - 120) * mm], style=styles)


def _entries(paper: Paper) -> Table:
    head = [words(word, 8, bold=True) for word in statements.head()[:-1]]
    body: list[list[Any]] = [[*head, words(_("Amount"), 8, bold=True, right=True)]]
    for entry in paper.entries:
        told = [f"{statements.day(entry):%d/%m/%Y}", entry.order_number, wording.kind(entry.kind), wording.entry(entry)]
        body.append([*(words(text, 8) for text in told), words(format_dong(entry.amount), 8, right=True)])
    styles: list[Any] = [("LINEBELOW", (0, 0), (-1, 0), 1, INK), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    if len(body) > 1:
        styles.append(("LINEBELOW", (0, 1), (-1, -1), 0.5, LINE))
    widths = [20 * mm, 26 * mm, 38 * mm, 62 * mm, 28 * mm]
    return Table(body, colWidths=widths, style=TableStyle(styles), repeatRows=1)
