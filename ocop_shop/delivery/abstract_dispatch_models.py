"""Whose goods the lines of an order are, and the parcels that left. Rows are written by `actions` alone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AbstractLineMaker(models.Model):
    """Whose goods an order line was when it was sold: it stays when the product moves to another maker, or goes."""

    line = models.OneToOneField("order.Line", models.CASCADE, related_name="ocop_maker")
    producer = models.ForeignKey(
        "ocop_producers.Producer",
        models.SET_NULL,
        null=True,
        related_name="sold_lines",
        verbose_name=_("producer"),
    )

    class Meta:
        abstract = True
        app_label = "ocop_delivery"
        verbose_name = _("maker of an order line")
        verbose_name_plural = _("makers of order lines")

    def __str__(self) -> str:
        return f"{self.line_id}: {self.producer or '?'}"


class AbstractDispatch(models.Model):
    """A parcel of one maker that left. What is in it are the quantities of its event, which is Oscar's.

    `number` counts the parcels of an order by maker, so that a button that is pressed twice sends one.
    """

    order = models.ForeignKey("order.Order", models.CASCADE, related_name="ocop_dispatches", verbose_name=_("order"))
    event = models.OneToOneField("order.ShippingEvent", models.CASCADE, related_name="ocop_dispatch")
    producer = models.ForeignKey(
        "ocop_producers.Producer", models.SET_NULL, null=True, related_name="+", verbose_name=_("producer")
    )
    # As of an agreed parcel: it stays when the producer goes.
    maker_key = models.BigIntegerField()
    number = models.PositiveSmallIntegerField(_("number"))
    carrier = models.CharField(_("carrier"), max_length=60, blank=True)
    tracking = models.CharField(_("tracking number"), max_length=60, blank=True)
    sent_at = models.DateTimeField(_("sent"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True
        app_label = "ocop_delivery"
        ordering = ["pk"]
        verbose_name = _("parcel that left")
        verbose_name_plural = _("parcels that left")
        constraints = [
            models.UniqueConstraint(fields=["order", "maker_key", "number"], name="ocop_dispatch_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.order} / {self.maker_key} / {self.number}"
