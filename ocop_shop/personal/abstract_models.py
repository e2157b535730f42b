"""Requests about personal data: who asked for what, when it is due, and what became of it. No data themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings as django_settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop_shop.conf import settings
from ocop_shop.core import clock


class Kind(models.TextChoices):
    """What was asked for."""

    EXPORT = "export", _("copy of the data")
    ERASE = "erase", _("erasure")
    CLOSE = "close", _("closing of a producer")


class State(models.TextChoices):
    """How far it is."""

    OPEN = "open", _("open")
    DONE = "done", _("done")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("taken back")


class AbstractRequest(models.Model):
    """One request. `subject` says whose data: "user:12", "producer:5", or "email:" and a print of an address.

    `email` stands there only as long as the request is open. `outcome` tells by the names of the holders how many rows
    were erased, made nameless or kept; it holds nothing of the person.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    subject = models.CharField(max_length=80, db_index=True)
    user = models.ForeignKey(django_settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    producer = models.ForeignKey("ocop_producers.Producer", models.SET_NULL, null=True, blank=True, related_name="+")
    email = models.EmailField(_("e-mail"), blank=True)
    by_letter = models.BooleanField(_("entered by staff"), default=False)
    asked_by = models.ForeignKey(
        django_settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"))
    due_on = models.DateField(_("due"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(
        django_settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    outcome = models.JSONField(default=dict)

    class Meta:
        abstract = True
        app_label = "ocop_personal"
        ordering = ["-pk"]
        verbose_name = _("request about personal data")
        verbose_name_plural = _("requests about personal data")
        permissions = [("answer_request", _("Can answer requests about personal data"))]
        indexes = [models.Index(fields=["state", "due_on"], name="ocop_data_request_due")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="ocop_data_request_kind"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="ocop_data_request_state"),
            models.CheckConstraint(condition=Q(state="open") | Q(email=""), name="ocop_data_request_forgets"),
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=Q(state="open"), name="ocop_data_request_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} ({self.state})"

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits."""
        return self.state == State.OPEN

    @property
    def days_left(self) -> int:
        """Days until it is due; below 0 it is late."""
        left: timedelta = self.due_on - clock.today()
        return left.days

    @staticmethod
    def due(asked: Any) -> Any:
        """The day by which something asked at this moment is due."""
        return clock.day_of(asked) + timedelta(days=settings.data_request_days)
