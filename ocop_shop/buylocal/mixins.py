"""What a page needs to be a home page or a collection; mix it into whatever base page a site uses."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from .blocks import PAGE_BLOCKS
from .selection import MAX_CARDS, Rule, as_query, chosen, rows

STARS = [(0, _("Any, also without a star")), (3, _("3 stars")), (4, _("4 stars")), (5, _("5 stars"))]


class HeroMixin(models.Model):
    """The head of a page: a wide picture and a signboard with the name of the place."""

    kicker = models.CharField(_("line above"), max_length=120, blank=True)
    headline = models.CharField(_("name on the signboard"), max_length=80, blank=True)
    subline = models.CharField(_("line below"), max_length=200, blank=True)
    intro = models.TextField(_("introduction"), blank=True)
    hero_image = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("wide picture")
    )

    hero_panels = [
        MultiFieldPanel(
            [
                FieldPanel("kicker"),
                FieldPanel("headline"),
                FieldPanel("subline"),
                FieldPanel("intro"),
                FieldPanel("hero_image"),
            ],
            heading=_("Head of the page"),
        )
    ]

    class Meta:
        abstract = True


class BodyMixin(models.Model):
    """A body of blocks: shelves, stars explained, provinces, makers, text."""

    body = StreamField(PAGE_BLOCKS, blank=True, verbose_name=_("body"))

    body_panels = [FieldPanel("body")]

    class Meta:
        abstract = True


class CollectionMixin(models.Model):
    """A "buy local" collection: its products follow from a rule each time the page is read."""

    province = models.ForeignKey(
        "ocop_regions.Place",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"level": "province", "valid_until": None},
        verbose_name=_("province"),
    )
    macro_region = models.ForeignKey(
        "ocop_regions.MacroRegion",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("macro-region"),
    )
    min_stars = models.PositiveSmallIntegerField(_("least stars"), choices=STARS, default=3)
    limit = models.PositiveSmallIntegerField(_("number of products"), default=24)

    rule_panels = [
        MultiFieldPanel(
            [FieldPanel("province"), FieldPanel("macro_region"), FieldPanel("min_stars"), FieldPanel("limit")],
            heading=_("Which products"),
        )
    ]

    class Meta:
        abstract = True

    @property
    def rule(self) -> Rule:
        """The rule of this collection as a value."""
        return Rule(
            province=self.province.code if self.province else "",
            macro_region=self.macro_region_id,
            min_stars=self.min_stars,
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        context["cards"] = chosen(self.rule, min(self.limit, MAX_CARDS))
        context["total"] = rows(self.rule).count()
        context["listing_query"] = as_query(self.rule).encode()
        return context
