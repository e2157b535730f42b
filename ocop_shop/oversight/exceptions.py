"""Errors of the programme staff's work, with a sentence for a person in `str()`."""


class OversightError(Exception):
    """A step that was refused; nothing was written."""
