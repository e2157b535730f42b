"""What payments announce, after the commit, for whoever writes letters. Nothing depends on being heard."""

from django.dispatch import Signal

# Argument: attempt. The order is paid and may be packed.
attempt_paid = Signal()
# Argument: refund. So much was given back.
refund_done = Signal()
# Argument: attempt. The order was cancelled because it was not paid in time.
order_expired = Signal()
