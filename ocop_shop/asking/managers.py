"""Which questions and reviews somebody may see, in one place."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from oscar.core.loading import get_model

WAITING, PUBLISHED, DECLINED = "waiting", "published", "declined"


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
