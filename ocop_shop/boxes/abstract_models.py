"""What is in a box, what was in it when it was sold, and who asked for many. They point at Oscar's tables by label."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ocop_shop.producers.off_the_shelf import is_enquiry_only


class QuoteState(models.TextChoices):
    """How far a request for a quote has come."""

    NEW = "new", _("new")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


class AbstractBoxPart(models.Model):
    """So many pieces of a product in one box. Where the shop has the product no more, its name stays: the box is then
    not sold until staff say what is in it.
    """

    box = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="ocop_parts", verbose_name=_("box"))
    part = models.ForeignKey(
        "catalogue.Product", models.SET_NULL, null=True, related_name="ocop_boxes", verbose_name=_("product")
    )
    title = models.CharField(_("name"), max_length=255)
    quantity = models.PositiveSmallIntegerField(_("pieces in a box"), default=1)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        app_label = "ocop_boxes"
        ordering = ["position", "pk"]
        verbose_name = _("part of a box")
        verbose_name_plural = _("parts of boxes")
        constraints = [
            models.UniqueConstraint(fields=["box", "part"], name="ocop_part_once_in_a_box"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="ocop_part_has_pieces"),
            models.CheckConstraint(
                condition=Q(part__isnull=True) | ~Q(part=F("box")), name="ocop_box_is_no_part_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.title}"

    @property
    def stockrecord(self) -> Any:
        """From where the pieces are taken: the first offer of the product, as Oscar's strategy has it."""
        records = list(self.part.stockrecords.all()) if self.part else []
        return min(records, key=lambda record: int(record.pk), default=None)

    @property
    def is_on_sale(self) -> bool:
        """Whether the product is there, shown in the shop, offered, and not only on request."""
        product: Any = self.part
        if product is None or self.stockrecord is None:
            return False
        shown = product.is_public and (product.parent_id is None or product.parent.is_public)
        return bool(shown) and not is_enquiry_only(product)

    @property
    def left(self) -> int | None:
        """Pieces that are left; None where nobody keeps count, 0 for what is not on sale."""
        product: Any = self.part
        if not self.is_on_sale:
            return 0
        return max(int(self.stockrecord.net_stock_level), 0) if product.get_product_class().track_stock else None


class AbstractSoldPart(models.Model):
    """A product in the boxes of an order line as they were sold: name, maker, place and star stay as they were.

    `held` is how many pieces of the stock record the line still holds, for all its boxes. `worth` is what the pieces in
    one box cost by themselves that day, in đồng; `producer` who is owed for them, where the shop packs the box.
    """

    line = models.ForeignKey("order.Line", models.CASCADE, related_name="ocop_box_parts")
    part = models.ForeignKey("catalogue.Product", models.SET_NULL, null=True, related_name="+")
    stockrecord = models.ForeignKey("partner.StockRecord", models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=255)
    quantity = models.PositiveSmallIntegerField()
    held = models.PositiveIntegerField(default=0)
    producer = models.ForeignKey("ocop_producers.Producer", models.SET_NULL, null=True, related_name="+")
    worth = models.PositiveBigIntegerField(default=0)
    producer_name = models.CharField(max_length=255, blank=True)
    place = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=10)
    stars = models.PositiveSmallIntegerField(null=True)
    decision_no = models.CharField(max_length=60, blank=True)
    expires_on = models.DateField(null=True)

    class Meta:
        abstract = True
        app_label = "ocop_boxes"
        ordering = ["pk"]
        verbose_name = _("part of a sold box")
        verbose_name_plural = _("parts of sold boxes")
        constraints = [
            models.CheckConstraint(
                condition=Q(stars__isnull=True) | Q(stars__range=(3, 5)), name="ocop_sold_part_3_to_5_stars"
            )
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.title}"


class AbstractQuoteRequest(models.Model):
    """Somebody wants many of a box and asks what they cost. It outlives the box."""

    box = models.ForeignKey("catalogue.Product", models.SET_NULL, null=True, related_name="ocop_quote_requests")
    title = models.CharField(_("box"), max_length=255)
    quantity = models.PositiveIntegerField(_("how many"))
    budget = models.PositiveBigIntegerField(_("budget (đồng)"), null=True, blank=True)
    name = models.CharField(_("name"), max_length=100)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    wanted_on = models.DateField(_("wanted on"), null=True, blank=True)
    words = models.TextField(_("words"), blank=True)
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(_("state"), max_length=10, choices=QuoteState.choices, default=QuoteState.NEW)
    answer = models.TextField(_("answer"), blank=True)
    asked_at = models.DateTimeField(_("asked"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        abstract = True
        app_label = "ocop_boxes"
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("request for a quote")
        verbose_name_plural = _("requests for a quote")
        indexes = [models.Index(fields=["state", "asked_at"], name="ocop_quote_state")]
        constraints = [
            models.CheckConstraint(condition=~Q(phone="", email=""), name="ocop_quote_says_how_to_answer"),
            models.CheckConstraint(
                condition=Q(state="new") | Q(state="closed") | ~Q(answer=""), name="ocop_quote_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.title}"
