"""What producers do that the shop has to know, announced after the commit. Nothing depends on being heard."""

from django.dispatch import Signal

# Arguments: order, producer, lines, reason, money (`giving_back.Less`). A producer cancelled lines of its own.
lines_cancelled = Signal()
