"""Every change of a proposal: atomic, locked, audited, safe to repeat."""

from .deciding import accept, send_back
from .files import add_file, remove_file
from .forgetting import decided, drop, forget_decided, forget_stale, stale
from .writing import begin, discard, save, submit, take_back

__all__ = [
    "accept",
    "add_file",
    "begin",
    "decided",
    "discard",
    "drop",
    "forget_decided",
    "forget_stale",
    "remove_file",
    "save",
    "send_back",
    "stale",
    "submit",
    "take_back",
]
