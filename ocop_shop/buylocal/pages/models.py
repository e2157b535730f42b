"""Home page and collection for sites on Wagtail's standard page."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from ocop_shop.buylocal.mixins import BodyMixin, CollectionMixin, HeroMixin


class HomePage(HeroMixin, BodyMixin, Page):  # type: ignore[django-manager-missing]
    """The shop's front door."""

    template = "ocop_shop/pages/home.html"
    content_panels: ClassVar = [*Page.content_panels, *HeroMixin.hero_panels, *BodyMixin.body_panels]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count_per_parent = 1

    class Meta:
        app_label = "ocop_buylocal"
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class CollectionPage(HeroMixin, CollectionMixin, BodyMixin, Page):  # type: ignore[django-manager-missing]
    """A regional collection whose products are chosen by a rule."""

    template = "ocop_shop/pages/collection.html"
    content_panels: ClassVar = [
        *Page.content_panels,
        *HeroMixin.hero_panels,
        *CollectionMixin.rule_panels,
        *BodyMixin.body_panels,
    ]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        app_label = "ocop_buylocal"
        verbose_name = _("regional collection")
        verbose_name_plural = _("regional collections")
