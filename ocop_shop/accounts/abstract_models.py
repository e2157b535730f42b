"""Accounts of producers: terms, entries that are only ever added, parts of refunds, statements by month."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .choices import Bearer, Kind
from .managers import EntryQuerySet, StatementQuerySet
from .months import Month


class AbstractAccount(models.Model):
    """The account of a producer. Whoever writes into it, or closes a month of it, holds this row."""

    producer = models.OneToOneField("ocop_producers.Producer", models.PROTECT, related_name="account")
    commission = models.DecimalField(
        _("commission (%)"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("Empty: the shop's own (OCOP_COMMISSION_PERCENT)."),
    )

    class Meta:
        abstract = True
        app_label = "ocop_accounts"
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(
                condition=Q(commission__isnull=True) | Q(commission__gte=0, commission__lte=100),
                name="ocop_account_commission",
            )
        ]

    def __str__(self) -> str:
        return str(self.producer)


class AbstractEntry(models.Model):
    """A sum that a producer is owed, or owes (below 0). It is never changed and never removed; a correction follows it.

    `key` says what it follows from, so that nothing is entered twice. Order, line and product are kept as they were
    named: the entry stays when they go.
    """

    account = models.ForeignKey("ocop_accounts.Account", models.PROTECT, related_name="entries")
    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    amount = models.BigIntegerField(_("amount (đồng)"))
    at = models.DateTimeField(_("entered"))
    order_number = models.CharField(_("order"), max_length=128, blank=True, db_index=True)
    line_key = models.BigIntegerField(null=True, db_index=True)
    product_key = models.BigIntegerField(null=True)
    title = models.CharField(_("goods"), max_length=255, blank=True)
    pieces = models.PositiveIntegerField(_("pieces"), default=0)
    percent = models.DecimalField(_("commission (%)"), max_digits=5, decimal_places=2, null=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        app_label = "ocop_accounts"
        ordering = ["at", "pk"]
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        indexes = [models.Index(fields=["account", "at"], name="ocop_entry_of_a_month")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="ocop_entry_known_kind"),
            models.CheckConstraint(condition=~Q(kind=Kind.CORRECTION) | ~Q(note=""), name="ocop_entry_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.amount}"


class AbstractRefundShare(models.Model):
    """What a part of a refund was given back for. Written once for each refund that was carried out."""

    refund = models.ForeignKey("ocop_payments.Refund", models.PROTECT, related_name="shares")
    bearer = models.CharField(_("concerns"), max_length=6, choices=Bearer.choices)
    line_key = models.BigIntegerField(null=True)
    amount = models.PositiveBigIntegerField(_("amount (đồng)"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True
        app_label = "ocop_accounts"
        ordering = ["refund", "pk"]
        verbose_name = _("part of a refund")
        verbose_name_plural = _("parts of refunds")
        constraints = [
            models.UniqueConstraint(
                fields=["refund", "line_key"], condition=Q(bearer="line"), name="ocop_refund_share_of_line_once"
            ),
            models.UniqueConstraint(
                fields=["refund", "bearer"], condition=~Q(bearer="line"), name="ocop_refund_share_once"
            ),
            models.CheckConstraint(condition=Q(bearer="line") ^ Q(line_key__isnull=True), name="ocop_share_names_line"),
        ]

    def __str__(self) -> str:
        return f"{self.refund}: {self.bearer} {self.amount}"


class AbstractStatement(models.Model):
    """A month that is closed: `brought` from the one before and all entries of the month but payouts make the `total`.

    A total below 0 is owed by the producer; the next statement takes it over (`is_carried`) unless it was paid before.
    """

    account = models.ForeignKey("ocop_accounts.Account", models.PROTECT, related_name="statements")
    period = models.DateField(_("month"))
    brought = models.BigIntegerField(_("brought forward (đồng)"), default=0)
    total = models.BigIntegerField(_("total (đồng)"))
    due_on = models.DateField(_("to be paid by"))
    closed_at = models.DateTimeField(_("closed"))
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    is_carried = models.BooleanField(default=False)
    paid_at = models.DateTimeField(_("paid"), null=True)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reference = models.CharField(_("bank reference"), max_length=100, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        abstract = True
        app_label = "ocop_accounts"
        ordering = ["-period"]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints = [
            models.UniqueConstraint(fields=["account", "period"], name="ocop_statement_once"),
            models.CheckConstraint(
                condition=Q(paid_at__isnull=True) | ~Q(reference=""), name="ocop_statement_paid_how"
            ),
            models.CheckConstraint(condition=Q(brought__lte=0), name="ocop_statement_brings_debts_alone"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.month}"

    @property
    def month(self) -> Month:
        """The month it is about."""
        return Month.of(self.period)

    @property
    def is_open(self) -> bool:
        """Whether money is still to move."""
        return bool(self.total) and self.paid_at is None and not self.is_carried
