"""Every change of an account. Each verb is atomic, locks the order and then accounts, is audited, can be repeated."""

from .at_the_door import collect, refuse
from .closing import close_month, close_months, mark_paid, to_close
from .deciding import share_out
from .recording import catch_up, correct, record, set_commission

__all__ = [
    "catch_up",
    "close_month",
    "close_months",
    "collect",
    "correct",
    "mark_paid",
    "record",
    "refuse",
    "set_commission",
    "share_out",
    "to_close",
]
