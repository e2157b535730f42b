"""Tables of what producers are told, how each of their people wants it, and what has gone out by which channel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from . import hours


class Level(models.TextChoices):
    """Whether something can wait."""

    URGENT = "urgent", _("urgent")
    NORMAL = "normal", _("can wait")


class Way(models.TextChoices):
    """How somebody wants to be told."""

    AT_ONCE = hours.Way.AT_ONCE, _("at once")
    DIGEST = hours.Way.DIGEST, _("once a day, together")
    OFF = hours.Way.OFF, _("not at all")


class AbstractNotice(models.Model):
    """Something that a producer is told, once: `kind` and `key` say what of. It is put into words when it is read.

    `values` holds what the words need and nothing of a buyer: no name, no address, no telephone.
    """

    producer = models.ForeignKey("ocop_producers.Producer", models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(max_length=80)
    values = models.JSONField(default=dict)
    at = models.DateTimeField()
    level = models.CharField(_("urgency"), max_length=10, choices=Level.choices)

    class Meta:
        abstract = True
        app_label = "ocop_notices"
        ordering = ["-at", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(fields=["producer", "kind", "key"], name="ocop_notice_once"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="ocop_notice_known_level"),
        ]
        indexes = [
            models.Index(fields=["producer", "-at", "-id"], name="ocop_notice_newest"),
            models.Index(fields=["at"], name="ocop_notice_old"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Wishes(models.Model):
    """In which language and at which hours somebody is told."""

    language = models.CharField(_("language"), max_length=10, blank=True)
    quiet_from = models.TimeField(_("quiet from"), default=time(21))
    quiet_until = models.TimeField(_("quiet until"), default=time(6))
    digest_hour = models.PositiveSmallIntegerField(_("hour of the daily letter"), default=7)

    class Meta:
        abstract = True

    @property
    def quiet(self) -> hours.Quiet:
        """When nothing goes out."""
        return hours.Quiet(self.quiet_from, self.quiet_until)


class AbstractPreference(Wishes):
    """How one of a producer's people wants to be told, and up to which moment they have seen the notices.

    `ways` has for the code of a channel the way by level: {"email": {"urgent": "at_once", "normal": "off"}}.
    """

    member = models.OneToOneField("ocop_producers.Member", models.CASCADE, related_name="ocop_preference")
    ways = models.JSONField(default=dict)
    seen_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        app_label = "ocop_notices"
        ordering = ["pk"]
        verbose_name = _("wishes about notices")
        verbose_name_plural = _("wishes about notices")
        constraints = [models.CheckConstraint(condition=Q(digest_hour__lte=23), name="ocop_preference_hour_of_day")]

    def __str__(self) -> str:
        return f"{self.member}"

    def way(self, channel: str, level: str) -> hours.Way:
        """How this person wants to be told by `channel` of what has this level."""
        named = self.ways.get(channel)
        said = named.get(level) if isinstance(named, Mapping) else None
        return hours.Way(said) if said in Way.values else default_way(level)


class AbstractEndpoint(Wishes):
    """Where a channel takes the notices of a whole producer, such as the address of a machine of its own."""

    producer = models.ForeignKey("ocop_producers.Producer", models.CASCADE, related_name="ocop_endpoints")
    channel = models.CharField(max_length=30)
    address = models.CharField(_("address"), max_length=500)
    secret = models.CharField(max_length=80, editable=False)
    urgent = models.CharField(max_length=10, choices=Way.choices, default=Way.AT_ONCE)
    normal = models.CharField(max_length=10, choices=Way.choices, default=Way.DIGEST)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
        app_label = "ocop_notices"
        ordering = ["pk"]
        verbose_name = _("address for notices")
        verbose_name_plural = _("addresses for notices")
        constraints = [
            models.UniqueConstraint(fields=["producer", "channel"], name="ocop_endpoint_once"),
            models.CheckConstraint(
                condition=Q(urgent__in=Way.values, normal__in=Way.values), name="ocop_endpoint_known_ways"
            ),
            models.CheckConstraint(condition=Q(digest_hour__lte=23), name="ocop_endpoint_hour_of_day"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} – {self.producer}"

    def way(self, _channel: str, level: str) -> hours.Way:
        """How what has this level goes there."""
        return hours.Way(self.urgent if level == Level.URGENT else self.normal)


class AbstractDelivery(models.Model):
    """A notice on its way to one person, or to one address of the producer, by one channel.

    Whoever sends takes it first. It is over when it was sent, or when nobody tries again (`ended_at`). The database
    does not insist on its recipient: one that is gone when an order is committed must not fail that order.
    """

    notice = models.ForeignKey("ocop_notices.Notice", models.CASCADE, related_name="deliveries")
    member = models.ForeignKey(
        "ocop_producers.Member",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="ocop_deliveries",
        db_constraint=False,
    )
    endpoint = models.ForeignKey(
        "ocop_notices.Endpoint",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="deliveries",
        db_constraint=False,
    )
    channel = models.CharField(max_length=30)
    way = models.CharField(max_length=10, choices=Way.choices)
    due = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        app_label = "ocop_notices"
        ordering = ["pk"]
        verbose_name = _("delivery of a notice")
        verbose_name_plural = _("deliveries of notices")
        constraints = [
            models.UniqueConstraint(fields=["notice", "member", "channel"], name="ocop_delivery_once_each"),
            models.UniqueConstraint(fields=["notice", "endpoint"], name="ocop_delivery_once_there"),
            models.CheckConstraint(
                condition=Q(member__isnull=True, endpoint__isnull=False)
                | Q(member__isnull=False, endpoint__isnull=True),
                name="ocop_delivery_to_one",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due", "id"],
                condition=Q(sent_at__isnull=True, ended_at__isnull=True),
                name="ocop_delivery_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} – {self.channel}"

    @property
    def recipient(self) -> str:
        """To whom, by key and never by address."""
        return f"member:{self.member_id}" if self.member_id else f"producer:{self.notice.producer_id}"


def default_way(level: str) -> hours.Way:
    """How somebody is told who has wished for nothing: of what cannot wait at once, of the rest once a day."""
    return hours.Way.AT_ONCE if level == Level.URGENT else hours.Way.DIGEST


def wishes_of(member: Any) -> Any:
    """The wishes of a member, or those of somebody who has none, unsaved. No query where they were joined."""
    found = getattr(member, "ocop_preference", None)
    return found if found is not None else apps.get_model("ocop_notices", "Preference")(member=member)
