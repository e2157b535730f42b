"""Questions to the table of places, each in one word."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from ocop_shop.core import clock

from .rows import LAST_DAY_OF_DISTRICTS


class PlaceQuerySet(models.QuerySet[Any]):
    """Places, narrowed by level and by the day on which they must exist."""

    def in_force(self, on: date | None = None) -> Self:
        """Those that exist on `on` (default: today in Vietnam)."""
        return self.filter(_exists(on or clock.today()))

    def former(self, on: date | None = None) -> Self:
        """Those that had ended before `on` (default: today)."""
        return self.filter(valid_until__lt=on or clock.today())

    def before_merger(self) -> Self:
        """Those of the old map, as it stood on 30 June 2025: 63 provinces, with their districts and communes."""
        return self.in_force(LAST_DAY_OF_DISTRICTS)

    def with_page(self, on: date | None = None) -> Self:
        """Those with a page: provinces and communes that exist on `on` (default: today), and the 63 of the old map."""
        today = ~Q(level="district") & _exists(on or clock.today())
        return self.filter(today | Q(level="province") & _exists(LAST_DAY_OF_DISTRICTS))

    def provinces(self) -> Self:
        """Provinces and centrally run cities only."""
        return self.filter(level="province")

    def districts(self) -> Self:
        """Districts of all kinds only; none is in force since 1 July 2025."""
        return self.filter(level="district")

    def communes(self) -> Self:
        """Communes, wards and special zones only."""
        return self.filter(level="commune")


def _exists(day: date) -> Q:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return begun & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))
