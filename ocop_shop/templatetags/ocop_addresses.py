"""Tags and filters of `{% load ocop %}` for addresses: of this page, of its versions in other languages, of lists."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.encoding import escape_uri_path
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from ocop_shop.discovery import indexing
from ocop_shop.discovery.indexing import Known
from ocop_shop.discovery.languages import front_page, spoken
from ocop_shop.discovery.parameters import Query

from .ocop_lists import as_link

register = template.Library()

_KEPT = "_ocop_versions"


@register.simple_tag(takes_context=True)
def ocop_addresses(context: dict[str, Any]) -> str:
    """For the head of every page: its one address, and that in all languages, or that search engines may not keep it.

    What the parameters of an address mean is known to the view: it may put a `discovery.indexing.Known` into the
    context as `known_as`. Elsewhere the page number of a list counts, and nothing else.
    """
    request: HttpRequest | None = context.get("request")
    if request is None or "exception" in context:  # a page of an error has no address
        return ""
    known = _known(context)
    end = f"?{known.query}" if known.query else ""
    told = format_html('<link rel="canonical" href="{}">', _whole(request, request.path, end))
    if not known.may_be_kept:
        return format_html('{}\n<meta name="robots" content="noindex, follow">', told)
    versions = list(_versions(context, request).items())
    versions += [("x-default", path) for language, path in versions if language == settings.LANGUAGE_CODE]
    alternates = [(language, _whole(request, path, end)) for language, path in versions if len(versions) > 2]
    return told + format_html_join("", '\n<link rel="alternate" hreflang="{}" href="{}">', alternates)


@register.simple_tag(takes_context=True)
def ocop_in_language(context: dict[str, Any], language: str) -> str:
    """The address of this page in another language, or that language's front page where it has no other."""
    request: HttpRequest | None = context.get("request")
    there = _versions(context, request).get(language) if request else None
    if request is None or there is None:
        return front_page(language)
    query = request.META.get("QUERY_STRING", "")
    return f"{escape_uri_path(there)}?{query}" if query else escape_uri_path(there)


@register.filter
def as_address(query: Query) -> str:
    """The one address of the list of a query, as a link on the same page: without order and neighbour."""
    return as_link(indexing.address_of(query))


@register.filter
def rel(query: Query, kind: str = "") -> str:
    """The `rel` of a link to `query`, also the `kind` of link: search engines are sent to lists that they may keep."""
    words = [word for word in (kind, "" if indexing.may_be_kept(query) else "nofollow") if word]
    return format_html(' rel="{}"', " ".join(words)) if words else ""


def _known(context: dict[str, Any]) -> Known:
    known = context.get("known_as")
    if isinstance(known, Known):
        return known
    number = getattr(context.get("page_obj"), "number", 1)
    return Known(f"page={number}" if number > 1 else "")


def _whole(request: HttpRequest, path: str, end: str) -> str:
    return request.build_absolute_uri(escape_uri_path(path) + end)


def _versions(context: dict[str, Any], request: HttpRequest) -> dict[str, str]:
    """The paths of this page by language, the default one first. Asked once in a request."""
    kept: dict[str, str] | None = getattr(request, _KEPT, None)
    if kept is None:
        page = context.get("page")
        kept = _of_editors(page, request) if hasattr(page, "get_translations") else _of_shop(request)
        setattr(request, _KEPT, kept)
    return kept


def _of_shop(request: HttpRequest) -> dict[str, str]:
    """Pages of the shop are there in every language; what no address leads to has no other version."""
    here, now = request.path, get_language()
    found = {language: here if language == now else translate_url(here, language) for language in spoken()}
    return {language: path for language, path in found.items() if language == now or path != here}


def _of_editors(page: Any, request: HttpRequest) -> dict[str, str]:
    """Pages that editors write are there in the languages into which they were translated and published."""
    found = {}
    for version in page.get_translations(inclusive=True).live().public().select_related("locale"):
        parts = version.get_url_parts(request)
        if parts and parts[2]:
            found[version.locale.language_code] = parts[2]
    return {language: found[language] for language in spoken() if language in found}
