"""The fields of an application to join, in their order, and what each kind of producer and of shop asks for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LABELS: Mapping[str, _StrPromise] = MappingProxyType(
    {
        "kind": _("Kind of producer"),
        "legal_name": _("Full name"),
        "tax_code": _("Tax code"),
        "licence_number": _("Number of the business licence"),
        "licence_date": _("Date of the licence"),
        "licence_issuer": _("Licence issued by"),
        "province": _("Province or city"),
        "commune": _("Commune, ward or special zone"),
        "street": _("House number, street, hamlet"),
        "representative": _("Who represents it"),
        "representative_id_end": _("Last four digits of the identity number"),
        "phone": _("Telephone"),
        "email": _("E-mail"),
        "bank": _("Bank"),
        "account": _("Account number"),
        "holder": _("Account holder"),
        "makes": _("What you make"),
        "claim": _("Already in the register"),
        "papers": _("Papers"),
        "consent": _("Terms"),
    }
)
"""All that staff read, in this order."""

PAPERS: Mapping[str, _StrPromise] = MappingProxyType(
    {
        "licence": _("Business licence"),
        "tax": _("Paper with the tax code"),
        "food_safety": _("Food safety certificate"),
        "certificate": _("OCOP decision or certificate"),
        "other": _("Another paper"),
    }
)
"""The kinds of papers; the names of fields of `ProposalFile`."""

BANK = ("bank", "account", "holder")
LICENCE = ("licence_number", "licence_date", "licence_issuer")
NEW = "new"
"""As `claim`: none of those in the register."""

# Who is written into a register of businesses. Farms, groups and producing households may have no such paper.
_LICENSED = frozenset({"company", "private_enterprise", "cooperative", "coop_union", "household"})
_ALWAYS = ("kind", "legal_name", "tax_code", "province", "commune", "street", "representative", "phone")


def is_licensed(kind: str) -> bool:
    """Whether a producer of this kind has a business licence."""
    return kind in _LICENSED


def required(kind: str, *, producers_sell: bool) -> tuple[str, ...]:
    """The fields that have to be filled in."""
    return _ALWAYS + (LICENCE if is_licensed(kind) else ()) + (BANK if producers_sell else ())


def is_optional(field: str, *, producers_sell: bool) -> bool:
    """Whether no producer of any kind has to fill in this field in this shop."""
    return field not in {*_ALWAYS, *LICENCE, *(BANK if producers_sell else ())}


def required_papers(kind: str) -> tuple[str, ...]:
    """The papers of which one is needed at least."""
    return ("licence",) if is_licensed(kind) else ("licence", "tax", "other")


def checks(kind: str) -> tuple[str, ...]:
    """What staff have to have checked before a producer may sell itself: facts of its identity."""
    return ("tax_code", "licence", "address") if is_licensed(kind) else ("tax_code", "address")
