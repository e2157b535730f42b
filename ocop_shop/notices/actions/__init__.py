"""Everything that is done about notices: telling, wishing, seeing, sending elsewhere, forgetting. Safe to repeat."""

from .endpoints import remove_endpoint, renew_secret, set_endpoint
from .forgetting import forget_old, old
from .telling import Said, tell
from .wishing import see, wish, wish_there

__all__ = [
    "Said",
    "forget_old",
    "old",
    "remove_endpoint",
    "renew_secret",
    "see",
    "set_endpoint",
    "tell",
    "wish",
    "wish_there",
]
