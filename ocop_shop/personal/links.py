"""The link that shows who reads an address: mailed there, signed, over after a day. Nothing is kept of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.core import signing

_SALT: Final = "ocop_shop.personal.links"
HOURS: Final = 24


def token_for(email: str) -> str:
    """What a link carries for this address."""
    return signing.dumps(email.strip().casefold(), salt=_SALT, compress=True)


def email_in(token: str) -> str:
    """The address that a link proves; empty for one that is over, or that nobody sent."""
    try:
        return str(signing.loads(token, salt=_SALT, max_age=timedelta(hours=HOURS)))
    except signing.BadSignature:
        return ""
