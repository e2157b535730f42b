"""Which pauses hold, and which changes of prices may be undone, in one place."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final, Self

from django.db import models
from django.db.models import Q

UNDO_WITHIN: Final = timedelta(minutes=10)


class PauseQuerySet(models.QuerySet[Any]):
    """Announced pauses."""

    def standing(self) -> Self:
        """Those that nobody has ended: over, running, or to come."""
        return self.filter(ended_at=None)

    def not_over(self, on: date) -> Self:
        """Those that run on this day or later."""
        return self.standing().filter(Q(until=None) | Q(until__gt=on))

    def of_producer(self, producer: Any) -> Self:
        """Those of one producer."""
        return self.filter(producer=producer)


class PriceChangeQuerySet(models.QuerySet[Any]):
    """Changes of prices and stock."""

    def of_producer(self, producer: Any) -> Self:
        """Those of one producer."""
        return self.filter(producer=producer)

    def undoable(self, at: datetime) -> Self:
        """Those that may still be undone at this moment."""
        return self.filter(undone_at=None, at__gt=at - UNDO_WITHIN)
