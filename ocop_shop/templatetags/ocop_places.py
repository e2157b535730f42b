"""Tags of `{% load ocop %}` for places: the map, and the place that the visitor chose."""

from __future__ import annotations

from typing import Any

from django import template

from ocop_shop.discovery import nearby, place_map
from ocop_shop.discovery.places import Groups

register = template.Library()


@register.simple_tag
def ocop_map(groups: Groups) -> place_map.PlaceMap:
    """The map of the provinces of `discovery.places.provinces_by_region`: `{% ocop_map groups as map %}`. No query."""
    return place_map.counted(groups)


@register.inclusion_tag("ocop_shop/elements/where.html", takes_context=True)
def ocop_where(context: dict[str, Any]) -> dict[str, Any]:
    """The place that the visitor chose, with ways to change and to forget it. One query, none where nothing is chosen.

    The page must vary by the visitor's cookies.
    """
    request = context["request"]
    # `csrf_token` is a promise: the form that needs it is only there when a place is chosen.
    return {"chosen": nearby.chosen_place(request), "request": request, "csrf_token": context.get("csrf_token")}
