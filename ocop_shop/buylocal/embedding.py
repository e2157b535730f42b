"""A collection for other sites: its goods by the rule of today, as those of producers and places."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils.translation import get_language

from ocop_shop.discovery import embeds
from ocop_shop.discovery.embeds import Shelf

from .selection import rows


def of_collection(slug: str, count: int) -> Shelf | None:
    """The goods of a published collection that everybody may read; None where there is none. At most twelve queries.

    Pages of one name are told apart by language: that of the reader first.
    """
    if "\x00" in slug or not apps.is_installed("wagtail"):
        return None
    page = _page(slug[:255])
    url = page.get_url() if page else None
    return embeds.shelf("collection", page.title, url, rows(page.rule), count) if url else None


def _page(slug: str) -> Any:
    from wagtail.models import Page  # a shop without Wagtail has no collections

    from .mixins import CollectionMixin

    named = Page.objects.live().public().filter(slug=slug).select_related("locale").order_by("path")
    found: list[Any] = [page for page in named.specific() if isinstance(page, CollectionMixin)]
    mine = get_language()
    return next((page for page in found if page.locale.language_code == mine), None) or _translated(found, mine)


def _translated(found: list[Any], language: str | None) -> Any:
    """The first of `found` in `language`, where it has such a page under another name; else itself."""
    if not found:
        return None
    pages = found[0].get_translations().live().public().select_related("locale")
    return pages.filter(locale__language_code=language).specific().first() or found[0]
