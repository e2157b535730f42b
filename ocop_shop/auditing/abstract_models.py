"""Tables of the audit log. The database refuses to change or delete entries and seals (migration 0002)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

_HASH_LENGTH = 64


class AbstractEntry(models.Model):
    """One act: who changed what, from what to what, and why. Written in the transaction of the act, then for ever."""

    at = models.DateTimeField(_("moment"))
    act = models.CharField(_("act"), max_length=60)
    subject = models.CharField(_("subject"), max_length=100)
    # No foreign key: an account that is deleted must not touch the log.
    actor = models.BigIntegerField(_("key of the acting user"), null=True, blank=True)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        abstract = True
        app_label = "ocop_audit"
        ordering = ["pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["subject", "id"], name="ocop_audit_by_subject")]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"


class AbstractSeal(models.Model):
    """The link of the chain that fixes one entry: position 1, 2, 3 … without gaps, and hashes of 64 hex digits."""

    entry = models.OneToOneField(
        "ocop_audit.Entry", models.PROTECT, primary_key=True, related_name="seal", verbose_name=_("entry")
    )
    position = models.PositiveBigIntegerField(_("position"), unique=True)
    previous = models.CharField(_("hash before"), max_length=_HASH_LENGTH)
    hash = models.CharField(_("hash"), max_length=_HASH_LENGTH)

    class Meta:
        abstract = True
        app_label = "ocop_audit"
        ordering = ["position"]
        default_permissions = ()
        verbose_name = _("seal")
        verbose_name_plural = _("seals")

    def __str__(self) -> str:
        return f"{self.position}:{self.hash}"


class AbstractWaiting(models.Model):
    """An entry that is written and not sealed yet. Sealing finds its work here, however long the log is."""

    entry = models.OneToOneField("ocop_audit.Entry", models.PROTECT, primary_key=True, related_name="waiting")

    class Meta:
        abstract = True
        app_label = "ocop_audit"
        ordering = ["pk"]
        default_permissions = ()
        verbose_name = _("entry that waits for its seal")
        verbose_name_plural = _("entries that wait for their seal")

    def __str__(self) -> str:
        return str(self.pk)
