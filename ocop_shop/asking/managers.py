"""Which questions and reviews somebody may see, in one place."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from oscar.core.loading import get_model

PRIVATE, WAITING, PUBLISHED, DECLINED = "private", "waiting", "published", "declined"


def made_by(producer: Any) -> Q:
    """What is about goods of `producer`; a variant has the producer of its parent unless it names its own.

    The same rule as `ordering.makers.producer_of`.
    """
    own, parents = "product__ocop_provenance__producer", "product__parent__ocop_provenance__producer"
    return Q(**{own: producer}) | Q(**{f"{own}__isnull": True, parents: producer})


def reviews_of_producer(producer: Any) -> Any:
    """The approved reviews of goods of `producer`, with what it replied: those without a reply first."""
    reviews = get_model("reviews", "ProductReview").objects.approved().filter(made_by(producer))
    joined = reviews.select_related("product__parent", "user", "ocop_reply")
    return joined.order_by(F("ocop_reply__at").desc(nulls_first=True), "-date_created", "-pk")


class QuestionQuerySet(models.QuerySet[Any]):
    """Questions, narrowed by who asks."""

    def of_producer(self, producer: Any) -> Self:
        """Those about goods of one producer that the shop has let through: the only ones a producer may see."""
        return self.filter(made_by(producer), state=PUBLISHED)

    def shown(self, product: Any) -> Self:
        """Those about `product` that everybody may read, the newest first."""
        found = self.filter(product=product, state=PUBLISHED).select_related("answered_for")
        return found.order_by("-asked_at", "-pk")

    def unanswered(self) -> Self:
        """Those without an answer."""
        return self.filter(answer_state="")

    def for_answering(self) -> Self:
        """Those without an answer first, the oldest of them on top; then what was answered, the newest on top."""
        return self.order_by(F("answered_at").desc(nulls_first=True), "asked_at", "pk")


class ThanksQuerySet(models.QuerySet[Any]):
    """Thank-yous, narrowed by who reads."""

    def of_producer(self, producer: Any) -> Self:
        """Those to one producer: it reads them all, the newest first."""
        return self.filter(producer=producer).order_by("-thanked_at", "-pk")

    def of_order(self, order: Any) -> Self:
        """Those of the buyer of one order."""
        return self.filter(order=order)

    def for_staff(self) -> Self:
        """Those that their buyers let be shown: what waits first, the oldest of it on top. Others are no business."""
        waits = models.Case(models.When(state=WAITING, then=0), default=1)
        return self.exclude(state=PRIVATE).order_by(waits, "thanked_at", "pk")

    def on_pages(self) -> Self:
        """Those that producers show; what is not let through cannot be, by a constraint of the table."""
        return self.filter(shown_at__isnull=False)

    def shown(self) -> Self:
        """Those that everybody may read, on the pages of producers that have one."""
        producers = apps.get_model("ocop_producers", "Producer").objects.public()
        return self.on_pages().filter(producer__in=producers)

    def on_page_of(self, producer: Any) -> Self:
        """Those that `producer`, whose page is public, shows there: what it chose last first."""
        return self.on_pages().filter(producer=producer).order_by("-shown_at", "-pk")
