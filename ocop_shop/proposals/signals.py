"""What proposals announce, after the commit, for whoever writes letters. Nothing depends on being heard."""

from django.dispatch import Signal

# Argument: proposal. Staff have to decide on it.
proposal_submitted = Signal()
# Argument: proposal. It was accepted or sent back.
proposal_decided = Signal()
