"""A boast told to whoever wrote it: what was found, what the register says, what to do now."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ocop_shop.core import html

from .boasts import Boast, Kind

_LONGEST = 80

_FOUND: Final = {
    Kind.NAMED: gettext_lazy("“%(said)s” says that this product is an OCOP product."),
    Kind.STARS: gettext_lazy("“%(said)s” says that this product has OCOP stars."),
    Kind.HIGHER: gettext_lazy("“%(said)s” says more than this product was granted."),
    Kind.POTENTIAL: gettext_lazy(
        "“%(said)s” speaks of potential for stars. That is a stage of an assessment, not a rank, and no reason to buy."
    ),
    Kind.STANDARD: gettext_lazy("“%(said)s” says that this product meets a standard that the register would know of."),
}


def reason(boast: Boast, granted: int | None) -> str:
    """Why `boast` cannot stand, in the reader's language: what was found, what the register says, what to do instead.

    `granted` is the product's stars today, None or 0 for none. Plain text, without markup.
    """
    return " ".join((_found(boast), _register(granted or 0), _instead(boast, granted or 0)))


def _found(boast: Boast) -> str:
    return str(_FOUND[boast.kind]) % {"said": html.plain(boast.said, _LONGEST)}


def _register(granted: int) -> str:
    if not granted:
        return _("The register holds no OCOP certificate of this product that is in force today.")
    return ngettext(
        "The register says that this product holds %(stars)s star today.",
        "The register says that this product holds %(stars)s stars today.",
        granted,
    ) % {"stars": granted}


def _instead(boast: Boast, granted: int) -> str:
    if granted and boast.kind is Kind.POTENTIAL:
        return _(
            "Write “OCOP %(stars)s stars”, or leave the words out: the badge is shown beside the product anyway."
        ) % {"stars": granted}
    if granted:
        return _(
            "Write at most “OCOP %(stars)s stars”. If a new decision has been made, send it to the programme's office "
            "first; the badge changes with the register."
        ) % {"stars": granted}
    if boast.kind is Kind.STANDARD:
        return _(
            "Name the standard that was met, such as VietGAP, HACCP or ISO, or leave the words out. For OCOP, apply at "
            "your commune's People's Committee; until it is granted, write “not yet certified”."
        )
    return _(
        "Leave the words out, or write “not yet certified”. To be certified, apply at your commune's People's "
        "Committee; if there is a decision already, send it to the programme's office to have it recorded."
    )
