"""Which class knows the rules of which kind of proposal."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from django.utils.module_loading import import_string

from .subject import Subject

SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "profile": "ocop_shop.proposals.profile.ProfileSubject",
        "listing": "ocop_shop.proposals.listing.ListingSubject",
        "joining": "ocop_shop.proposals.joining.JoiningSubject",
        "identity": "ocop_shop.proposals.identity.IdentitySubject",
    }
)


@cache
def _made(path: str) -> Subject:
    return import_string(path)()  # type: ignore[no-any-return]


def subject_of(proposal: Any) -> Subject:
    """The rules of this proposal."""
    return _made(SUBJECTS[proposal.kind])
