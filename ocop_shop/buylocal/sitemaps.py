"""The pages that editors write, for the sitemap of a shop with Wagtail:

    sitemaps.addresses({**sitemaps.SECTIONS, "pages": PageSection})

Wagtail's own sitemap names the pages of one language only, under the host that its site was given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q
from wagtail.models import Page, Site

from ocop_shop.discovery import last_changes, places
from ocop_shop.discovery.last_changes import Days, latest
from ocop_shop.discovery.sitemaps import Section

from .mixins import BodyMixin, CollectionMixin


@dataclass
class Entry:
    """A page with its translations: the path of each by its language, and their keys."""

    paths: dict[str, str] = field(default_factory=dict)
    keys: list[int] = field(default_factory=list)


class PageSection(Section):
    """Live pages that everybody may read, with their translations.

    A page changes when it is published and, where it shows products, with those that its rule may choose from; shelves
    in its body may choose from all.
    """

    def items(self) -> list[Entry]:
        """The pages in the order of the tree; translations stand together."""
        return self._found

    def paths(self, item: Entry) -> dict[str, str]:
        return item.paths

    def lastmod(self, item: Entry) -> date | None:
        pages = [self._whole[key] for key in item.keys if key in self._whole]
        return latest(*(day for page in pages for day in (page.last_published_at, self._goods_of(page))))

    @cached_property
    def _found(self) -> list[Entry]:
        found: dict[Any, Entry] = {}
        for page in self._pages():
            parts = page.get_url_parts(self.request)
            if parts and parts[2]:
                entry = found.setdefault(page.translation_key, Entry())
                entry.paths[page.locale.language_code] = parts[2]
                entry.keys.append(page.pk)
        return list(found.values())

    @cached_property
    def _whole(self) -> dict[int, Any]:
        """The pages with all that their own kinds have; the index needs none of that."""
        return {page.pk: page for page in self._pages().specific()}

    def _goods_of(self, page: Any) -> date | None:
        """The last change of what the page may show of the shop."""
        if isinstance(page, BodyMixin) and page.body:
            return latest(*self._days.values())
        if not isinstance(page, CollectionMixin):
            return None
        return latest(*(self._days.get(place.code) for place in self._provinces if _is_in(place, page)))

    @cached_property
    def _days(self) -> Days:
        return last_changes.by_province()

    @cached_property
    def _provinces(self) -> list[Any]:
        return places.provinces()

    def _pages(self) -> Any:
        site = Site.find_for_request(self.request) or Site.objects.get(is_default_site=True)
        below = Q()
        for root in site.root_page.get_translations(inclusive=True):
            below |= Q(path__startswith=root.path)
        pages = Page.objects.live().public().filter(below)
        return pages.order_by("path").select_related("locale")


def _is_in(place: Any, page: Any) -> bool:
    """Whether a collection may choose from the province; one that names no place chooses from all."""
    if page.province_id:
        return bool(page.province_id == place.pk)
    return not page.macro_region_id or bool(page.macro_region_id == place.macro_region_id)
