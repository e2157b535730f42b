"""Blocks for the body of a page. Each asks for its products when it is shown."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ocop_shop.discovery import freshness, people, places

from .selection import Rule, chosen

STAR_CHOICES = [("0", _("Any, also without a star")), ("3", _("3 stars")), ("4", _("4 stars")), ("5", _("5 stars"))]


def province_choices() -> list[tuple[str, str]]:
    """Today's provinces by code, for an editor's menu."""
    return [(place.code, place.name) for place in sorted(places.provinces(), key=lambda place: place.name_key)]


class ShelfBlock(blocks.StructBlock):
    """A row of products chosen by place and least stars."""

    title = blocks.CharBlock(label=_("Title"))
    province = blocks.ChoiceBlock(label=_("Province"), choices=province_choices, required=False)
    min_stars = blocks.ChoiceBlock(label=_("Least stars"), choices=STAR_CHOICES, default="3")
    limit = blocks.IntegerBlock(label=_("Number of products"), default=8, min_value=1, max_value=24)

    class Meta:
        icon = "pick"
        label = _("Shelf of products")
        template = "ocop_shop/blocks/shelf.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        rule = Rule(province=value["province"] or "", min_stars=int(value["min_stars"] or 0))
        context["cards"] = chosen(rule, value["limit"])
        return context


class LevelsBlock(blocks.StructBlock):
    """What 3, 4 and 5 stars mean, in short."""

    title = blocks.CharBlock(label=_("Title"))

    class Meta:
        icon = "info-circle"
        label = _("What the stars mean")
        template = "ocop_shop/blocks/levels.html"


class PlacesBlock(blocks.StructBlock):
    """All provinces, with a map for pointers and a list for everybody."""

    title = blocks.CharBlock(label=_("Title"))

    class Meta:
        icon = "site"
        label = _("Provinces")
        template = "ocop_shop/blocks/places.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["groups"] = places.provinces_by_region()
        return context


class MakersBlock(blocks.StructBlock):
    """A few makers with a picture and their story."""

    title = blocks.CharBlock(label=_("Title"))
    limit = blocks.IntegerBlock(label=_("Number of makers"), default=3, min_value=1, max_value=12)

    class Meta:
        icon = "group"
        label = _("Makers")
        template = "ocop_shop/blocks/makers.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        freshness.ensure_true()
        told = apps.get_model("ocop_producers", "Producer").objects.public().exclude(story="")
        context["makers"] = people.makers(told.select_related("province", "commune").order_by("pk")[: value["limit"]])
        return context


PAGE_BLOCKS = [
    ("shelf", ShelfBlock()),
    ("levels", LevelsBlock()),
    ("places", PlacesBlock()),
    ("makers", MakersBlock()),
    ("text", blocks.RichTextBlock(label=_("Text"), features=["h2", "h3", "bold", "italic", "ol", "ul", "link"])),
]
