"""Why a box or a request was not written. `str()` is a sentence for a person; nothing was changed."""

from __future__ import annotations


class BoxError(Exception):
    """What could not be done."""
