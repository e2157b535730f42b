"""What nobody may put into a basket, and why: goods of some product sets, and those that staff keep off the shelf.

Every page, list, basket and order asks here. No query where the provenance of product and parent is at hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ocop_shop.conf import settings

from . import origins
from .abstract_models import OffReason

ENQUIRY = "enquiry"
"""The reason of goods that are agreed on with their maker by their product set (`OCOP_ENQUIRY_ONLY_SETS`)."""


@dataclass(frozen=True)
class Off:
    """Why something is not sold here. `note` is what staff say of it, in public."""

    reason: str
    note: str = ""

    @property
    def is_marked(self) -> bool:
        """Whether staff keep this very product off, whatever its product set."""
        return self.reason != ENQUIRY

    @property
    def why(self) -> str:
        """Why, as the middle of a sentence: it begins small and has no full stop."""
        return _why(self.reason) or self.note.rstrip(".! ")

    @property
    def remark(self) -> str:
        """What staff say beside that; empty where it is all that is said."""
        return self.note if _why(self.reason) else ""

    @property
    def advice(self) -> str:
        """What a buyer can do instead."""
        if self.reason == OffReason.MEDICINE:
            return _("Please ask at a pharmacy.")
        return _("Ask the maker, or visit.")


def off_of(product: Any) -> Off | None:
    """Why nobody may buy `product` here; None where it may be sold. A variant is what its parent is."""
    marked = origins.kept_off_of(product)
    if marked:
        return Off(marked.kept_off, marked.kept_off_note)
    return Off(ENQUIRY) if origins.set_of(product) in settings.enquiry_only_sets else None


def is_enquiry_only(product: Any) -> bool:
    """Whether no basket takes `product`: by its product set, or because staff keep it off the shelf."""
    return off_of(product) is not None


def card_words(reason: str) -> str:
    """A mark in the few words of a card; empty for what has none."""
    if not reason:
        return ""
    return _("At pharmacies only") if reason == OffReason.MEDICINE else _("Not sold here")


def _why(reason: str) -> str:
    return {
        ENQUIRY: _("it is agreed on with its maker"),
        OffReason.MEDICINE.value: _("only pharmacies may sell medicines"),
        OffReason.HEALTH_FOOD.value: _("its declaration or the confirmation of its advertising is missing"),
        OffReason.PROTECTED.value: _("it comes from a protected species"),
    }.get(reason, "")
