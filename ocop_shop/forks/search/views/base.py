"""What browsing, a category and a search have in common: one shelf for one query. Open to everybody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from django.http import Http404, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from ocop_shop.discovery import indexing, nearby, parameters
from ocop_shop.discovery.indexing import Known
from ocop_shop.discovery.own_facets import own_facets
from ocop_shop.discovery.shelf import Shelf, shelf


class BaseSearchView(TemplateView):
    """Shows `shelf` in the context: cards, total, filters, what is applied, order and pages.

    `may_be_kept` is false where search engines may keep none of its lists.
    """

    category: Any = None
    may_be_kept = True

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
        return ["ocop_shop/listing_fragment.html"] if self._is_fragment() else super().get_template_names()

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        patch_vary_headers(response, ["HX-Request"])
        if getattr(self.request, "htmx", False):
            encoded = context["shelf"].query.encode()
            response["HX-Push-Url"] = f"{self.request.path}?{encoded}" if encoded else self.request.path
        self._tell_machines(response, context["known_as"])
        return response

    def get_heading(self) -> str:
        """What the list is called."""
        return _("All products")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["shelf"] = found = self.get_shelf()
        asked = parse_qsl(self.request.META.get("QUERY_STRING", ""), keep_blank_values=True)
        known = indexing.known(found.query, asked, found.total)
        context["known_as"] = known if self.may_be_kept else replace(known, may_be_kept=False)
        context["heading"] = self.get_heading()
        return context

    def _is_fragment(self) -> bool:
        htmx = getattr(self.request, "htmx", None)
        return bool(htmx and not htmx.history_restore_request)

    def _tell_machines(self, response: HttpResponse, known: Known) -> None:
        """A part of a page has no head: headers say that it is not to be kept, and of which page it is."""
        if self._is_fragment():
            path = escape_uri_path(self.request.path)
            page = self.request.build_absolute_uri(f"{path}?{known.query}" if known.query else path)
            response["X-Robots-Tag"] = "noindex"
            response["Link"] = f'<{page}>; rel="canonical"'
        elif not known.may_be_kept:
            response["X-Robots-Tag"] = "noindex, follow"
