"""Writing a review, for signed-in buyers of the product; reading reviews and their replies, for everybody."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from oscar.apps.catalogue.reviews.views import CreateProductReview as OscarCreateProductReview
from oscar.apps.catalogue.reviews.views import ProductReviewList as OscarProductReviewList

from ocop_shop.asking.buyers import has_bought


class CreateProductReview(OscarCreateProductReview):
    """Oscar's page for whoever bought the product; others are led back to it and told why."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        product = get_object_or_404(self.product_model, pk=kwargs["product_pk"], is_public=True)
        if not has_bought(request.user, product):
            told = _("Only those who bought this product here can review it, once it was sent.")
            if not request.user.is_authenticated:
                told = _("Sign in to review what you bought here.")
            messages.warning(request, told)
            return redirect(product.get_absolute_url())
        return super().dispatch(request, *args, **kwargs)


class ProductReviewList(OscarProductReviewList):
    """Oscar's list, with authors and replies at hand."""

    def get_queryset(self) -> QuerySet[Any]:
        found: QuerySet[Any] = super().get_queryset().select_related("user", "ocop_reply__producer")
        return found
