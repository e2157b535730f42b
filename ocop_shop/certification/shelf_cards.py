"""What a producer prints for the shelf: card and label with the star that holds today, until when, where to check it.

Nothing is printed for a product that may not show a star today. A printed card cannot lose its star by itself; so it
carries the last day and the address of the check page, which is true on every day.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from ocop_shop.conf import settings
from ocop_shop.core import text
from ocop_shop.core.drawings import PAPER, Item, Picture, Shape, Sheet, Words, box, frame, largest, lines, qr, width_of

from .claims import Claim
from .life import State
from .wording import day, statement

CARD: Final = (105.0, 148.0)
"""A6, in millimetres."""
LABEL: Final = (100.0, 30.0)
_LEAF: Final = "#14523a"
_SEAL: Final = "#9c2330"
_GREY: Final = "#4d5c53"
_POINT: Final = 0.3528
"""A point of letters in millimetres."""
_DRAWN_IN_PDF: Final = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg"}


class NotCertified(Exception):
    """The product may not show a star today; `state` says what it is instead."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


@dataclass(frozen=True)
class Shown:
    """What is printed: the claim of today, the product and who makes it, and the whole address of the check page."""

    claim: Claim
    product: str
    producer: str
    address: str


def card(shown: Shown, *, vector: bool) -> Sheet:
    """A card for the shelf, on A6; raises `NotCertified`. `vector`: for SVG, which may hold what no PDF takes."""
    _must_be_certified(shown.claim)
    width, height = CARD
    inner = width - 20
    size = largest(shown.product, inner, (24, 20, 17, 14), 3, bold=True)
    items: list[Item] = [frame(3, 3, width - 6, height - 6, 0.6, _LEAF), *_seal(shown.claim, 10, 10, 16, vector=vector)]
    y, written = _written(shown.product, 10, 33, inner, size, 3, bold=True)
    items += written
    y, written = _written(shown.producer, 10, y + 2, inner, 12, 2, colour=_GREY)
    items += written
    if text.key(shown.claim.certified_name) != text.key(shown.product):
        y, written = _written(_as_certified(shown.claim), 10, y + 1, inner, 8, 2, colour=_GREY)
        items += written
    items += qr(5.5, 83, 46, shown.address)
    y = 86.5
    for told, points, bold in _facts(shown.claim):
        y, written = _written(told, 54, y, width - 54 - 8, points, 3, bold=bold)
        items += written
        y += 2
    items += _written(_("Scan the code: the page it opens says whether the star holds today."), 10, 132, inner, 8, 2)[1]
    return Sheet(width, height, _title(shown), tuple(items))


def label(shown: Shown, *, vector: bool) -> Sheet:
    """A strip for a jar or box, 100 by 30 mm; raises `NotCertified`."""
    _must_be_certified(shown.claim)
    width, height = LABEL
    inner = width - 32 - 4
    size = largest(shown.product, inner, (11, 9.5, 8), 2, bold=True)
    items: list[Item] = [*qr(1, 1, 28, shown.address), *_seal(shown.claim, 32, 3, 6, vector=vector)]
    y, written = _written(shown.product, 32, 10, inner, size, 2, bold=True)
    items += written
    items += _written(shown.producer, 32, y + 0.3, inner, 6.5, 1, colour=_GREY)[1]
    _number, until, code = (told for told, _points, _bold in _facts(shown.claim))
    items += _written(until, 32, 21.6, inner, 7.5, 1, bold=True)[1]
    # The code stands first: where a long number has no room, what is cut is the number.
    proof = f"{code} · {shown.claim.decision_no or shown.claim.issuer}"
    items += _written(proof, 32, 25.4, inner, largest(proof, inner, (6, 5.5, 5), 1), 1, colour=_GREY)[1]
    return Sheet(width, height, _title(shown), tuple(items))


def _must_be_certified(claim: Claim) -> None:
    if not claim.has_badge:
        raise NotCertified(claim.state)


def _title(shown: Shown) -> str:
    return f"{shown.product}: {statement(shown.claim)}"


def _facts(claim: Claim) -> tuple[tuple[str, float, bool], ...]:
    """The decision, the last day, and the check code."""
    until = {"day": day(claim.holds_until or claim.expires_on)}
    held = _("Extended until %(day)s") if claim.state is State.EXTENDED else _("Good until %(day)s")
    number = _("Decision %(number)s") % {"number": claim.decision_no} if claim.decision_no else claim.issuer
    return ((number, 9, False), (held % until, 13, True), (_("Check code %(code)s") % {"code": claim.code}, 9, False))


def _as_certified(claim: Claim) -> str:
    return _("Certified as: %(name)s") % {"name": claim.certified_name}


def _written(
    told: str, x: float, y: float, width: float, size: float, most: int, *, bold: bool = False, colour: str = "#17231d"
) -> tuple[float, list[Item]]:
    """Lines one under the other, the first one hanging from `y`; where the next would hang, and the lines."""
    step, rise = size * _POINT * 1.22, size * _POINT * 0.95
    found = lines(told, width, size, most, bold=bold)
    items: list[Item] = [Words(x, y + rise + n * step, line, size, bold, colour) for n, line in enumerate(found)]
    return y + len(found) * step, items


def _seal(claim: Claim, x: float, y: float, high: float, *, vector: bool) -> tuple[Item, ...]:
    """The shop's licensed artwork where it has some that can be printed so, else the neutral seal of this package."""
    stars = claim.stars or 0
    artwork = _artwork(stars, vector=vector)
    if artwork:
        data, kind = artwork
        return (Picture(x, y, high * 1.6, high, data, kind),)
    size = high / _POINT * 0.46
    word, star = width_of("OCOP", size, bold=True), high * 0.5
    wide = high * 0.4 + word + high * 0.3 + stars * star * 1.1 + high * 0.3
    first = x + high * 0.4 + word + high * 0.3 + star / 2
    five = tuple(_star(first + n * star * 1.1, y + high / 2, star / 2) for n in range(stars))
    return (
        Shape((box(x, y, wide, high),), _SEAL),
        Words(x + high * 0.4, y + high * 0.665, "OCOP", size, bold=True, colour=PAPER),
        Shape(five, PAPER),
    )


def _star(x: float, y: float, radius: float) -> tuple[tuple[float, float], ...]:
    reach = [radius if n % 2 == 0 else radius * 0.42 for n in range(10)]
    return tuple((x + r * sin(n * pi / 5), y - r * cos(n * pi / 5)) for n, r in enumerate(reach))


def _artwork(stars: int, *, vector: bool) -> tuple[bytes, str] | None:
    """The file of `OCOP_BADGE_ARTWORK` for so many stars. A PDF takes no SVG: the PNG of the same name beside it."""
    path = settings.badge_artwork.get(stars)
    if not path:
        return None
    wanted = [path] if vector else [path, str(Path(path).with_suffix(".png"))]
    kinds = {**_DRAWN_IN_PDF, ".svg": "svg"} if vector else _DRAWN_IN_PDF
    for name in wanted:
        kind, found = kinds.get(Path(name).suffix.lower()), finders.find(name)
        if kind and found:
            return Path(str(found)).read_bytes(), kind
    return None
