"""The pages that editors write, for the sitemap of a shop with Wagtail:

    sitemaps.addresses({**sitemaps.SECTIONS, "pages": PageSection})

Wagtail's own sitemap names the pages of one language only, under the host that its site was given.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Q
from wagtail.models import Page, Site

from ocop_shop.discovery.sitemaps import Section


class PageSection(Section):
    """Live pages that everybody may read, with their translations. Most of them show products, so no day is given."""

    def items(self) -> list[dict[str, str]]:
        """For each page its paths by language; translations stand together."""
        return self._found

    def paths(self, item: dict[str, str]) -> dict[str, str]:
        return item

    @cached_property
    def _found(self) -> list[dict[str, str]]:
        found: dict[Any, dict[str, str]] = {}
        for page in self._pages():
            parts = page.get_url_parts(self.request)
            if parts and parts[2]:
                found.setdefault(page.translation_key, {})[page.locale.language_code] = parts[2]
        return list(found.values())

    def _pages(self) -> Any:
        site = Site.find_for_request(self.request) or Site.objects.get(is_default_site=True)
        below = Q()
        for root in site.root_page.get_translations(inclusive=True):
            below |= Q(path__startswith=root.path)
        pages = Page.objects.live().public().filter(below)
        return pages.order_by("path").select_related("locale")
