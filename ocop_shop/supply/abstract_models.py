"""Tables of what a producer has to sell. They point at Oscar's product by label and add no column to its tables."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from . import rests
from .managers import PauseQuerySet, PriceChangeQuerySet


class AbstractPause(models.Model):
    """A producer does not sell for a time: one product, or without `product` everything. Over at midnight by itself.

    `until` is the first day of sale again, empty while nobody knows it. `note` is for the producer alone.
    """

    producer = models.ForeignKey("ocop_producers.Producer", models.CASCADE, related_name="pauses")
    product = models.ForeignKey(
        "catalogue.Product",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="ocop_pauses",
        verbose_name=_("product"),
    )
    begins_on = models.DateField(_("first day of the pause"))
    until = models.DateField(_("first day of sale again"), null=True, blank=True)
    note = models.CharField(_("note for yourselves"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PauseQuerySet.as_manager()

    class Meta:
        abstract = True
        app_label = "ocop_supply"
        ordering = ["pk"]
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("begins_on")), name="ocop_pause_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["producer", "product"], condition=Q(ended_at__isnull=True), name="ocop_pause_one_of_a_product"
            ),
            models.UniqueConstraint(
                fields=["producer"],
                condition=Q(ended_at__isnull=True, product__isnull=True),
                name="ocop_pause_one_of_everything",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.producer_id}/{self.product_id or '*'}: {self.begins_on} – {self.until or '?'}"

    @property
    def span(self) -> rests.Span:
        """The days, as rules know them."""
        return rests.Span(self.begins_on, self.until)


class AbstractSeason(models.Model):
    """The months in which a product is sold, year after year, by the solar calendar. Without a row: all year round."""

    product = models.OneToOneField("catalogue.Product", models.CASCADE, related_name="ocop_season")
    # January is the lowest bit, so that the database can refuse what is no set of months.
    month_bits = models.PositiveSmallIntegerField(_("months"))

    class Meta:
        abstract = True
        app_label = "ocop_supply"
        verbose_name = _("season")
        verbose_name_plural = _("seasons")
        constraints = [
            models.CheckConstraint(
                condition=Q(month_bits__gte=1, month_bits__lt=2**12 - 1), name="ocop_season_one_to_eleven_months"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product_id}: {sorted(self.months)}"

    @property
    def months(self) -> frozenset[int]:
        """The months, 1 to 12."""
        return rests.months_of(self.month_bits)

    @months.setter
    def months(self, months: Collection[int]) -> None:
        self.month_bits = rests.bits(months)


class AbstractPriceChange(models.Model):
    """Prices and stock that somebody changed in one step, with what stood there before, so that it can be undone."""

    producer = models.ForeignKey("ocop_producers.Producer", models.CASCADE, related_name="price_changes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    rows = models.JSONField(default=list, help_text=_("For each stock record: its key, and what was before and after."))
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = PriceChangeQuerySet.as_manager()

    class Meta:
        abstract = True
        app_label = "ocop_supply"
        ordering = ["-pk"]
        verbose_name = _("change of prices and stock")
        verbose_name_plural = _("changes of prices and stock")
        indexes = [models.Index(fields=["producer", "at"], name="ocop_price_change_of")]

    def __str__(self) -> str:
        return f"{self.producer_id}: {self.at:%Y-%m-%d %H:%M}"

    @property
    def keys(self) -> list[int]:
        """The stock records that were changed."""
        return [row["record"] for row in self.rows]
