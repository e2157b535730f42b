"""Who may see which producer, in one place."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Q


class ProducerQuerySet(models.QuerySet[Any]):
    """Producers, narrowed by who asks."""

    def public(self) -> Self:
        """Those with a public page."""
        return self.filter(is_public=True)


class ProvenanceQuerySet(models.QuerySet[Any]):
    """Where products come from."""

    def from_places(self, places: Collection[int]) -> Self:
        """Those from one of these provinces or communes, by key: the product's own place, or else its maker's."""
        own = Q(province__in=places) | Q(commune__in=places) | Q(commune__parent__in=places)
        makers = Q(producer__province__in=places) | Q(producer__commune__in=places)
        makers |= Q(producer__commune__parent__in=places)
        return self.filter(own | Q(province__isnull=True, commune__isnull=True) & makers)
