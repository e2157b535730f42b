"""Why prices, stock or a pause were not changed. `str()` is a sentence for who asked; nothing was written."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .figures import Fault


class SupplyError(Exception):
    """What could not be done; everything is as before."""


class NotOwn(SupplyError):
    """A stock record or product that is not the producer's own."""

    def __str__(self) -> str:
        return _("This is not among your goods. Nothing was changed.")


class ChangeRefused(SupplyError):
    """Some rows cannot be written as they are; `faults` names every figure. No row was written."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__()
        self.faults = faults

    def __str__(self) -> str:
        number = len({fault.record for fault in self.faults})
        return ngettext(
            "Nothing was saved: %(number)d row has to be looked at again.",
            "Nothing was saved: %(number)d rows have to be looked at again.",
            number,
        ) % {"number": number}


class UndoOver(SupplyError):
    """A change is too old to be undone."""

    def __str__(self) -> str:
        return _("This change is more than 10 minutes old and stays. Change the prices again instead.")


class ChangedSince(SupplyError):
    """What was changed has been changed again, or too much of it is sold; `names` are the goods."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.names = names

    def __str__(self) -> str:
        return _(
            "This cannot be undone, since these were changed or sold meanwhile: %(names)s. Nothing was changed."
        ) % {"names": ", ".join(self.names)}


class WrongDays(SupplyError):
    """The days of a pause do not follow one another."""

    def __str__(self) -> str:
        return _("The first day of sale must lie after today and after the first day of the pause, within two years.")


class WrongMonths(SupplyError):
    """A season that is none."""

    def __str__(self) -> str:
        return _("A season is made of months from 1 to 12.")
