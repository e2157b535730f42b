"""Products that match words. Open to everybody."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from oscar.apps.search.signals import user_search
from oscar.core.loading import get_class

BaseSearchView = get_class("search.views.base", "BaseSearchView")


class FacetedSearchView(BaseSearchView):  # type: ignore[misc, valid-type]
    """The shelf for the words in `q`."""

    template_name = "oscar/search/results.html"
    may_be_kept = False

    def get_heading(self) -> str:
        return _("Search results")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        words = context["shelf"].query.words
        if words:
            # Oscar's analytics listen; they get the cleaned words, which every database can store.
            user_search.send(sender=self, session=self.request.session, user=self.request.user, query=words)
        return context
