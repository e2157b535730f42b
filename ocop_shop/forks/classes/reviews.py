"""A buyer's mark runs from 1 to 5, as the page says. For everybody to whom the product was sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from oscar.apps.catalogue.reviews.forms import ProductReviewForm as OscarProductReviewForm

from ocop_shop.asking.buyers import has_bought


class ProductReviewForm(OscarProductReviewForm):
    """Oscar's, which also offers a mark of 0 and takes the word of those who never bought."""

    def __init__(self, product: Any, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(product, *args, user=user, **kwargs)
        self._buyer = user
        field: Any = self.fields["score"]
        field.choices = [choice for choice in field.choices if choice[0] != 0]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self._buyer is None or not has_bought(self._buyer, self.instance.product):
            raise forms.ValidationError(_("Only those who bought this product here can review it, once it was sent."))
        return cleaned
