"""What browsing, a category and a search have in common: one shelf for one query. Open to everybody."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from ocop_shop.discovery import nearby, parameters
from ocop_shop.discovery.own_facets import own_facets
from ocop_shop.discovery.shelf import Shelf, shelf


class BaseSearchView(TemplateView):
    """Shows `shelf` in the context: cards, total, filters, what is applied, order and pages."""

    category: Any = None

    def get_shelf(self) -> Shelf:
        """The shelf that the address asks for; a page that does not exist is a 404."""
        own = [facet.name for facet in own_facets()]
        try:
            query = parameters.read(self.request.GET, own)
            return shelf(query, category=self.category, place=nearby.chosen_place(self.request))
        except parameters.NoSuchPage as error:
            raise Http404(_("There is no such page of this list.")) from error

    def get_template_names(self) -> list[str]:
        """The list alone where htmx asks for it; the whole page otherwise, also when the browser goes back."""
        htmx = getattr(self.request, "htmx", None)
        if htmx and not htmx.history_restore_request:
            return ["ocop_shop/listing.html"]
        return super().get_template_names()

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        patch_vary_headers(response, ["HX-Request"])
        return response

    def get_heading(self) -> str:
        """What the list is called."""
        return _("All products")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["shelf"] = self.get_shelf()
        context["heading"] = self.get_heading()
        return context
