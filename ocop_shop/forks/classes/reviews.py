"""A buyer's mark runs from 1 to 5, as the page says. For everybody whom the shop lets write reviews."""

from __future__ import annotations

from typing import Any

from oscar.apps.catalogue.reviews.forms import ProductReviewForm as OscarProductReviewForm


class ProductReviewForm(OscarProductReviewForm):
    """Oscar's, which also offers a mark of 0."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["score"]
        field.choices = [choice for choice in field.choices if choice[0] != 0]
