"""Why a request about personal data was not carried out. `str()` is a sentence for who asked; nothing was written."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _


class PersonalError(Exception):
    """What could not be done; everything is as before."""


class HeldUp(PersonalError):
    """Something is still under way; `reasons` says what."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(*reasons)
        self.reasons = tuple(reasons)

    def __str__(self) -> str:
        return _("This cannot be done yet.") + " " + " ".join(self.reasons)


class Answered(PersonalError):
    """Somebody has answered the request meanwhile."""

    def __str__(self) -> str:
        return _("This request was answered already.")


class NobodyFound(PersonalError):
    """There is nobody whom the request could be about."""

    def __str__(self) -> str:
        return _("There is no account or producer of this name.")
