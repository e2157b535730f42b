"""Tags and filters of `{% load ocop %}` for lists and menus: links to other pages, filters, categories, languages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import template
from django.conf import settings
from django.conf.urls.i18n import is_language_prefix_patterns_used
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from ocop_shop.discovery.parameters import Query
from ocop_shop.discovery.shelf import Shelf

register = template.Library()


_PLACES = ("commune", "former", "province")


@register.filter
def as_link(query: Query) -> str:
    """The query as a link on the same page, fit to be shared."""
    encoded = query.encode()
    return f"?{encoded}" if encoded else "./"


@register.filter
def on_page(query: Query, page: int) -> Query:
    """The same query, another page of it."""
    return replace(query, page=page)


@register.filter
def step(query: Query, pages: int) -> Query:
    """The same query, so many pages on."""
    return replace(query, page=query.page + pages)


@register.filter
def sorted_by(query: Query, sort: str) -> Query:
    """The same query in another order, from its first page."""
    return query.having(sort=sort)


@register.filter
def listing_place(listing: Shelf) -> str:
    """The one place that a list is narrowed to, by its smallest; empty where it is none or several."""
    for field in _PLACES:
        if len(getattr(listing.query, field)) == 1:
            return next((a.label for a in listing.applied if not getattr(a.query, field)), "")
    return ""


@register.simple_tag
def ocop_above(category: Any) -> list[Any]:
    """The categories that contain `category`, from the top. One query."""
    return list(category.get_ancestors())


@register.simple_tag
def ocop_below(category: Any) -> list[Any]:
    """The public categories right below `category`. One query."""
    return list(category.get_children().filter(is_public=True))


@register.simple_tag
def ocop_collections(page: Any) -> list[Any]:
    """The pages below `page` that are meant for menus, with all their fields. Two queries and one per kind of page."""
    return list(page.get_children().live().in_menu().specific())


@register.simple_tag(takes_context=True)
def ocop_in_language(context: dict[str, Any], language: str, *, whole: bool = False) -> str:
    """The address of this page in another language, or that language's front page where it has no other.

    `whole` gives it with scheme and host, as search engines want it.
    """
    request: HttpRequest | None = context.get("request")
    if request is None:
        return _front_page(language)
    here = request.path if whole else request.get_full_path()
    there = translate_url(here, language)
    if there == here and language != get_language():
        there = _front_page(language)
    return request.build_absolute_uri(there) if whole else there


def _front_page(language: str) -> str:
    used, default_too = is_language_prefix_patterns_used(settings.ROOT_URLCONF)
    return f"/{language}/" if used and (default_too or language != settings.LANGUAGE_CODE) else "/"
