"""Every change of a payment. Each verb is atomic, locks the order first, is audited and can be repeated."""

from .calling_off import call_off
from .cancelling import cancel_lines
from .ending import close, expire_due, give_up
from .forgetting import forget_words
from .handing_over import call, collect, refuse
from .opening import begin, open_again, open_attempt, open_with_order
from .refunding import ask_refund, carry_out
from .settling import assign, mark_seen, take

__all__ = [
    "ask_refund",
    "assign",
    "begin",
    "call",
    "call_off",
    "cancel_lines",
    "carry_out",
    "close",
    "collect",
    "expire_due",
    "forget_words",
    "give_up",
    "mark_seen",
    "open_again",
    "open_attempt",
    "open_with_order",
    "refuse",
    "take",
]
