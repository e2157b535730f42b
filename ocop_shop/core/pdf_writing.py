"""Papers as PDF: one page after the other of words and tables, in the package's own fonts.

The fonts come with the package, so every Vietnamese letter is there.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

_FONTS = Path(__file__).parents[1] / "static" / "ocop_shop" / "fonts"
_TEXT, _BOLD = "BeVietnamPro", "BeVietnamPro-Bold"
INK, LINE = colors.HexColor("#17231d"), colors.HexColor("#cfdacb")


def document(title: str, story: list[Flowable], foot: str = "") -> bytes:
    """A PDF on A4 of what `story` holds, made with `words`. `foot` stands under each page, with its number."""
    written = BytesIO()
    page = SimpleDocTemplate(written, pagesize=A4, title=title, leftMargin=18 * mm, rightMargin=18 * mm)

    def under(canvas: Any, _page: Any) -> None:
        if foot:
            canvas.setFont(font(), 8)
            canvas.setFillColor(INK)
            canvas.drawString(18 * mm, 12 * mm, foot)
            canvas.drawRightString(A4[0] - 18 * mm, 12 * mm, str(canvas.getPageNumber()))

    page.build(story, onFirstPage=under, onLaterPages=under)
    return written.getvalue()


def words(text: object, size: float = 9.5, *, bold: bool = False, right: bool = False) -> Paragraph:
    """A paragraph of plain words; what was typed is no markup."""
    return Paragraph(escape(str(text)), _style(size, bold=bold, right=right))


def font(*, bold: bool = False) -> str:
    """The name under which the package's own letters are known to a PDF."""
    _register()
    return _BOLD if bold else _TEXT


def _style(size: float, *, bold: bool, right: bool) -> ParagraphStyle:
    _register()
    more = {"alignment": TA_RIGHT} if right else {}
    font = _BOLD if bold else _TEXT
    look: dict[str, Any] = {"fontName": font, "fontSize": size, "leading": size * 1.4, "textColor": INK, **more}
    return ParagraphStyle(f"{font}{size}{right}", **look)


@cache
def _register() -> None:
    for name, file in ((_TEXT, "be-vietnam-pro-400.ttf"), (_BOLD, "be-vietnam-pro-700.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(_FONTS / file)))
