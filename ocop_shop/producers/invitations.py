"""The secret of an invitation's link. Only its hash is kept, so who reads the table cannot use it. No Django here."""

from __future__ import annotations

import hashlib


def hash_of(secret: str) -> str:
    """What is kept of a secret: 64 hex digits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
