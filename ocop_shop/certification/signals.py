"""What the register announces.

`standing_changed` is sent inside the transaction that changed the register, so that what a listener writes stands or
falls with it. Listeners that reach outside the database, or make what can be made later, wait for the commit.
"""

from django.dispatch import Signal

# Arguments: product_ids (frozenset[int]).
standing_changed = Signal()
