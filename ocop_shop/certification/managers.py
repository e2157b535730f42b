"""Questions to the register, each in one word."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from ocop_shop.core import clock, text

from .life import BADGE_STATES, PROVEN

_MAX_WORDS = 8


class CertificateQuerySet(models.QuerySet[Any]):
    """Certificates, narrowed by what they hold and by words."""

    def proven(self) -> Self:
        """Those whose evidence may carry a badge."""
        return self.filter(evidence__in=PROVEN)

    def in_force(self, on: date | None = None) -> Self:
        """Those that carry their product's badge on `on` (default: today in Vietnam)."""
        day = on or clock.today()
        standings = self.model._meta.get_field("standings").related_model._default_manager
        governing = standings.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            certificate=OuterRef("pk"),
            starts_on__lte=day,
            state__in=BADGE_STATES,
        )
        return self.filter(Exists(governing))

    def called(self, words: str) -> Self:
        """Those whose product, producer, decision number or code holds every one of these words, marks or none."""
        found = self
        for word in text.words(words)[:_MAX_WORDS]:
            found = found.filter(search_key__contains=f" {word}")
        return found
