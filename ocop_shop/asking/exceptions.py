"""Why a question, an answer, a reply or thanks was not written. `str()` is a sentence for a person; nothing changed."""

from __future__ import annotations


class AskingError(Exception):
    """What could not be done."""
