"""Which proposals somebody may see, in one place."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from . import states


class ProposalQuerySet(models.QuerySet[Any]):
    """Proposals, narrowed by who asks."""

    def of_producer(self, producer: Any) -> Self:
        """Those of one producer."""
        return self.filter(producer=producer)

    def open(self) -> Self:
        """Those of which something may still come."""
        return self.filter(state__in=states.OPEN)

    def waiting(self) -> Self:
        """Those that staff have to decide on, the oldest first."""
        return self.filter(state=states.SUBMITTED).order_by("submitted_at", "pk")
