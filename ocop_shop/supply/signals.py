"""What is announced of pauses and seasons.

`rest_changed` is sent inside the transaction, so that what a listener writes stands or falls with it. Listeners that
make what can be made later wait for the commit.
"""

from django.dispatch import Signal

# Arguments: product_ids (frozenset[int]).
rest_changed = Signal()
