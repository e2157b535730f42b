"""The words of the register: what a field may hold, and how it is read out."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .life import EventKind


class IssuerLevel(models.TextChoices):
    """Who stands behind a decision."""

    NATIONAL = "national", _("ministry")
    PROVINCE = "province", _("province")
    DISTRICT = "district", _("district")


class Precision(models.TextChoices):
    """How exactly a source gives the day; a badge runs from the earliest possible day, never longer."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class RecognitionKind(models.TextChoices):
    """Kinds of evaluation (26/2026/QĐ-TTg, form 01)."""

    FIRST = "first", _("first recognition")
    UPGRADE = "upgrade", _("upgrade")
    AGAIN = "again", _("re-evaluation")


class Evidence(models.TextChoices):
    """What a record rests on. Only A and B1 may carry a badge."""

    SIGNED = "A", _("A: signed decision")
    HANDED_OVER = "B1", _("B1: an authority's report of the recognition")
    PROPOSED = "B2", _("B2: proposal or scoring")
    CLAIMED = "C", _("C: the producer's own word, or not yet checked")


BADGE_EVIDENCE = (Evidence.SIGNED, Evidence.HANDED_OVER)

EVENT_WORDS = {
    EventKind.GRANTED: _("recognised"),
    EventKind.CORRECTED: _("record corrected"),
    EventKind.STRUCK: _("entry struck out"),
    EventKind.FILED: _("renewal dossier received"),
    EventKind.EXTENDED: _("extended"),
    EventKind.LAPSED: _("extension ended"),
    EventKind.SUSPENDED: _("suspended"),
    EventKind.REINSTATED: _("reinstated"),
    EventKind.CEASED: _("production ceased"),
    EventKind.CONCLUDED: _("violation concluded"),
    EventKind.REVOKED: _("revoked"),
}


class EvaluationResult(models.TextChoices):
    """What a council found. Only "potential 5 stars" is shown, as a stage and never as a badge."""

    PASSED = "passed", _("reached its star")
    POTENTIAL_5 = "potential_5", _("potential 5 stars, sent to the centre")
    NOT_PASSED = "not_passed", _("did not pass")
