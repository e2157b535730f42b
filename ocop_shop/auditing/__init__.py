"""The audit log: who changed what and why, append-only and chained, so that a later change of it is found."""
