"""Which entries and statements somebody may see, in one place."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from .choices import Kind
from .months import Month


class EntryQuerySet(models.QuerySet[Any]):
    """Entries of accounts."""

    def of_producer(self, producer: Any) -> Self:
        """Those of one producer."""
        return self.filter(account__producer=producer)

    def of_month(self, month: Month) -> Self:
        """Those that a statement of `month` counts."""
        return self.counted().filter(at__gte=month.begins, at__lt=month.ends)

    def counted(self) -> Self:
        """All but payouts, which settle statements and are in none."""
        return self.exclude(kind=Kind.PAYOUT)

    def sales(self) -> Self:
        """What was sold, and what of it was given back."""
        return self.filter(Q(kind=Kind.SALE) | Q(kind=Kind.REFUND))


class StatementQuerySet(models.QuerySet[Any]):
    """Months that are closed."""

    def of_producer(self, producer: Any) -> Self:
        """Those of one producer."""
        return self.filter(account__producer=producer)

    def open(self) -> Self:
        """Those of which money is still to move."""
        return self.filter(paid_at=None, is_carried=False).exclude(total=0)
