"""Tables of questions about products and of replies to reviews. What people wrote is plain text, never markup."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from . import managers


class State(models.TextChoices):
    """What the shop has decided about a question."""

    WAITING = managers.WAITING, _("waits for the shop")
    PUBLISHED = managers.PUBLISHED, _("published")
    DECLINED = managers.DECLINED, _("declined")


class Shown(models.TextChoices):
    """Whether what a producer wrote is shown."""

    PUBLISHED = "published", _("shown")
    HIDDEN = "hidden", _("hidden by the shop")


class AbstractQuestion(models.Model):
    """A question about a product, and the answer of its producer."""

    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="ocop_questions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    words = models.TextField(_("question"))
    # What the asker read, for the letter.
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    # For the staff alone.
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    # Under whose name it stands: the product may get another producer, the answer does not.
    answered_for = models.ForeignKey(
        "ocop_producers.Producer", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_state = models.CharField(max_length=10, choices=Shown.choices, blank=True)

    objects = managers.QuestionQuerySet.as_manager()

    class Meta:
        abstract = True
        app_label = "ocop_asking"
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        indexes = [
            models.Index(fields=["product", "state", "-asked_at"], name="ocop_question_shown"),
            models.Index(fields=["state", "asked_at"], name="ocop_question_waiting"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="ocop_question_known_state"),
            models.CheckConstraint(
                condition=Q(answer_state="", answer="", answered_at=None)
                | (Q(answer_state__in=Shown.values, answered_at__isnull=False) & ~Q(answer="")),
                name="ocop_question_answer_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]

    @property
    def has_answer(self) -> bool:
        """Whether everybody may read an answer."""
        return self.answer_state == Shown.PUBLISHED

    @property
    def is_answer_hidden(self) -> bool:
        """Whether the shop has hidden the answer."""
        return self.answer_state == Shown.HIDDEN


class AbstractReviewReply(models.Model):
    """What a producer says to a review."""

    review = models.OneToOneField("reviews.ProductReview", models.CASCADE, related_name="ocop_reply")
    words = models.TextField(_("reply"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    producer = models.ForeignKey("ocop_producers.Producer", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=Shown.choices, default=Shown.PUBLISHED)

    class Meta:
        abstract = True
        app_label = "ocop_asking"
        ordering = ["-at", "-pk"]
        verbose_name = _("reply to a review")
        verbose_name_plural = _("replies to reviews")
        constraints = [models.CheckConstraint(condition=Q(state__in=Shown.values), name="ocop_reply_known_state")]

    def __str__(self) -> str:
        return self.words[:60]

    @property
    def is_shown(self) -> bool:
        """Whether everybody may read it."""
        return self.state == Shown.PUBLISHED
