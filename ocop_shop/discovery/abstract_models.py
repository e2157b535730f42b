"""The narrow table from which every list is read: one row per product, written with what it is made of."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class AbstractListing(models.Model):
    """All that a card, a filter and a sort need of one product, true for `true_on` and until `changes_on`.

    `potential_5` is a stage on the way to five stars and leaves `stars` alone. `claim_since` is the day on which what
    the register says of the product began. `is_public` is not copied: Oscar's bulk actions change it without a signal,
    so lists join the product for it.
    """

    product = models.OneToOneField("catalogue.Product", models.CASCADE, primary_key=True, related_name="ocop_listing")
    title = models.CharField(max_length=255)
    title_en = models.CharField(max_length=255, blank=True)
    slug = models.CharField(max_length=255)
    title_key = models.CharField(max_length=255, db_index=True)
    text_key = models.TextField()
    stars = models.PositiveSmallIntegerField(default=0)
    potential_5 = models.BooleanField(default=False)
    claim_since = models.DateField(null=True)
    changes_on = models.DateField(null=True, db_index=True)
    certified_on = models.DateField(null=True)
    province_code = models.CharField(max_length=8, blank=True)
    commune_code = models.CharField(max_length=8, blank=True)
    former_slug = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=255, blank=True)
    producer_id = models.BigIntegerField(null=True, db_index=True)
    producer_name = models.CharField(max_length=255, blank=True)
    producer_slug = models.CharField(max_length=160, blank=True)
    producer_kind = models.CharField(max_length=20, blank=True)
    sector = models.CharField(max_length=4, blank=True)
    product_set = models.PositiveSmallIntegerField(null=True)
    price = models.DecimalField(max_digits=12, decimal_places=0, null=True)
    unit_price = models.CharField(max_length=60, blank=True)
    net_text = models.CharField(max_length=60, blank=True)
    in_stock = models.BooleanField(default=False)
    image = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        abstract = True
        app_label = "ocop_discovery"
        verbose_name = _("listing row")
        verbose_name_plural = _("listing rows")
        constraints = [
            models.CheckConstraint(
                condition=Q(stars=0) | Q(stars__range=(3, 5)), name="ocop_listing_stars_none_or_3_to_5"
            ),
            models.CheckConstraint(condition=Q(price__isnull=True) | Q(price__gte=0), name="ocop_listing_price"),
        ]
        indexes = [
            models.Index(fields=["-stars", "-certified_on", "product"], name="ocop_listing_by_stars"),
            models.Index(fields=["province_code", "commune_code"], name="ocop_listing_by_place"),
            models.Index(fields=["price"], name="ocop_listing_by_price"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def display_title(self) -> str:
        """The name in the reader's language; Vietnamese where no other is given."""
        return (self.title_en if get_language() == "en" else "") or self.title


class AbstractListingCategory(models.Model):
    """A listing row in a category: its own and every one above it."""

    listing = models.ForeignKey("ocop_discovery.Listing", models.CASCADE, related_name="in_categories")
    category = models.ForeignKey("catalogue.Category", models.CASCADE, related_name="+")

    class Meta:
        abstract = True
        app_label = "ocop_discovery"
        verbose_name = _("category of a listing row")
        verbose_name_plural = _("categories of listing rows")
        constraints = [models.UniqueConstraint(fields=["category", "listing"], name="ocop_listing_once_per_category")]

    def __str__(self) -> str:
        return f"{self.listing_id} in {self.category_id}"


class AbstractListingDay(models.Model):
    """The one row that says for which day the listing is true; a reader on a later day rolls it forward first."""

    true_on = models.DateField()

    class Meta:
        abstract = True
        app_label = "ocop_discovery"
        verbose_name = _("day of the listing")
        verbose_name_plural = _("day of the listing")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="ocop_listing_day_single_row")]

    def __str__(self) -> str:
        return f"{self.true_on:%Y-%m-%d}"
