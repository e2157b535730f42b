"""The page of a product, which everybody may open while it is public: read with all that it shows, in few queries."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from oscar.apps.catalogue.views import ProductDetailView as OscarProductDetailView

from ocop_shop.boxes import contents

_JOINED = (
    "product_class",
    "ocop_provenance__producer__province",
    "ocop_provenance__producer__commune",
    "ocop_provenance__province",
    "ocop_provenance__commune",
    "ocop_provenance__former_province",
)


class ProductDetailView(OscarProductDetailView):
    """Oscar's page. What a template asks for one by one is at hand: class, origin, maker, places, attributes."""

    def get_queryset(self) -> QuerySet[Any]:
        found: QuerySet[Any] = super().get_queryset().select_related(*_JOINED).annotate(has_parts=contents.has_parts())
        return found

    def get_object(self, queryset: QuerySet[Any] | None = None) -> Any:
        product = super().get_object(queryset)
        if not getattr(product, "has_parts", True):
            contents.known_without(product)
        if product.rating is None:  # the mean of approved reviews: there are none to be counted
            product.__dict__["num_approved_reviews"] = 0
        if not product.is_child and not hasattr(product, "_prefetched_attribute_values"):
            # In the form in which Oscar's own prefetch leaves them.
            values = product.attribute_values.select_related("attribute__option_group", "value_option")
            product._prefetched_attribute_values = list(values.annotate(code=F("attribute__code")))
        return product
