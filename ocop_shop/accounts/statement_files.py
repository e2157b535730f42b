"""A statement as a file to take away: CSV and workbook, in which no cell can begin a formula, or PDF."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase

from ocop_shop.core import downloads

from . import statement_pdf, statements
from .statements import Paper

WHOLE = "#,##0"
FORMS = ("pdf", *downloads.FORMATS)


def answer(paper: Paper, form: str) -> HttpResponseBase:
    """The statement as "csv", "xlsx" or "pdf"; any other form is not found. Two queries."""
    if form == "pdf":
        made = HttpResponse(statement_pdf.pdf(paper), content_type="application/pdf")
        made["Content-Disposition"] = f'inline; filename="{paper.name}.pdf"'
        made["Cache-Control"] = "no-store"
        return made
    if form not in downloads.FORMATS:
        raise Http404
    return downloads.table(form, paper.name, statements.head(), statements.rows(paper), whole=WHOLE)
