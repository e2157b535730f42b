"""The catalogue by the ORM in Oscar's layout, with Oscar's cards; with facets over its attributes, or without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.views.generic import ListView
from oscar.apps.catalogue.views import ProductDetailView
from oscar.core.loading import get_model

from . import facets
from .stock import ENGINE

LABELS = {
    "stars": "Sao OCOP",
    "province": "Tỉnh",
    "sector": "Ngành",
    "producer_type": "Chủ thể",
    "in_stock": "Còn hàng",
}


@dataclass(frozen=True)
class Shown:
    """A product as Oscar's template wants it, which was written for hits of a search."""

    object: Any


class PlainListView(ListView):  # type: ignore[type-arg]
    """Public products, newest first, and nothing to filter by."""

    template_engine = ENGINE
    template_name = "oscar/catalogue/browse.html"
    paginate_by = 20
    filter_by: Any = None

    def get_queryset(self) -> Any:
        return get_model("catalogue", "Product").objects.browsable().base_queryset()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["products"] = [Shown(product) for product in context["object_list"]]
        context["summary"] = _("All products")
        return context


class FacetedListView(PlainListView):
    """The same with five facets, several values of each."""

    def get_queryset(self) -> Any:
        self.words = facets.vocabulary()
        self.chosen = self.words.chosen(self.request.GET)
        self.in_stock = "in_stock" in self.request.GET
        return facets.narrowed(super().get_queryset(), self.words, self.chosen, self.in_stock)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        self.counts = facets.counts(self.words, self.chosen, self.in_stock)
        context["has_facets"] = True
        context["facet_data"] = {code: self._shown(code) for code in self.counts}
        return context

    def _shown(self, code: str) -> dict[str, Any]:
        """A facet as Oscar's template wants it."""
        options = self.words.options[code] if code in self.words.options else ((1, "1", LABELS[code]),)
        numbers = self.counts[code]
        on = self.chosen.get(code, frozenset()) if code != "in_stock" else frozenset({1} if self.in_stock else ())
        results = [self._value(code, value, label, numbers.get(key, 0), key in on) for key, value, label in options]
        if code == "province":
            results.sort(key=lambda value: -value["count"])
        return {"name": LABELS[code], "results": results}

    def _value(self, code: str, value: str, label: str, number: int, selected: bool) -> dict[str, Any]:
        pairs = [(name, held) for name, held in self._pairs if (name, held) != (code, value)]
        address = "?" + urlencode(pairs if selected else [*pairs, (code, value)])
        return {
            "name": label,
            "count": number,
            "show_count": True,
            "disabled": not number and not selected,
            "selected": selected,
            "select_url": address,
            "deselect_url": address,
        }

    @property
    def _pairs(self) -> list[tuple[str, str]]:
        if not hasattr(self, "_held"):
            lists = self.request.GET.lists()
            self._held = [(name, value) for name, values in lists if name != "page" for value in values]
        return self._held


class StockDetailView(ProductDetailView):  # type: ignore[misc, valid-type]
    """Oscar's page of a product in Oscar's templates."""

    template_engine = ENGINE
    enforce_paths = False
