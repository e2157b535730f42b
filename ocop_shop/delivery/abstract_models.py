"""Ways of sending and what they cost, and the parcels that were agreed with an order. Amounts are whole đồng."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .rates import Basis


class Kind(models.TextChoices):
    """Whether goods are brought, or fetched by the buyer."""

    DELIVERY = "delivery", _("brought to the door")
    PICKUP = "pickup", _("fetched by the buyer")


class Zone(models.TextChoices):
    """How far it is from the maker to the buyer."""

    COMMUNE = "commune", _("same commune")
    PROVINCE = "province", _("same province")
    REGION = "region", _("same macro-region")
    COUNTRY = "country", _("whole country")


class BasisChoice(models.TextChoices):
    """What the bands of a way are about."""

    FLAT = Basis.FLAT.value, _("one price")
    WEIGHT = Basis.WEIGHT.value, _("by weight (grams)")
    PRICE = Basis.PRICE.value, _("by the price of the goods (đồng)")


class AbstractWay(models.Model):
    """A way in which the goods of a maker come to the buyer. Without a maker: of all that have none of their own."""

    producer = models.ForeignKey(
        "ocop_producers.Producer",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="delivery_ways",
        verbose_name=_("producer"),
        help_text=_("Empty: for every producer without a way of its own."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.DELIVERY)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    where = models.CharField(_("where it is fetched"), max_length=255, blank=True)
    basis = models.CharField(_("price"), max_length=8, choices=BasisChoice.choices, default=BasisChoice.FLAT)
    free_from = models.PositiveBigIntegerField(
        _("free from (đồng)"), null=True, blank=True, help_text=_("Price of the producer's goods in the basket.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("is offered"), default=True)

    class Meta:
        abstract = True
        app_label = "ocop_delivery"
        ordering = ["position", "pk"]
        verbose_name = _("way of sending")
        verbose_name_plural = _("ways of sending")
        constraints = [
            models.CheckConstraint(condition=~Q(kind="pickup") | ~Q(where=""), name="ocop_way_says_where_it_is_fetched")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def display_name(self) -> str:
        """The name in the reader's language; Vietnamese where no other is given."""
        return (self.name_en if get_language() == "en" else "") or self.name


class AbstractBand(models.Model):
    """What a way costs in a zone, from a weight or price on, and how many days it takes."""

    way = models.ForeignKey("ocop_delivery.Way", models.CASCADE, related_name="bands")
    zone = models.CharField(_("zone"), max_length=10, choices=Zone.choices, default=Zone.COUNTRY)
    starts_at = models.PositiveBigIntegerField(_("from"), default=0)
    charge = models.PositiveBigIntegerField(_("charge (đồng)"))
    days_from = models.PositiveSmallIntegerField(_("days, at least"), null=True, blank=True)
    days_to = models.PositiveSmallIntegerField(_("days, at most"), null=True, blank=True)

    class Meta:
        abstract = True
        app_label = "ocop_delivery"
        ordering = ["pk"]
        verbose_name = _("price band")
        verbose_name_plural = _("price bands")
        constraints = [
            models.UniqueConstraint(fields=["way", "zone", "starts_at"], name="ocop_band_once"),
            models.CheckConstraint(
                condition=Q(days_from__isnull=True) | Q(days_to__isnull=True) | Q(days_to__gte=F("days_from")),
                name="ocop_band_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.zone} {self.starts_at}"


class AbstractAgreedParcel(models.Model):
    """What was agreed with an order for the goods of one maker. It outlives the maker and the way."""

    order = models.ForeignKey("order.Order", models.CASCADE, related_name="agreed_parcels")
    producer = models.ForeignKey(
        "ocop_producers.Producer", models.SET_NULL, null=True, related_name="+", verbose_name=_("producer")
    )
    # The producer's key on that day, 0 where none is on record: it stays when the producer goes.
    maker_key = models.BigIntegerField(default=0)
    producer_name = models.CharField(max_length=255, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    way = models.CharField(max_length=80)
    where = models.CharField(max_length=255, blank=True)
    ships_from = models.CharField(max_length=255, blank=True)
    charge = models.PositiveBigIntegerField()
    days_from = models.PositiveSmallIntegerField(null=True)
    days_to = models.PositiveSmallIntegerField(null=True)
    # What the buyer read, for letters about the parcel.
    language = models.CharField(max_length=10, blank=True)

    class Meta:
        abstract = True
        app_label = "ocop_delivery"
        ordering = ["pk"]
        verbose_name = _("agreed parcel")
        verbose_name_plural = _("agreed parcels")
        constraints = [models.UniqueConstraint(fields=["order", "maker_key"], name="ocop_parcel_once_per_producer")]

    def __str__(self) -> str:
        return f"{self.order}: {self.producer_name}"
