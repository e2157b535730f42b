"""What sectors, sets, stars and orders are called, in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ocop_shop.producers.taxonomy import SECTORS, SETS


def sector_name(code: str) -> str:
    """A sector in the reader's language."""
    sector = SECTORS.get(code)
    return (sector.en if get_language() == "en" else sector.vi) if sector else code


def set_name(number: int | str) -> str:
    """A product set in the reader's language."""
    found = SETS[int(number)]
    return found.en if get_language() == "en" else found.vi


def stars_name(stars: int) -> str:
    """A number of stars; 0 for products without a star in force."""
    return _("%(stars)s stars") % {"stars": stars} if stars else _("No star")


def sort_label(sort: str) -> str:
    """What a way to order is called."""
    return {
        "stars": _("Most stars first"),
        "local": _("Local first"),
        "newest": _("Newest first"),
        "price": _("Lowest price first"),
        "-price": _("Highest price first"),
        "name": _("Name A to Z"),
    }[sort]


def sort_explained(sort: str) -> str:
    """How a list is ordered, in a sentence. Nobody can pay for a place in it."""
    return {
        "stars": _("Most stars first; among equals the newest certificate. Nobody can pay for a place."),
        "local": _("From your commune first, then your province, then your region, then all others; most stars first."),
        "newest": _("What came to the shop last stands first."),
        "price": _("Lowest price first; what is sold on request stands last."),
        "-price": _("Highest price first; what is sold on request stands last."),
        "name": _("In the order of the Vietnamese alphabet."),
    }[sort]


def nearest_explained() -> str:
    """How a search is ordered, in a sentence."""
    return _(
        "Products called so first, then those with the words side by side or in their name; then most stars."
        " Nobody can pay for a place."
    )
