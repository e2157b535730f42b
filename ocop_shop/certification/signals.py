"""What the register announces.

`standing_changed` is sent inside the transaction that changed the register, so that what is made of it (listing
rows, counts) changes with it or not at all. Listeners that reach outside the database wait for the commit themselves.
"""

from django.dispatch import Signal

# Arguments: product_ids (frozenset[int]).
standing_changed = Signal()
