"""What cannot be done with an account. `str()` is a sentence for whoever asked; nothing was written."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ocop_shop.core.money import format_dong

from .months import Month


class AccountError(Exception):
    """What could not be done."""


class MonthNotOver(AccountError):
    """Something may still be entered in the month."""

    def __init__(self, month: Month) -> None:
        super().__init__(_("The month %(month)s is not over yet.") % {"month": month.shown})


class EarlierMonthOpen(AccountError):
    """Months are closed one after the other."""

    def __init__(self, month: Month) -> None:
        super().__init__(_("An earlier month is not closed yet: %(month)s.") % {"month": month.shown})


class ReferenceMissing(AccountError):
    """Who pays says by which transfer."""

    def __init__(self) -> None:
        super().__init__(_("Please give the bank's reference of the payment."))


class NotToBePaid(AccountError):
    """Nothing is owed by this statement."""

    def __init__(self, statement: Any) -> None:
        said = {"month": statement.month.shown}
        super().__init__(_("Nothing is to be paid by the statement of %(month)s.") % said)


class PaidMeanwhile(AccountError):
    """Somebody else noted another transfer."""

    def __init__(self, statement: Any) -> None:
        said = {"reference": statement.reference}
        super().__init__(_("This statement is paid already, by %(reference)s.") % said)


class ReasonMissing(AccountError):
    """A correction says why, and is not nothing."""

    def __init__(self) -> None:
        super().__init__(_("A correction needs an amount and a reason."))


class SharesDoNotFit(AccountError):
    """More is given back for a line than was paid for it, or more than the refund is."""

    def __init__(self, most: int) -> None:
        super().__init__(_("At most %(amount)s can be shared out here.") % {"amount": format_dong(most)})


class SharedBefore(AccountError):
    """It is known what the refund was for."""

    def __init__(self) -> None:
        super().__init__(_("It was said already whom this refund concerns."))


class NotAPercentage(AccountError):
    """A commission is between 0 and 100 percent, with two places at most."""

    def __init__(self) -> None:
        super().__init__(_("A commission is a number from 0 to 100 with at most two decimals."))


class NotAtTheDoor(AccountError):
    """The parcel is not the producer's alone, or it was said already what became of it."""

    def __init__(self) -> None:
        super().__init__(_("Nothing waits at the door for this order any more."))
