"""Offers are applied to a basket; which of its products are in a range that follows a rule is asked once for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from oscar.apps.offer.applicator import Applicator as OscarApplicator

from ocop_shop.buylocal import ranges


class Applicator(OscarApplicator):
    """Oscar's, which asks about the products of a basket together."""

    def apply_offers(self, basket: Any, offers: Sequence[Any]) -> None:
        """Apply `offers`; with none of them nothing is read."""
        if offers:
            lines = list(basket.all_lines())
            # Oscar asks for each line whether there is a price at all.
            prefetch_related_objects([line.product for line in lines], "stockrecords")
            ranges.asked_together(lines)
        super().apply_offers(basket, offers)
