"""A small drawing that is made once and written as SVG or PDF: words, filled shapes, lines, QR codes, pictures.

Everything is in millimetres from the upper left corner, letters in points. Words are set in the package's own fonts, so
every Vietnamese letter is there; the SVG names them first and keeps words as words.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

import segno
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from .pdf_writing import font

INK, PAPER = "#17231d", "#ffffff"
_POINT = 1 / mm  # one point in millimetres
_FAMILY = "'Be Vietnam Pro', 'Noto Sans', Arial, sans-serif"
QUIET = 4
"""Empty modules around a QR code, as its standard asks for."""


@dataclass(frozen=True)
class Words:
    """One line of words that begins at `x` and stands on `y`."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    colour: str = INK


@dataclass(frozen=True)
class Shape:
    """Filled polygons of one colour."""

    polygons: tuple[tuple[tuple[float, float], ...], ...]
    colour: str = INK


@dataclass(frozen=True)
class Picture:
    """A picture from a file, fitted into a box; `data` of one `kind`: "png", "jpeg" or "svg" (which no PDF takes)."""

    x: float
    y: float
    width: float
    height: float
    data: bytes
    kind: str


Item = Words | Shape | Picture


@dataclass(frozen=True)
class Sheet:
    """A drawing of this size with a title; what stands later in it lies above."""

    width: float
    height: float
    title: str
    items: tuple[Item, ...]


def box(x: float, y: float, width: float, height: float) -> tuple[tuple[float, float], ...]:
    """The corners of a rectangle."""
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def frame(x: float, y: float, width: float, height: float, line: float, colour: str = INK) -> Shape:
    """A rectangle of lines."""
    sides = (
        box(x, y, width, line),
        box(x, y + height - line, width, line),
        box(x, y, line, height),
        box(x + width - line, y, line, height),
    )
    return Shape(sides, colour)


def qr(x: float, y: float, size: float, content: str) -> tuple[Shape, Shape]:
    """A QR code with its quiet zone in a square of `size`, on white: a quarter of it may be worn off."""
    rows = tuple(segno.make(content, error="q", micro=False).matrix)
    module = size / (len(rows) + 2 * QUIET)
    dark = tuple(
        box(x + (column + QUIET) * module, y + (row + QUIET) * module, length * module, module)
        for row, modules in enumerate(rows)
        for column, length in _runs(modules)
    )
    return Shape((box(x, y, size, size),), PAPER), Shape(dark, "#000000")


def _runs(modules: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Where dark modules begin, and how many follow each other."""
    start = None
    for column, dark in enumerate((*modules, 0)):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            yield start, column - start
            start = None


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line is, in millimetres."""
    return float(stringWidth(text, font(bold=bold), size)) * _POINT


def lines(text: str, width: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """`text` in at most `most` lines of `width`; what does not fit ends in "…"; no word is broken that fits a line."""
    found: list[str] = []
    rest = text.split()
    while rest and len(found) < most:
        taken = max(1, _fitting(rest, width, size, bold=bold))
        found.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    if rest:
        found[-1] += "…"
    return [_cut(line, width, size, bold=bold) for line in found]


def largest(text: str, width: float, sizes: Sequence[float], most: int, *, bold: bool = False) -> float:
    """The first of `sizes` in which `text` fits into `most` lines of `width`; the last one where it fits in none."""
    for size in sizes:
        if text.split() == " ".join(lines(text, width, size, most, bold=bold)).split():
            return size
    return sizes[-1]


def _fitting(words: list[str], width: float, size: float, *, bold: bool) -> int:
    fitting = 0
    while fitting < len(words) and width_of(" ".join(words[: fitting + 1]), size, bold=bold) <= width:
        fitting += 1
    return fitting


def _cut(line: str, width: float, size: float, *, bold: bool) -> str:
    while len(line) > 1 and width_of(line, size, bold=bold) > width:
        line = f"{line.rstrip('…')[:-1].rstrip()}…"
    return line


def svg(sheet: Sheet) -> bytes:
    """The drawing as SVG, in its true size."""
    size = f'width="{sheet.width}mm" height="{sheet.height}mm" viewBox="0 0 {sheet.width} {sheet.height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"><title>{escape(sheet.title)}</title>'
    ground = f'<rect width="{sheet.width}" height="{sheet.height}" fill="{PAPER}"/>'
    return "\n".join([head, ground, *map(_as_svg, sheet.items), "</svg>\n"]).encode()


def _as_svg(item: Item) -> str:
    if isinstance(item, Words):
        weight = ' font-weight="700"' if item.bold else ""
        look = f"font-family={quoteattr(_FAMILY)} font-size={quoteattr(_number(item.size * _POINT))}{weight}"
        return (
            f'<text x="{_number(item.x)}" y="{_number(item.y)}" fill="{item.colour}" {look}>{escape(item.text)}</text>'
        )
    if isinstance(item, Shape):
        paths = "".join(
            "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in corners) + "Z" for corners in item.polygons
        )
        return f'<path fill="{item.colour}" d="{paths}"/>'
    data = b64encode(item.data).decode()
    kind = "svg+xml" if item.kind == "svg" else item.kind
    place = f'x="{item.x}" y="{item.y}" width="{item.width}" height="{item.height}"'
    return f'<image {place} preserveAspectRatio="xMidYMid meet" href="data:image/{kind};base64,{data}"/>'


def pdf(sheet: Sheet) -> bytes:
    """The drawing as a PDF whose page has its size."""
    written = BytesIO()
    canvas = _canvas(written, sheet, (sheet.width * mm, sheet.height * mm))
    _draw(canvas, sheet, 0, 0, sheet.height)
    canvas.save()
    return written.getvalue()


def tiled(sheet: Sheet, gap: float = 0) -> bytes:
    """As many of the drawing as fit on a page of A4, with thin lines to cut along."""
    written = BytesIO()
    wide, high = A4[0] * _POINT, A4[1] * _POINT
    canvas = _canvas(written, sheet, A4)
    columns, rows = (
        max(1, int((whole - 10 + gap) // (part + gap))) for whole, part in ((wide, sheet.width), (high, sheet.height))
    )
    left = (wide - columns * sheet.width - (columns - 1) * gap) / 2
    top = (high - rows * sheet.height - (rows - 1) * gap) / 2
    for row in range(rows):
        for column in range(columns):
            x, y = left + column * (sheet.width + gap), top + row * (sheet.height + gap)
            _draw(canvas, sheet, x, y, high)
            canvas.setStrokeColor(HexColor("#b9c4b6"))
            canvas.setLineWidth(0.25)
            canvas.rect(x * mm, (high - y - sheet.height) * mm, sheet.width * mm, sheet.height * mm)
    canvas.save()
    return written.getvalue()


def _canvas(written: BytesIO, sheet: Sheet, size: tuple[float, float]) -> Canvas:
    canvas = Canvas(written, pagesize=size)
    canvas.setTitle(sheet.title)
    return canvas


def _draw(canvas: Canvas, sheet: Sheet, left: float, top: float, high: float) -> None:
    for item in sheet.items:
        if isinstance(item, Words):
            canvas.setFillColor(HexColor(item.colour))
            canvas.setFont(font(bold=item.bold), item.size)
            canvas.drawString((left + item.x) * mm, (high - top - item.y) * mm, item.text)
        elif isinstance(item, Shape):
            canvas.setFillColor(HexColor(item.colour))
            path = canvas.beginPath()
            for (x, y), *rest in item.polygons:
                path.moveTo((left + x) * mm, (high - top - y) * mm)
                for a, b in rest:
                    path.lineTo((left + a) * mm, (high - top - b) * mm)
                path.close()
            canvas.drawPath(path, stroke=0, fill=1)
        else:
            place = ((left + item.x) * mm, (high - top - item.y - item.height) * mm)
            size = (item.width * mm, item.height * mm)
            picture = ImageReader(BytesIO(item.data))
            canvas.drawImage(picture, *place, *size, mask="auto", preserveAspectRatio=True, anchor="c")


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
