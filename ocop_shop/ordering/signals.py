"""What ordering announces: after the commit for whoever writes letters, and in the transaction for whoever writes rows.

Nothing depends on being heard.
"""

from django.dispatch import Signal

# Argument: order. It may be packed: paid, or to be paid on delivery.
order_confirmed = Signal()
# Argument: order. It was announced before and must not be packed any more.
order_cancelled = Signal()
# Argument: order. The same two inside the transaction: what a listener writes stands or falls with them.
order_confirming = Signal()
order_cancelling = Signal()
# Arguments: order, note. The buyer asks to send something back; the note says what is wrong.
return_asked = Signal()
