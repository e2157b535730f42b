"""Producers in the register that somebody may be: the same tax code, the same name, or nearly the same one nearby."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from ocop_shop.core import text

from .names import LONG, identity

_MOST = 10
_READ = 500
_ALIKE = 0.8
# Words that say what kind of producer it is, and nothing about which.
_KINDS = frozenset(word for long in LONG.values() for word in text.words(long)) | frozenset(LONG)


class Why(StrEnum):
    """Why a producer is taken for one that is in the register; the strongest first."""

    CHOSEN = "chosen"
    TAX_CODE = "tax_code"
    NAME = "name"
    NEAR = "near"


@dataclass(frozen=True)
class Candidate:
    """A producer of the register. `has_people`: somebody works at its desk already."""

    producer: Any
    why: Why
    has_people: bool


def like(name: str, *, tax_code: str = "", commune: Any = None) -> list[Candidate]:
    """The producers that one of this name may be, the surest first, ten at most. One query."""
    match_key, bare = identity(name)[:500], own_words(name)
    of_place = Q(commune=commune) if commune else Q(pk__in=())
    of_code = Q(seller_identity__tax_code=tax_code) if tax_code else Q(pk__in=())
    members = apps.get_model("ocop_producers", "Member").objects.filter(producer=OuterRef("pk"))
    rows = apps.get_model("ocop_producers", "Producer").objects.filter(Q(match_key=match_key) | of_place | of_code)
    known = rows.select_related("commune", "province", "seller_identity").annotate(has_people=Exists(members))
    found = []
    for producer in known.order_by("pk")[:_READ]:
        why = _why(producer, match_key, bare, tax_code)
        if why:
            found.append(Candidate(producer, why, producer.has_people))
    order = list(Why)
    return sorted(found, key=lambda one: (order.index(one.why), one.producer.pk))[:_MOST]


def own_words(name: str) -> str:
    """`name` without marks and without the words of its kind: "Hợp tác xã Cầu Kè" and "HTX cau ke" are the same."""
    return " ".join(word for word in text.words(name) if word not in _KINDS)


def _why(producer: Any, match_key: str, bare: str, tax_code: str) -> Why | None:
    known = getattr(producer, "seller_identity", None)
    if tax_code and known and known.tax_code == tax_code:
        return Why.TAX_CODE
    if match_key and producer.match_key == match_key:
        return Why.NAME
    other = own_words(producer.name)
    if not bare or not other:
        return None
    return Why.NEAR if difflib.SequenceMatcher(None, bare, other, autojunk=False).ratio() >= _ALIKE else None
