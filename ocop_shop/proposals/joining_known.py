"""The rows that the values of an application name: its places, and the producer of the register that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from ocop_shop.core.keys import key_in
from ocop_shop.regions import lookup

_MEMO = "_ocop_joining_known"


@dataclass(frozen=True)
class Known:
    """What was found; None for what is not there. `commune` is one of `province`, or None."""

    province: Any
    commune: Any
    claimed: Any


def known(proposal: Any) -> Known:
    """What the values of `proposal` name, read once for each state of them. What staff decided counts first."""
    said = proposal.values
    asked = (str(said.get("province") or ""), str(said.get("commune") or ""), claim_of(proposal))
    memo = proposal.__dict__.get(_MEMO)
    if memo is None or memo[0] != asked:
        memo = (asked, Known(*places(said), producer_of(asked[2])))
        proposal.__dict__[_MEMO] = memo
    found: Known = memo[1]
    return found


def claim_of(proposal: Any) -> str:
    """Whom it says to be: a key, `joining_fields.NEW`, or nothing. What staff decided counts first."""
    return str(proposal.decision.get("claim") or proposal.values.get("claim") or "")


def places(said: Mapping[str, Any]) -> tuple[Any, Any]:
    """Province and commune of today that the values name; one query where both fit together."""
    province, commune = str(said.get("province") or ""), str(said.get("commune") or "")
    found = _communes().filter(code=commune).first() if commune else None
    if found is not None and found.parent is not None and found.parent.code == province:
        return found.parent, found
    return (lookup.province(province) if province else None), None


def _communes() -> Any:
    return apps.get_model("ocop_regions", "Place").objects.communes().in_force().select_related("parent")


def producer_of(claim: str) -> Any:
    """The producer with this key; None for none."""
    key = key_in(claim)
    return apps.get_model("ocop_producers", "Producer").objects.filter(pk=key).first() if key else None
