"""Attempts to pay an order, what was said about them, and refunds. Rows are written by `actions` alone."""

from __future__ import annotations

import secrets
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .choices import Collector, Outcome, RefundState, State


def new_token() -> str:
    """The secret part of the address of a payment's page: 256 bits, so that nobody finds one by trying."""
    return secrets.token_urlsafe(32)


class AbstractAttempt(models.Model):
    """One try to pay one order by one provider. Amounts are in `currency`; for VND whole đồng.

    `token` is the secret in the address of the buyer's page, `code` what a buyer writes into a bank transfer,
    `reference` the provider's own name of the attempt and `payment` its name of the money that was moved. `back` is
    kept before the provider is told of the attempt: without it nobody was told.
    """

    order = models.ForeignKey("order.Order", models.PROTECT, related_name="payment_attempts", verbose_name=_("order"))
    number = models.PositiveSmallIntegerField(_("number"))
    provider = models.CharField(_("way of paying"), max_length=40)
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    code = models.CharField(_("reference"), max_length=20, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=3)
    currency = models.CharField(_("currency"), max_length=3)
    received = models.DecimalField(_("received"), max_digits=14, decimal_places=3, default=Decimal(0))
    refunded = models.DecimalField(_("refunded"), max_digits=14, decimal_places=3, default=Decimal(0))
    language = models.CharField(max_length=10, blank=True)
    reference = models.CharField(_("provider's reference"), max_length=255, blank=True)
    payment = models.CharField(_("provider's payment"), max_length=255, blank=True, db_index=True)
    back = models.TextField(_("address to come back to"), blank=True)
    address = models.TextField(_("provider's page"), blank=True)
    opened_at = models.DateTimeField(_("opened"))
    ends_at = models.DateTimeField(_("ends"), null=True)
    settled_at = models.DateTimeField(_("settled"), null=True)
    called_at = models.DateTimeField(_("confirmed by telephone"), null=True)
    collected_by = models.CharField(_("who has the cash"), max_length=8, choices=Collector.choices, blank=True)

    class Meta:
        abstract = True
        app_label = "ocop_payments"
        ordering = ["order", "number"]
        verbose_name = _("attempt to pay")
        verbose_name_plural = _("attempts to pay")
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="ocop_attempt_number_once"),
            models.UniqueConstraint(
                fields=["provider", "reference"], condition=~Q(reference=""), name="ocop_attempt_reference_once"
            ),
            # Two ways of paying side by side would take the money twice.
            models.UniqueConstraint(fields=["order"], condition=Q(state="open"), name="ocop_attempt_one_open"),
            models.UniqueConstraint(fields=["order"], condition=Q(state="paid"), name="ocop_attempt_one_paid"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="ocop_attempt_amount"),
            models.CheckConstraint(
                condition=Q(refunded__gte=0, refunded__lte=F("received")), name="ocop_attempt_refunded_of_received"
            ),
        ]
        indexes = [models.Index(fields=["ends_at"], condition=Q(state="open"), name="ocop_attempt_due")]

    def __str__(self) -> str:
        return f"{self.order} / {self.number} ({self.provider})"

    @property
    def refundable(self) -> Decimal:
        """What was received and not given back."""
        return self.received - self.refunded

    @property
    def missing(self) -> Decimal:
        """What is still to be paid."""
        return max(self.amount - self.received, Decimal(0))


class AbstractNotification(models.Model):
    """Something that was said about money, by a provider, a bank statement or a member of staff. Kept as it came.

    The same `key` of the same provider is the same message, whenever and by whichever way it comes.
    """

    provider = models.CharField(_("way of paying"), max_length=40)
    key = models.CharField(_("key"), max_length=255)
    kind = models.CharField(_("kind"), max_length=20)
    attempt = models.ForeignKey(
        "ocop_payments.Attempt", models.PROTECT, null=True, related_name="notifications", verbose_name=_("attempt")
    )
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=3, null=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    text = models.CharField(_("text"), max_length=500, blank=True)
    reference = models.CharField(_("provider's reference"), max_length=255, blank=True)
    payment = models.CharField(_("provider's payment"), max_length=255, blank=True)
    came_at = models.DateTimeField(_("came"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True)
    seen_at = models.DateTimeField(_("seen by staff"), null=True)

    class Meta:
        abstract = True
        app_label = "ocop_payments"
        ordering = ["-pk"]
        verbose_name = _("message about money")
        verbose_name_plural = _("messages about money")
        constraints = [models.UniqueConstraint(fields=["provider", "key"], name="ocop_notification_once")]

    def __str__(self) -> str:
        return f"{self.provider} {self.kind} {self.key}"


class AbstractRefund(models.Model):
    """Money given back, in whole or in part. It is asked for and kept before a provider hears of it."""

    attempt = models.ForeignKey("ocop_payments.Attempt", models.PROTECT, related_name="refunds")
    number = models.PositiveSmallIntegerField(_("number"))
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=3)
    state = models.CharField(_("state"), max_length=8, choices=RefundState.choices, default=RefundState.ASKED)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    reference = models.CharField(_("provider's reference"), max_length=255, blank=True, db_index=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(_("asked for"))
    done_at = models.DateTimeField(_("done"), null=True)

    class Meta:
        abstract = True
        app_label = "ocop_payments"
        ordering = ["attempt", "number"]
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="ocop_refund_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="ocop_refund_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.amount}"
