"""Why a preparation is not written. Nothing has changed then."""

from __future__ import annotations

from django.utils.translation import gettext as _


class PreparingError(Exception):
    """A step that cannot be taken; its text is for the producer."""


class NotOwn(PreparingError):
    """The product is another producer's."""

    def __str__(self) -> str:
        return _("This product is not yours. Nothing has changed.")


class NoCriteria(PreparingError):
    """There is no such criterion, paper or answer under the rules in force."""

    def __str__(self) -> str:
        return _("There is no such criterion or answer. Load the page again.")


class SavedMeanwhile(PreparingError):
    """Somebody else has saved since the form was opened."""

    def __str__(self) -> str:
        return _("Somebody else has saved meanwhile. Your words are below and not saved yet; save again to keep yours.")
