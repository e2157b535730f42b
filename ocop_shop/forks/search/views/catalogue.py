"""The whole catalogue and one category. Open to everybody; hidden categories to shop staff only."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from oscar.core.loading import get_class, get_model

BaseSearchView = get_class("search.views.base", "BaseSearchView")


class CatalogueView(BaseSearchView):  # type: ignore[misc, valid-type]
    """All products."""

    template_name = "oscar/catalogue/browse.html"


class ProductCategoryView(BaseSearchView):  # type: ignore[misc, valid-type]
    """The products of a category and of those below it; an outdated address is redirected."""

    template_name = "oscar/catalogue/category.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.category = get_object_or_404(get_model("catalogue", "Category"), pk=kwargs["pk"])
        if not (self.category.is_public or request.user.is_staff):
            raise Http404
        address = self.category.get_absolute_url()
        if unquote(address) != unquote(request.path):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
        return super().get(request, *args, **kwargs)  # type: ignore[no-any-return]

    def get_heading(self) -> str:
        return str(self.category.name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(category=self.category, **kwargs)  # type: ignore[no-any-return]
