"""Pauses and seasons in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from . import rests
from .rests import Rest


def rest_words(rest: Rest | None) -> str:
    """Why goods are not sold now, as the public reads it; empty where they are."""
    if rest is None:
        return ""
    if rest.kind == rests.SEASON:
        return season_words(rest.months)
    if rest.back_on is None:
        return _("Not sold for now")
    return _("Not sold for now, on sale again from %(day)s") % {"day": f"{rest.back_on:%d/%m/%Y}"}


def long_rest_words(rest: Rest | None) -> str:
    """As `rest_words`, and of a season also from which day goods are sold again."""
    if rest is None or rest.kind != rests.SEASON or rest.back_on is None:
        return rest_words(rest)
    told = {"season": season_words(rest.months), "day": f"{rest.back_on:%d/%m/%Y}"}
    return _("%(season)s, on sale again from %(day)s") % told


def season_words(months: Iterable[int]) -> str:
    """A season: "In season: months 3–5". Months are those of the solar calendar."""
    return _("In season: months %(months)s") % {"months": stretches(months)}


def stretches(months: Iterable[int]) -> str:
    """Months as numbers: "3–5, 11–2"."""
    return ", ".join(f"{first}–{last}" if first != last else str(first) for first, last in rests.runs(months))
