"""Who changed what, why: one line for every act that changes a claim, a producer or an order.

The line is written after commit, so that an act that was rolled back leaves none.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from . import clock

logger = logging.getLogger("ocop_shop.audit")


def record(
    act: str,
    subject: str,
    *,
    actor: object | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Note that `actor` did `act` ("certificate.revoked") to `subject` ("certificate:12"), once it is committed.

    `before` and `after` hold the values that changed; `reason` is the ground given. `actor` is a user or None for the
    system; only its key is kept, never a name.
    """
    entry = {
        "at": clock.now().isoformat(),
        "act": act,
        "subject": subject,
        "actor": getattr(actor, "pk", None),
        "before": dict(before or {}),
        "after": dict(after or {}),
        "reason": reason,
    }
    transaction.on_commit(lambda: logger.info(json.dumps(entry, ensure_ascii=False, default=str)))
