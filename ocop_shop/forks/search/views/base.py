"""What browsing, a category and a search have in common: one shelf for one query. Open to everybody."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from ocop_shop.discovery import parameters
from ocop_shop.discovery.shelf import Shelf, shelf


class BaseSearchView(TemplateView):
    """Shows `shelf` in the context: cards, total, filters, what is applied, order and pages."""

    category: Any = None

    def get_shelf(self) -> Shelf:
        """The shelf that the address asks for; a page that does not exist is a 404."""
        try:
            return shelf(parameters.read(self.request.GET), category=self.category)
        except parameters.NoSuchPage as error:
            raise Http404(_("There is no such page of this list.")) from error

    def get_heading(self) -> str:
        """What the list is called."""
        return _("All products")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["shelf"] = self.get_shelf()
        context["heading"] = self.get_heading()
        return context
