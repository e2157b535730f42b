"""The pack for the commune as a PDF: product, producer, dates, papers, answers and what they come to.

It says on every page that it is a self-assessment. It shows no seal: a star on paper comes from the register alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from ocop_shop.certification import wording
from ocop_shop.certification.self_scores import Gap, PartScore
from ocop_shop.core import clock
from ocop_shop.core.pdf_writing import INK, LINE, document, words

from .reading import Preparation


def pdf(prepared: Preparation, producer: Any) -> bytes:
    """The pack as it stands today. No query."""
    title = _("Self-assessment: %(product)s") % {"product": prepared.product.get_title()}
    foot = _("Self-assessment by the producer. Not a certificate, and no decision of a council.")
    story = [*_head(prepared, producer, title, foot), *_result(prepared), *_papers(prepared), *_criteria(prepared)]
    return document(title, story, foot)


def _head(prepared: Preparation, producer: Any, title: str, warning: str) -> list[Flowable]:
    claim, window = prepared.claim, prepared.window
    told = [
        (_("Product"), prepared.product.get_title()),
        (_("Producer"), producer.display_name),
        (_("Product set"), f"{prepared.sheet.number}. {_said(prepared.sheet)}"),
        (_("Rules"), prepared.rules.decision),
        (_("In the register today"), wording.statement(claim) or _("no certificate on record")),
        (_("Decision"), claim.decision_no if claim.has_badge else ""),
        (_("File the renewal"), f"{window.first:%d/%m/%Y} – {window.last:%d/%m/%Y}" if window else ""),
        (_("Printed on"), f"{clock.today():%d/%m/%Y}"),
    ]
    rows = [[words(name, bold=True), words(value)] for name, value in told if value]
    return [words(title, 15, bold=True), words(warning, 10, bold=True), Spacer(1, 4 * mm), _table(rows, (48, 126))]


def _result(prepared: Preparation) -> list[Flowable]:
    score = prepared.score
    head = [words(one, bold=True) for one in (_("Part"), _("Answered"), _("Points"))]
    rows = [_part(one) for one in score.parts]
    whole = [words(_("All"), bold=True), words(f"{score.answered}/{score.of}", bold=True)]
    rows.append([*whole, words(f"{score.total}/{sum(one.part.most for one in score.parts)}", bold=True)])
    gaps = [words(gap_words(gap)) for gap in score.gaps]
    return [*_heading(_("What the answers come to")), _table([head, *rows], (114, 30, 30)), Spacer(1, 2 * mm), *gaps]


def _part(one: PartScore) -> list[Flowable]:
    name = words(f"{one.part.code}. {_said(one.part)}")
    return [name, words(f"{one.answered}/{one.of}"), words(f"{one.points}/{one.part.most}")]


def gap_words(gap: Gap) -> str:
    """What is missing for a star, in a sentence."""
    if gap.is_closed:
        return _("%(star)d stars: by these answers nothing is missing.") % {"star": gap.star}
    told = {"star": gap.star, "points": gap.points, "number": len(gap.misses)}
    if not gap.points:
        return _("%(star)d stars: enough points, but %(number)d criteria are below their mark.") % told
    if not gap.misses:
        return _("%(star)d stars: %(points)s points are missing.") % told
    return _("%(star)d stars: %(points)s points are missing, and %(number)d criteria are below their mark.") % told


def _papers(prepared: Preparation) -> list[Flowable]:
    head = [words(one, bold=True) for one in (_("Paper"), _("At hand"), _("Note and file"))]
    rows = []
    for paper in prepared.papers:
        item = prepared.items.get(paper.code)
        at_hand = _("yes") if item and item.is_done else _("not yet")
        rows.append([words(_said(paper)), words(at_hand), [*_remarks(item)] or words("")])
    return [*_heading(_("Papers")), _table([head, *rows], (92, 22, 60))]


def _criteria(prepared: Preparation) -> list[Flowable]:
    found: list[Flowable] = []
    for part in prepared.sheet.parts:
        rows = []
        for one in part.criteria:
            item = prepared.items.get(one.code)
            chosen = item.chosen if item else None
            option = one.option(chosen)
            none = _("not answered") if chosen is None else _("None of these (0 points)")
            answer = [words(_said(option) if option else none), *_remarks(item)]
            title = words(f"{one.code} {_said(one)}")
            rows.append([title, answer, words(f"{option.points if option else 0}/{one.most}", right=True)])
        found += [*_heading(f"{part.code}. {_said(part)}"), _table(rows, (62, 96, 16))]
    return found


def _remarks(item: Any | None) -> Iterable[Flowable]:
    if item and item.note:
        yield words(item.note, 8.5)
    if item and item.file:
        yield words(_("File: %(name)s") % {"name": item.file_title}, 8.5)


def _heading(told: str) -> list[Flowable]:
    return [Spacer(1, 5 * mm), words(told, 12, bold=True), Spacer(1, 1 * mm)]


def _table(rows: list[Any], widths: tuple[int, ...]) -> Table:
    lines: list[Any] = [("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE), ("LINEABOVE", (0, 0), (-1, 0), 1, INK)]
    styles = TableStyle([*lines, ("VALIGN", (0, 0), (-1, -1), "TOP")])
    # A row may be higher than a page: a note of a thousand letters without a space.
    return Table(rows, colWidths=[width * mm for width in widths], style=styles, splitInRow=1)


def _said(told: Any) -> str:
    return str(told.en if get_language() == "en" else told.vi)
