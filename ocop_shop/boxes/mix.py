"""Where the things in a box are from, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ocop_shop.producers import origins

MOST_NAMED = 3
"""Provinces that a card names."""


def provinces(parts: Iterable[Any]) -> dict[Any, int]:
    """The provinces of the parts, most products first, and how many products are from each; unknown ones left out."""
    found: dict[Any, int] = {}
    for part in parts:
        _commune, province = origins.commune_and_province(origins.origin_of(part.part)) if part.part else (None, None)
        if province is not None:
            found[province] = found.get(province, 0) + 1
    return dict(sorted(found.items(), key=lambda share: -share[1]))


def makers(parts: Iterable[Any]) -> int:
    """How many makers the parts have, as far as they are on record."""
    known = (origins.origin_of(part.part) for part in parts if part.part)
    return len({origin.producer_id for origin in known if origin and origin.producer_id})


def place(parts: Iterable[Any]) -> str:
    """The names of the provinces, as a card has room for them, and how many more there are: "Vĩnh Long, Huế +2"."""
    names = [province.name for province in provinces(parts)]
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" +{more}" if more > 0 else "")


def sentence(parts: Iterable[Any]) -> str:
    """The mix in words: "3 products of 2 makers, from Vĩnh Long (2) and Lâm Đồng (1)"."""
    listed = list(parts)
    number, by = len(listed), makers(listed)
    goods = ngettext("%(number)d product", "%(number)d products", number) % {"number": number}
    if by:
        goods = ngettext("%(goods)s of %(number)d maker", "%(goods)s of %(number)d makers", by) % {
            "goods": goods,
            "number": by,
        }
    named = [f"{province.name} ({share})" for province, share in provinces(listed).items()]
    return _("%(goods)s, from %(places)s") % {"goods": goods, "places": _listed(named)} if named else goods


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
