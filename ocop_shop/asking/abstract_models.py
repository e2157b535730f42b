"""Tables of questions, of replies to reviews and of thank-yous. What people wrote is plain text, never markup."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop_shop.core.private_storage import private_storage

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


class ThanksState(models.TextChoices):
    """Whether a thank-you may be shown, and what the shop has decided about it."""

    PRIVATE = managers.PRIVATE, _("for the producer alone")
    WAITING = managers.WAITING, _("waits for the shop")
    PUBLISHED = managers.PUBLISHED, _("may be shown")
    DECLINED = managers.DECLINED, _("declined")


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


class AbstractThanks(models.Model):
    """What the buyer of an order says to a producer whose goods were in it. It has no stars, neither kind."""

    # Whose it is follows from the order: of an account, or of a guest.
    order = models.ForeignKey("order.Order", models.CASCADE, related_name="ocop_thanks")
    producer = models.ForeignKey("ocop_producers.Producer", models.CASCADE, related_name="thanks")
    name = models.CharField(_("name"), max_length=60, blank=True)
    words = models.TextField(_("thanks"))
    picture = models.FileField(
        _("photo"), storage=private_storage, upload_to="thanks/%Y/%m/", max_length=255, blank=True
    )
    language = models.CharField(max_length=10)
    thanked_at = models.DateTimeField(_("written"))
    state = models.CharField(_("state"), max_length=10, choices=ThanksState.choices, default=ThanksState.PRIVATE)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    # For the staff alone.
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    # Since when it stands on the page of the producer, who put it there.
    shown_at = models.DateTimeField(null=True, blank=True)
    shown_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = managers.ThanksQuerySet.as_manager()

    class Meta:
        abstract = True
        app_label = "ocop_asking"
        ordering = ["-thanked_at", "-pk"]
        verbose_name = _("thank-you")
        verbose_name_plural = _("thank-yous")
        indexes = [
            models.Index(fields=["producer", "-thanked_at"], name="ocop_thanks_of_producer"),
            models.Index(fields=["state", "thanked_at"], name="ocop_thanks_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["order", "producer"], name="ocop_thanks_once"),
            models.CheckConstraint(condition=Q(state__in=ThanksState.values), name="ocop_thanks_known_state"),
            models.CheckConstraint(
                condition=Q(shown_at=None) | Q(state=ThanksState.PUBLISHED), name="ocop_thanks_shown_when_let_through"
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]

    @property
    def may_show(self) -> bool:
        """Whether the buyer lets it be shown."""
        return self.state != ThanksState.PRIVATE

    @property
    def is_on_page(self) -> bool:
        """Whether everybody may read it."""
        return self.shown_at is not None
