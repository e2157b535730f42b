"""What producers are owed, held against the orders that it follows from."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ocop_shop.accounts.verification import differences

from .findings import Finding


def money_differs() -> Iterator[Finding]:
    """Accounts hold what follows from orders, each sum once, and statements what was entered in their month."""
    for found in differences():
        values = {"key": found.key, "entered": _told(found.entered), "follows": _told(found.follows)}
        missing = found.entered is None and found.subject.startswith("order:")
        remedy = (
            _("Run ocop_close_month --enter-only.")
            if missing
            else _("Find out who wrote past the books, and enter a correction at the desk, under Payouts.")
        )
        sentence = _("The account of a producer holds %(entered)s under %(key)s, and %(follows)s follows.")
        yield Finding("money_differs", found.subject, sentence % values, remedy)


def _told(amount: int | None) -> str:
    return _("nothing") if amount is None else str(amount)
