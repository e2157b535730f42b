"""Tags and filters of `{% load ocop %}` for lists and menus: links to other pages, filters, categories."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language, ngettext

from ocop_shop.core.counting import grouped
from ocop_shop.discovery.filters import Filter, FilterValue
from ocop_shop.discovery.panels import Panel
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
def listing_place(listing: Shelf) -> str:
    """The one place that a list is narrowed to, by its smallest; empty where it is none or several."""
    for field in _PLACES:
        if len(getattr(listing.query, field)) == 1:
            return next((a.label for a in listing.applied if not getattr(a.query, field)), "")
    return ""


@register.filter
def hidden_fields(query: Query, shown: str = "") -> SafeString:
    """The query as hidden fields of a form, without page and without the fields named in `shown`, which it shows.

    The shop's own facets are always shown.
    """
    left_out = {"page", "at", *shown.split(","), *(name for name, _values in query.own)}
    pairs = [pair for pair in query.pairs() if pair[0] not in left_out]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


@register.simple_tag(takes_context=True)
def ocop_panel(context: dict[str, Any], shelf: Shelf, part: str) -> SafeString:
    """A part of what stands around a list, from `ocop_shop/elements/<part>.html`: "filters" or "shortcuts".

    The template knows `shelf`, its panel, and `path`, and nothing of the visitor: where the counts are the same it is
    not made again.
    """
    # Who works on a template wants to see it.
    make = _part if shelf.panel.is_kept and not settings.DEBUG else _part.__wrapped__
    return make(shelf.panel, part, getattr(context.get("request"), "path", ""), get_language())


@lru_cache(maxsize=96)
def _part(panel: Panel, part: str, path: str, _language: str | None) -> SafeString:
    return render_to_string(f"ocop_shop/elements/{part}.html", {"shelf": panel, "path": path})


@register.filter
def check_list(filter: Filter, part: str = "") -> SafeString:  # noqa: A002
    """The values of a filter as list items with checkboxes; `part` is "first" or "rest".

    Made here and not by a template, since a page has two hundred of them.
    """
    values = filter.first if part == "first" else filter.rest if part == "rest" else filter.values
    numbers: dict[int, str] = {}
    return mark_safe("".join([_item(filter.name, value, numbers) for value in values]))


@register.filter
def check_item(value: FilterValue, name: str) -> SafeString:
    """A filter that is on or off, as a list item with a checkbox."""
    return mark_safe(_item(name, value, {}))


def _item(name: str, value: FilterValue, numbers: dict[int, str]) -> str:
    """One list item. The checkbox has a key, so that it keeps the focus when the list is replaced."""
    told, number = escape(value.value), value.count
    if number not in numbers:
        numbers[number] = ngettext("%(number)s product", "%(number)s products", number) % {"number": grouped(number)}
    state = " checked" if value.selected else "" if number else " disabled"
    return (
        f'<li data-facet="{name}" data-value="{told}" data-count="{number}"><label class="ocop-check">'
        f'<input type="checkbox" id="ocop-{name}-{slugify(value.value)}" name="{name}" value="{told}"{state}>'
        f'<span>{escape(value.label)}{_stars(name, told)}<span class="ocop-vh">, {numbers[number]}</span></span>'
        f'</label><span class="ocop-count" aria-hidden="true">{grouped(number)}</span></li>'
    )


def _stars(name: str, told: str) -> str:
    if name != "stars" or not told.isdigit():
        return ""
    return (
        f' <span class="ocop-stars" aria-hidden="true"><svg viewBox="0 0 {int(told) * 11} 10" focusable="false">'
        f'<use href="{static("ocop_shop/img/sprite.svg")}#s-{told}"/></svg></span>'
    )


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
