"""What is wrong with a figure, as a sentence beside it: what it is and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from ocop_shop.supply import amounts, figures
from ocop_shop.supply.figures import Fault

_SENTENCES: Final[Mapping[tuple[str, str], Any]] = {
    ("", figures.NOT_A_NUMBER): _("Write a whole number, such as 125.000."),
    ("price", figures.MISSING): _("Write a price."),
    ("stock", figures.MISSING): _("Write how many are left; 0 when there are none."),
    ("price", figures.OUT_OF_RANGE): _("A price lies between 1 and 1.000.000.000 đồng."),
    ("stock", figures.OUT_OF_RANGE): _("Between 0 and 1.000.000. What buyers have ordered already does not count."),
    ("low", figures.OUT_OF_RANGE): _("Write a number between 0 and 1.000.000, or nothing."),
    ("price", figures.CHANGED): _(
        "The price was changed meanwhile: it is %(now)s now, you saw %(seen)s. Save once more and yours counts."
    ),
    ("stock", figures.CHANGED): _(
        "Some were sold or changed meanwhile: %(now)s are left now, you saw %(seen)s. Look again and save once more."
    ),
    ("low", figures.CHANGED): _("This was changed meanwhile: it is %(now)s now, you saw %(seen)s. Save once more."),
    ("", figures.TWICE): _("This stands twice in the list. Leave one of the two."),
    ("", figures.NOT_COUNTED): _("Pieces of this are not counted. Leave the number empty."),
}


def sentence(fault: Fault) -> str:
    """What is wrong and what to do."""
    found = _SENTENCES.get((fault.field, fault.reason)) or _SENTENCES["", fault.reason]
    return str(found) % {"now": _shown(fault.now), "seen": _shown(fault.seen)}


def _shown(figure: int | None) -> str:
    return amounts.grouped(figure) or "–"
