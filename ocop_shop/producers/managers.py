"""Who may see which producer, in one place."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class ProducerQuerySet(models.QuerySet[Any]):
    """Producers, narrowed by who asks."""

    def public(self) -> Self:
        """Those with a public page."""
        return self.filter(is_public=True)
