"""Tables of what producers prepare. They claim nothing: no surface reads a star from them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop_shop.core.private_storage import private_storage

LONGEST_NOTE = 1000


class AbstractPreparation(models.Model):
    """What a producer prepares for a product under the rules of one decision."""

    # A product may go to another producer: what this one wrote is none of the other's business.
    producer = models.ForeignKey("ocop_producers.Producer", models.CASCADE, related_name="preparations")
    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="ocop_preparations")
    decision = models.CharField(_("decision"), max_length=40)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        app_label = "ocop_preparing"
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("preparation")
        verbose_name_plural = _("preparations")
        constraints = [
            models.UniqueConstraint(fields=["producer", "product", "decision"], name="ocop_preparation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}, {self.decision}"


class AbstractPreparedItem(models.Model):
    """A criterion or a paper: what was chosen, whether it is at hand, a note, and a file for it.

    `chosen` is the order of an option, 0 for none of them, empty for no answer yet.
    """

    preparation = models.ForeignKey("ocop_preparing.Preparation", models.CASCADE, related_name="items")
    code = models.CharField(_("criterion or paper"), max_length=40)
    chosen = models.PositiveSmallIntegerField(_("answer"), null=True, blank=True)
    is_done = models.BooleanField(_("ready"), default=False)
    note = models.TextField(_("note"), blank=True, max_length=LONGEST_NOTE)
    file = models.FileField(
        _("file"), storage=private_storage, upload_to="preparations/%Y/%m/", max_length=255, blank=True
    )
    file_title = models.CharField(_("name of the file"), max_length=120, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
        app_label = "ocop_preparing"
        ordering = ["pk"]
        verbose_name = _("item of a preparation")
        verbose_name_plural = _("items of a preparation")
        constraints = [models.UniqueConstraint(fields=["preparation", "code"], name="ocop_prepared_item_once")]

    def __str__(self) -> str:
        return self.code
