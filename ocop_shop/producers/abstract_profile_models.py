"""Tables of what a profile tells beside its story: people, awards, rights, points of sale, and who agreed to what."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .managers import PersonQuerySet


class RightKind(models.TextChoices):
    """Rights in a name or sign that a profile may tell of."""

    TRADEMARK = "trademark", _("Trademark")
    COLLECTIVE = "collective", _("Collective mark")
    CERTIFICATION = "certification", _("Certification mark")
    GEOGRAPHICAL = "geographical", _("Geographical indication")


class _Entry(models.Model):
    """One of several of a kind, in the order that the producer chose."""

    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        app_label = "ocop_producers"
        ordering = ["position", "pk"]


class AbstractPerson(_Entry):
    """Somebody who makes the goods. Without that person's own consent nothing of it is shown outside."""

    producer = models.ForeignKey("ocop_producers.Producer", models.CASCADE, related_name="people")
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(_("what they do"), max_length=150, blank=True)
    role_en = models.CharField(max_length=150, blank=True)
    quote = models.CharField(_("in their own words"), max_length=400, blank=True)
    quote_en = models.CharField(max_length=400, blank=True)
    picture = models.ImageField(_("picture"), upload_to="producers/people/", max_length=255, blank=True)
    consent = models.BooleanField(_("agrees to be shown"), default=False)
    consent_at = models.DateTimeField(null=True, blank=True)
    consent_note = models.CharField(_("how they agreed"), max_length=255, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta(_Entry.Meta):
        abstract = True
        verbose_name = _("person of a producer")
        verbose_name_plural = _("people of a producer")

    def __str__(self) -> str:
        return self.name


class AbstractAward(_Entry):
    """A prize or an honour. It is no certificate, gives no star, and stands apart from both."""

    producer = models.ForeignKey("ocop_producers.Producer", models.CASCADE, related_name="awards")
    title = models.CharField(_("award"), max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    issuer = models.CharField(_("given by"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)

    class Meta(_Entry.Meta):
        abstract = True
        verbose_name = _("award")
        verbose_name_plural = _("awards")

    def __str__(self) -> str:
        return self.title


class AbstractIPRight(_Entry):
    """A registered right in a name or sign, with the number and the dates of its document."""

    producer = models.ForeignKey("ocop_producers.Producer", models.CASCADE, related_name="ip_rights")
    kind = models.CharField(_("kind"), max_length=15, choices=RightKind.choices)
    name = models.CharField(_("protected name"), max_length=200)
    number = models.CharField(_("number"), max_length=60)
    office = models.CharField(_("office"), max_length=200, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)

    class Meta(_Entry.Meta):
        abstract = True
        verbose_name = _("right in a name or sign")
        verbose_name_plural = _("rights in names and signs")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RightKind.values), name="ocop_right_known_kind"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=models.F("valid_from")),
                name="ocop_right_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


class AbstractPointOfSale(_Entry):
    """A place where the goods can be bought across a counter."""

    producer = models.ForeignKey("ocop_producers.Producer", models.CASCADE, related_name="points_of_sale")
    name = models.CharField(_("name"), max_length=150)
    address = models.CharField(_("address"), max_length=255)
    province = models.ForeignKey(
        "ocop_regions.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    commune = models.ForeignKey(
        "ocop_regions.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("commune")
    )
    phone = models.CharField(_("telephone"), max_length=32, blank=True)
    hours = models.CharField(_("opening hours"), max_length=150, blank=True)

    class Meta(_Entry.Meta):
        abstract = True
        verbose_name = _("point of sale")
        verbose_name_plural = _("points of sale")

    def __str__(self) -> str:
        return self.name


class AbstractConsent(models.Model):
    """Somebody agreed that something may be shown, or took that back. Rows are only added: they are the history.

    `what` is a field of the contact ("phone") or a person ("person:12"), never what stands in it.
    """

    producer = models.ForeignKey("ocop_producers.Producer", models.CASCADE, related_name="consents")
    what = models.CharField(max_length=40)
    given = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True
        app_label = "ocop_producers"
        ordering = ["-pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return f"{self.what}: {self.given}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and not kwargs.get("force_insert"):
            raise ValueError("What was agreed to, and when, is not rewritten.")
        super().save(*args, **kwargs)
