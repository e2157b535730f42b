"""Questions to the table of places, each in one word."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from ocop_shop.core import clock


class PlaceQuerySet(models.QuerySet[Any]):
    """Places, narrowed by level and by the day on which they must exist."""

    def in_force(self, on: date | None = None) -> Self:
        """Those that exist on `on` (default: today in Vietnam)."""
        day = on or clock.today()
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        )

    def former(self, on: date | None = None) -> Self:
        """Those that had ended before `on` (default: today)."""
        return self.filter(valid_until__lt=on or clock.today())

    def provinces(self) -> Self:
        """Provinces and centrally run cities only."""
        return self.filter(level="province")

    def communes(self) -> Self:
        """Communes, wards and special zones only."""
        return self.filter(level="commune")
