"""The narrow table from which every list is read: one row per product, written with what it is made of."""

from __future__ import annotations

from django.db import models
from django.db.models import DO_NOTHING, Q
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class AbstractListing(models.Model):
    """All that a card, a filter and a sort need of one product, true for `true_on` and until `changes_on`.

    `potential_5` is a stage on the way to five stars and leaves `stars` alone. `claim_since` is the day on which what
    the register says of the product began. `tags` are the categories and the shop's own facet values (`tags.written`).
    The `sort_…` columns are ascending keys, one for each order that a shopper may choose; ties fall by product.
    """

    # A product takes its row along by a trigger (`triggers`), and this table refuses nothing: Django would delete
    # what belongs to a row before the row, and whoever writes the row meanwhile would wait for it in a circle.
    product = models.OneToOneField(
        "catalogue.Product", DO_NOTHING, primary_key=True, related_name="ocop_listing", db_constraint=False
    )
    title = models.CharField(max_length=255)
    title_en = models.CharField(max_length=255, blank=True)
    slug = models.CharField(max_length=255)
    is_public = models.BooleanField(default=False)
    title_key = models.CharField(max_length=255)
    title_exact = models.CharField(max_length=255, blank=True)
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
    # Why it is not sold just now, as `supply.rests` writes it; empty while it is.
    rest = models.CharField(max_length=40, blank=True)
    # Why staff keep it off the shelf (`producers.OffReason`); empty where they do not.
    kept_off = models.CharField(max_length=20, blank=True)
    image = models.CharField(max_length=255, blank=True)
    tags = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sort_stars = models.BigIntegerField(default=0)
    sort_newest = models.BigIntegerField(default=0)
    sort_price = models.BigIntegerField(default=0)
    sort_price_down = models.BigIntegerField(default=0)
    sort_name = models.CharField(max_length=255, blank=True)

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
            # One for each order, and each that narrows much together with the default order.
            models.Index(fields=["sort_stars", "product"], name="ocop_listing_stars", condition=Q(is_public=True)),
            models.Index(fields=["sort_newest", "product"], name="ocop_listing_newest", condition=Q(is_public=True)),
            models.Index(fields=["sort_price", "product"], name="ocop_listing_price_up", condition=Q(is_public=True)),
            models.Index(
                fields=["sort_price_down", "product"], name="ocop_listing_price_down", condition=Q(is_public=True)
            ),
            models.Index(fields=["sort_name", "product"], name="ocop_listing_name", condition=Q(is_public=True)),
            # Communes are counted from this one alone, under whatever else is chosen.
            models.Index(
                fields=[
                    "province_code",
                    "commune_code",
                    "stars",
                    "product_set",
                    "producer_kind",
                    "in_stock",
                    "potential_5",
                    "is_public",  # SQLite reads the row for it, though the condition says it
                ],
                name="ocop_listing_communes",
                condition=Q(is_public=True),
            ),
            models.Index(fields=["former_slug", "sort_stars"], name="ocop_listing_former", condition=Q(is_public=True)),
            models.Index(fields=["product_set", "sort_stars"], name="ocop_listing_set", condition=Q(is_public=True)),
            models.Index(fields=["producer_kind", "sort_stars"], name="ocop_listing_kind", condition=Q(is_public=True)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def display_title(self) -> str:
        """The name in the reader's language; Vietnamese where no other is given."""
        return (self.title_en if get_language() == "en" else "") or self.title


class AbstractListingCategory(models.Model):
    """A listing row in a category: its own and every one above it."""

    listing = models.ForeignKey("ocop_discovery.Listing", DO_NOTHING, related_name="in_categories", db_constraint=False)
    # Somebody may delete a category while a row is filed under it: a mark has the next reader file the row anew.
    category = models.ForeignKey("catalogue.Category", DO_NOTHING, related_name="+", db_constraint=False)

    class Meta:
        abstract = True
        app_label = "ocop_discovery"
        verbose_name = _("category of a listing row")
        verbose_name_plural = _("categories of listing rows")
        constraints = [models.UniqueConstraint(fields=["category", "listing"], name="ocop_listing_once_per_category")]

    def __str__(self) -> str:
        return f"{self.listing_id} in {self.category_id}"


class AbstractListingValue(models.Model):
    """A value that a product has in a facet of the shop's own (`OCOP_FACETS`)."""

    listing = models.ForeignKey(
        "ocop_discovery.Listing", DO_NOTHING, related_name="values_of_facets", db_constraint=False
    )
    facet = models.CharField(max_length=40)
    value = models.CharField(max_length=80)

    class Meta:
        abstract = True
        app_label = "ocop_discovery"
        verbose_name = _("facet value of a listing row")
        verbose_name_plural = _("facet values of listing rows")
        constraints = [
            models.UniqueConstraint(fields=["facet", "value", "listing"], name="ocop_listing_once_per_value")
        ]

    def __str__(self) -> str:
        return f"{self.listing_id}: {self.facet}={self.value}"


class Combination(models.Model):
    """The facet values that a product has together; products that agree in all of them are counted as one number."""

    province_code = models.CharField(max_length=8, blank=True)
    former_slug = models.CharField(max_length=120, blank=True)
    product_set = models.PositiveSmallIntegerField(default=0)
    producer_kind = models.CharField(max_length=20, blank=True)
    stars = models.PositiveSmallIntegerField(default=0)
    potential_5 = models.BooleanField(default=False)
    in_stock = models.BooleanField(default=False)
    tags = models.TextField(blank=True)

    class Meta:
        abstract = True


COMBINATION = tuple(field.name for field in Combination._meta.fields)


class AbstractListingCount(Combination):
    """How many public products had this combination when the changes were last folded in."""

    number = models.BigIntegerField()

    class Meta:
        abstract = True
        app_label = "ocop_discovery"
        verbose_name = _("count of listing rows")
        verbose_name_plural = _("counts of listing rows")
        constraints = [models.UniqueConstraint(fields=COMBINATION, name="ocop_count_once_per_combination")]

    def __str__(self) -> str:
        return f"{self.number}"


class AbstractListingCountChange(Combination):
    """A product came to a combination (+1) or left it (-1); written by triggers on the listing, in its transaction.

    Rows are only added, so that no writer waits for another. Without a `fold` the row is not in the counts yet.
    """

    change = models.SmallIntegerField()
    fold = models.BigIntegerField(null=True)

    class Meta:
        abstract = True
        app_label = "ocop_discovery"
        verbose_name = _("change of the counts")
        verbose_name_plural = _("changes of the counts")
        indexes = [models.Index(fields=["fold"], name="ocop_change_fold")]

    def __str__(self) -> str:
        return f"{self.change:+d}"


class AbstractListingMark(models.Model):
    """A product whose row has to be made anew, because something it is made of changed; written by triggers.

    Whoever reads a list next makes the rows.
    """

    product_id = models.BigIntegerField()
    # By the clock of the database, which writes it: triggers name the product only.
    marked_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True
        app_label = "ocop_discovery"
        verbose_name = _("mark of an outdated listing row")
        verbose_name_plural = _("marks of outdated listing rows")
        indexes = [models.Index(fields=["product_id"], name="ocop_mark_product")]

    def __str__(self) -> str:
        return f"{self.product_id}"


class AbstractStamp(models.Model):
    """A random number that changes with every change of what it names, for what a process remembers of it."""

    name = models.CharField(max_length=20, primary_key=True)
    token = models.BigIntegerField()

    class Meta:
        abstract = True
        app_label = "ocop_discovery"
        verbose_name = _("stamp")
        verbose_name_plural = _("stamps")

    def __str__(self) -> str:
        return f"{self.name} {self.token}"


class AbstractSearchWord(models.Model):
    """A word, without marks, that some product, maker or place is found by; typing errors are corrected to these."""

    word = models.CharField(max_length=64, primary_key=True)

    class Meta:
        abstract = True
        app_label = "ocop_discovery"
        verbose_name = _("word of the search")
        verbose_name_plural = _("words of the search")

    def __str__(self) -> str:
        return self.word


class AbstractListingDay(models.Model):
    """The one row that says for which day the listing is true; a reader on a later day rolls it forward first.

    `folds` are the random names of the last times that changes were folded into the counts, the last one at the end.
    """

    true_on = models.DateField()
    folds = models.CharField(max_length=400, blank=True)

    class Meta:
        abstract = True
        app_label = "ocop_discovery"
        verbose_name = _("day of the listing")
        verbose_name_plural = _("day of the listing")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="ocop_listing_day_single_row")]

    def __str__(self) -> str:
        return f"{self.true_on:%Y-%m-%d}"
