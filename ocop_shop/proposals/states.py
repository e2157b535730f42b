"""The states of a proposal, and which may follow which. No Django here."""

from __future__ import annotations

DRAFT, SUBMITTED, RETURNED, ACCEPTED, WITHDRAWN = "draft", "submitted", "returned", "accepted", "withdrawn"

# Its author may write in it.
WRITABLE = frozenset({DRAFT, RETURNED})
# Something may still come of it; a subject has one such at a time.
OPEN = WRITABLE | {SUBMITTED}
