"""Why a question, an answer or a reply was not written. `str()` is a sentence for a person; nothing was changed."""

from __future__ import annotations


class AskingError(Exception):
    """What could not be done."""
