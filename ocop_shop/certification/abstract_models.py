"""Tables of the register. Nothing here holds a status: states follow from dated events (`life`)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ocop_shop.core import codes, text

from .choices import BADGE_EVIDENCE, EVENT_WORDS, Evidence, IssuerLevel, Precision, RecognitionKind
from .life import EventKind, State
from .managers import CertificateQuerySet

__all__ = ["BADGE_EVIDENCE", "Evidence", "IssuerLevel", "Precision", "RecognitionKind"]

CODE_LENGTH = 10

_FACTS = [EventKind.GRANTED.value, EventKind.CORRECTED.value]


def new_code() -> str:
    """A fresh check code of ten characters, such as "7KQ2MX94RB"."""
    return codes.new_code(CODE_LENGTH)


def number_key(number: str) -> str:
    """A decision number without spaces, case and marks: the form under which it is found again."""
    return text.fold(number).replace(" ", "")


class AbstractDecision(models.Model):
    """A signed decision that recognises products, or takes recognition away. Number and year name it, per issuer."""

    number = models.CharField(_("number"), max_length=60, blank=True, help_text=_("1693/QĐ-UBND; empty if unknown."))
    number_key = models.CharField(max_length=60, editable=False, blank=True)
    year = models.PositiveSmallIntegerField(editable=False)
    issued_on = models.DateField(_("issued on"))
    issued_precision = models.CharField(
        _("precision of the date"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    issuer = models.CharField(_("issuer"), max_length=200, blank=True)
    issuer_key = models.CharField(max_length=200, editable=False, blank=True)
    issuer_level = models.CharField(_("level"), max_length=10, choices=IssuerLevel.choices, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        abstract = True
        app_label = "ocop_certification"
        ordering = ["-issued_on", "number"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["issuer_key", "year", "number_key"],
                condition=~Q(number_key="") & ~Q(issuer_key=""),
                name="ocop_decision_once_per_issuer_and_year",
            ),
            models.UniqueConstraint(
                fields=["number_key", "issued_on"],
                condition=Q(issuer_key="") & ~Q(number_key=""),
                name="ocop_decision_without_issuer_once",
            ),
            models.UniqueConstraint(
                fields=["issuer_key", "issued_on"], condition=Q(number_key=""), name="ocop_decision_without_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or '?'} ({self.issued_on:%d/%m/%Y})"

    def set_keys(self) -> None:
        """Fill the fields by which the same decision is found again."""
        self.number_key = number_key(self.number)
        self.issuer_key = text.key(self.issuer)
        self.year = self.issued_on.year

    def save(self, *args: object, **kwargs: object) -> None:
        self.set_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class AbstractCertificate(models.Model):
    """A decision's recognition of one product at one star. It outlives the product's page: the register keeps it.

    Stars, days and evidence are those of its last GRANTED or CORRECTED event, repeated here to be searched and sorted.
    """

    code = models.CharField(_("check code"), max_length=16, unique=True, default=new_code, editable=False)
    product = models.ForeignKey(
        "catalogue.Product", models.SET_NULL, null=True, related_name="ocop_certificates", verbose_name=_("product")
    )
    decision = models.ForeignKey(
        "ocop_certification.Decision", models.PROTECT, related_name="certificates", verbose_name=_("decision")
    )
    stars = models.PositiveSmallIntegerField(_("stars"))
    kind = models.CharField(_("kind"), max_length=8, choices=RecognitionKind.choices, blank=True)
    valid_from = models.DateField(_("first day"))
    expires_on = models.DateField(_("last day"), help_text=_("The last day on which it holds, extensions aside."))
    rule_set = models.CharField(_("rules of its day"), max_length=40)
    evidence = models.CharField(_("evidence"), max_length=2, choices=Evidence.choices)
    score = models.DecimalField(_("score"), max_digits=6, decimal_places=3, null=True, blank=True)
    product_name = models.CharField(_("product as printed"), max_length=255)
    producer_name = models.CharField(_("producer as printed"), max_length=255, blank=True)
    reference = models.CharField(
        _("number on the list"), max_length=60, blank=True, help_text=_("The list's own number of the certificate.")
    )
    search_key = models.TextField(editable=False, default="")
    recorded_at = models.DateTimeField(_("recorded at"))

    objects = CertificateQuerySet.as_manager()

    class Meta:
        abstract = True
        app_label = "ocop_certification"
        ordering = ["-valid_from", "-pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(fields=["decision", "product"], name="ocop_certificate_once_per_decision"),
            models.CheckConstraint(condition=Q(stars__range=(3, 5)), name="ocop_certificate_3_to_5_stars"),
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("valid_from")), name="ocop_certificate_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)), name="ocop_certificate_score_0_to_100"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_name} – {self.stars}★ – {self.decision}"

    def save(self, *args: object, **kwargs: object) -> None:
        words = (self.product_name, self.producer_name, self.decision.number, self.code)
        self.search_key = f" {text.key(' '.join(words))}"
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class AbstractCertificateEvent(models.Model):
    """Something that happened to a certificate, or to what is recorded of it.

    Events are added, never edited: the database itself refuses it (migration `0005_events_are_only_added`).
    """

    certificate = models.ForeignKey("ocop_certification.Certificate", models.PROTECT, related_name="events")
    kind = models.CharField(
        _("event"), max_length=12, choices=[(kind.value, words) for kind, words in EVENT_WORDS.items()]
    )
    effective_on = models.DateField(_("takes effect on"))
    until = models.DateField(_("last day"), null=True, blank=True)
    stars = models.PositiveSmallIntegerField(_("stars"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=2, choices=Evidence.choices, blank=True)
    strikes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="struck_by", verbose_name=_("entry taken back")
    )
    ground = models.CharField(_("ground"), max_length=8, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    decision = models.ForeignKey(
        "ocop_certification.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decision"),
    )
    # No constraint: an account may go, and nothing on record changes with it.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False
    )
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        abstract = True
        app_label = "ocop_certification"
        ordering = ["effective_on", "pk"]
        verbose_name = _("event of a certificate")
        verbose_name_plural = _("events of certificates")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=EventKind.EXTENDED.value) | Q(until__isnull=False), name="ocop_extension_has_an_end"
            ),
            models.CheckConstraint(
                condition=~Q(kind=EventKind.REVOKED.value) | ~Q(ground=""), name="ocop_revocation_has_a_ground"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=_FACTS) | Q(stars__range=(3, 5), until__gte=F("effective_on")) & ~Q(evidence=""),
                name="ocop_event_states_its_facts",
            ),
            models.CheckConstraint(
                condition=Q(kind=EventKind.STRUCK.value, strikes__isnull=False)
                | ~Q(kind=EventKind.STRUCK.value) & Q(strikes__isnull=True),
                name="ocop_striking_takes_back_an_event",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[EventKind.STRUCK.value, EventKind.CORRECTED.value]) | ~Q(reason=""),
                name="ocop_correction_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.effective_on}"


class AbstractStanding(models.Model):
    """The timeline as rows: which certificate governs which days of a product. Rewritten from events, never typed.

    The database refuses two rows of one product that share a day (migration `0002_one_standing_per_day`).
    """

    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="ocop_standings")
    certificate = models.ForeignKey("ocop_certification.Certificate", models.CASCADE, related_name="standings")
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in State])
    stars = models.PositiveSmallIntegerField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        abstract = True
        app_label = "ocop_certification"
        ordering = ["product", "starts_on"]
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        constraints = [
            models.UniqueConstraint(fields=["product", "starts_on"], name="ocop_standing_starts_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="ocop_standing_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["valid", "extended"], stars__range=(3, 5))
                | (~Q(state__in=["valid", "extended"]) & Q(stars__isnull=True)),
                name="ocop_standing_stars_only_in_force",
            ),
        ]
        indexes = [models.Index(fields=["ends_on"], name="ocop_standing_end")]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.state} {self.starts_on}–{self.ends_on or '…'}"


class AbstractSoldClaim(models.Model):
    """The claim of an order line as it stood when the order was placed. It never changes."""

    line = models.OneToOneField("order.Line", models.CASCADE, related_name="ocop_claim")
    on = models.DateField()
    state = models.CharField(max_length=10)
    stars = models.PositiveSmallIntegerField(null=True)
    certificate = models.ForeignKey("ocop_certification.Certificate", models.SET_NULL, null=True, related_name="+")
    code = models.CharField(max_length=16, blank=True)
    decision_no = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    expires_on = models.DateField(null=True)
    producer_name = models.CharField(max_length=255, blank=True)

    class Meta:
        abstract = True
        app_label = "ocop_certification"
        verbose_name = _("claim as sold")
        verbose_name_plural = _("claims as sold")
        constraints = [
            models.CheckConstraint(
                condition=Q(stars__isnull=True) | Q(stars__range=(3, 5)), name="ocop_sold_claim_3_to_5_stars"
            )
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.stars or '–'}"
