"""Tables of what councils find before anything is certified. An evaluation is no certificate and carries no badge."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .choices import EvaluationResult, Evidence, IssuerLevel, Precision, RecognitionKind


class AbstractEvaluationRound(models.Model):
    """A round ("đợt") in which a council sits (26/2026/QĐ-TTg art. 5); extra rounds have numbers above 2."""

    level = models.CharField(_("level"), max_length=10, choices=IssuerLevel.choices)
    province = models.ForeignKey(
        "ocop_regions.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("round"))
    proposed_before = models.DateField(
        _("proposed before"), null=True, blank=True, help_text=_("Dossiers proposed on or after this day wait.")
    )
    held_before = models.DateField(_("held before"), null=True, blank=True)
    held_on = models.DateField(_("held on"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        abstract = True
        app_label = "ocop_certification"
        ordering = ["-year", "-number", "level"]
        verbose_name = _("evaluation round")
        verbose_name_plural = _("evaluation rounds")
        constraints = [
            models.UniqueConstraint(fields=["level", "province", "year", "number"], name="ocop_round_once"),
            models.UniqueConstraint(
                fields=["level", "year", "number"], condition=Q(province__isnull=True), name="ocop_national_round_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.number}/{self.year}"


class AbstractEvaluation(models.Model):
    """A council's scoring of one product. It is never edited: a wrong one is withdrawn and recorded anew.

    `potential_from` and `potential_until` are derived (`stages`): the days of the stage "potential 5 stars".
    """

    product = models.ForeignKey(
        "catalogue.Product",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="ocop_evaluations",
        verbose_name=_("product"),
    )
    round = models.ForeignKey(
        "ocop_certification.EvaluationRound",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evaluations",
        verbose_name=_("round"),
    )
    level = models.CharField(_("level"), max_length=10, choices=IssuerLevel.choices)
    evaluated_on = models.DateField(_("evaluated on"))
    evaluated_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    kind = models.CharField(_("kind"), max_length=8, choices=RecognitionKind.choices, blank=True)
    score_a = models.DecimalField(_("part A"), max_digits=6, decimal_places=3, null=True, blank=True)
    score_b = models.DecimalField(_("part B"), max_digits=6, decimal_places=3, null=True, blank=True)
    score_c = models.DecimalField(_("part C"), max_digits=6, decimal_places=3, null=True, blank=True)
    total = models.DecimalField(_("total"), max_digits=6, decimal_places=3, null=True, blank=True)
    result = models.CharField(_("result"), max_length=12, choices=EvaluationResult.choices)
    stars = models.PositiveSmallIntegerField(_("stars reached"), null=True, blank=True)
    sent_on = models.DateField(_("sent to the centre on"), null=True, blank=True)
    decision = models.ForeignKey(
        "ocop_certification.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evaluations",
        verbose_name=_("decision on the result"),
    )
    rule_set = models.CharField(_("rules of its day"), max_length=40)
    evidence = models.CharField(_("evidence"), max_length=2, choices=Evidence.choices)
    product_name = models.CharField(_("product as printed"), max_length=255)
    producer_name = models.CharField(_("producer as printed"), max_length=255, blank=True)
    potential_from = models.DateField(null=True, editable=False)
    potential_until = models.DateField(null=True, editable=False)
    recorded_at = models.DateTimeField(_("recorded at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_because = models.TextField(_("why it was withdrawn"), blank=True)

    class Meta:
        abstract = True
        app_label = "ocop_certification"
        ordering = ["-evaluated_on", "-pk"]
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [
            models.UniqueConstraint(
                fields=["product", "level", "evaluated_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="ocop_evaluation_once",
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(total__range=(0, 100)), name="ocop_evaluation_0_to_100"
            ),
            models.CheckConstraint(
                condition=Q(stars__isnull=True) | Q(stars__range=(1, 5)), name="ocop_evaluation_1_to_5_stars"
            ),
            models.CheckConstraint(
                condition=Q(potential_from__isnull=True)
                | Q(result="potential_5", level="province", withdrawn_at__isnull=True, potential_until__isnull=False),
                name="ocop_stage_only_of_a_provincial_potential",
            ),
            models.CheckConstraint(
                condition=Q(potential_from__isnull=True) | Q(potential_until__gte=F("potential_from")),
                name="ocop_stage_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_because=""), name="ocop_withdrawal_has_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["product", "potential_until"], name="ocop_evaluation_stage")]

    def __str__(self) -> str:
        return f"{self.product_name} – {self.get_result_display()} – {self.evaluated_on:%d/%m/%Y}"
