"""Tables of who a producer is before the law, as 122/2025/QH15 (e-commerce) asks of sellers, and who checked it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .abstract_models import Kind


class Fact(models.TextChoices):
    """What of an identity is checked."""

    TAX_CODE = "tax_code", _("tax code")
    LICENCE = "licence", _("business licence")
    ADDRESS = "address", _("registered address")
    BANK = "bank", _("bank account")


class Outcome(models.TextChoices):
    """What came out of a check."""

    CONFIRMED = "confirmed", _("confirmed")
    REFUTED = "refuted", _("does not fit")


# The fields that a check of each fact is about. Who changes one of them has to be checked again.
FIELDS_OF: dict[str, tuple[str, ...]] = {
    Fact.TAX_CODE: ("tax_code", "legal_name"),
    Fact.LICENCE: ("licence_number", "licence_date", "licence_issuer", "legal_name"),
    Fact.ADDRESS: ("province_id", "commune_id", "street"),
    Fact.BANK: ("bank", "account", "holder"),
}


class AbstractSellerIdentity(models.Model):
    """Who a producer is before the law. Apart from the profile, which is what it tells about itself.

    `producers.selling` says what of it everybody may read. Of the representative's identity number the last four digits
    are kept: enough for the shop's staff to tell two people of one name apart, too little to do harm with.
    """

    producer = models.OneToOneField("ocop_producers.Producer", models.CASCADE, related_name="seller_identity")
    legal_name = models.CharField(_("legal name"), max_length=255)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    tax_code = models.CharField(_("tax code"), max_length=14, unique=True)
    licence_number = models.CharField(_("number of the business licence"), max_length=60, blank=True)
    licence_date = models.DateField(_("date of the licence"), null=True, blank=True)
    licence_issuer = models.CharField(_("licence issued by"), max_length=150, blank=True)
    province = models.ForeignKey(
        "ocop_regions.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("province")
    )
    commune = models.ForeignKey(
        "ocop_regions.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("commune")
    )
    street = models.CharField(_("house number, street, hamlet"), max_length=255, blank=True)
    representative = models.CharField(_("representative"), max_length=150)
    representative_id_end = models.CharField(_("last four digits of the identity number"), max_length=4, blank=True)
    bank = models.CharField(_("bank"), max_length=6, blank=True)
    account = models.CharField(_("account number"), max_length=19, blank=True)
    holder = models.CharField(_("account holder"), max_length=100, blank=True)
    terms_version = models.CharField(_("version of the terms"), max_length=30, blank=True)
    consented_at = models.DateTimeField(_("agreed to the terms"), null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True
        app_label = "ocop_producers"
        ordering = ["pk"]
        verbose_name = _("identity of a seller")
        verbose_name_plural = _("identities of sellers")
        constraints = [models.CheckConstraint(condition=Q(kind__in=Kind.values), name="ocop_identity_known_kind")]

    def __str__(self) -> str:
        return self.legal_name

    def print_of(self, fact: str) -> str:
        """64 hex digits that stand for what this fact says now: a check holds while they stay the same."""
        said = "\x1f".join(str(getattr(self, field) or "") for field in FIELDS_OF[fact])
        return hashlib.sha256(said.encode()).hexdigest()


class AbstractFormerIdentity(models.Model):
    """What an identity said until it was changed. Never changed, and gone with the producer alone."""

    identity = models.ForeignKey("ocop_producers.SellerIdentity", models.CASCADE, related_name="former")
    # By the name of the field, as text; places by their code.
    facts = models.JSONField(_("what it said"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    valid_until = models.DateTimeField(_("until"))

    class Meta:
        abstract = True
        app_label = "ocop_producers"
        ordering = ["-pk"]
        verbose_name = _("former identity of a seller")
        verbose_name_plural = _("former identities of sellers")

    def __str__(self) -> str:
        return str(self.facts.get("legal_name", ""))

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("What an identity said is never changed.")
        super().save(*args, **kwargs)


class AbstractVerification(models.Model):
    """One check of one fact of an identity: who, when, by what, and with what outcome. Never changed."""

    identity = models.ForeignKey("ocop_producers.SellerIdentity", models.CASCADE, related_name="verifications")
    fact = models.CharField(_("what"), max_length=10, choices=Fact.choices)
    state = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    # What the fact said at that time, as `print_of` makes it.
    said = models.CharField(max_length=64, editable=False)
    source = models.CharField(_("checked by"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    verified_at = models.DateTimeField(_("checked at"))

    class Meta:
        abstract = True
        app_label = "ocop_producers"
        ordering = ["-pk"]
        verbose_name = _("check of a seller")
        verbose_name_plural = _("checks of sellers")
        constraints = [
            models.CheckConstraint(condition=Q(fact__in=Fact.values), name="ocop_verification_known_fact"),
            models.CheckConstraint(condition=Q(state__in=Outcome.values), name="ocop_verification_known_state"),
        ]

    def __str__(self) -> str:
        return f"{self.identity}: {self.fact} ({self.state})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("A check is never changed; make another.")
        super().save(*args, **kwargs)
