"""What producers are told of here: a question that waits for their answer, a new review, and thanks of a buyer."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.notices import actions, kinds
from ocop_shop.notices.kinds import Kind, Values
from ocop_shop.ordering.makers import producer_of
from ocop_shop.producers.roles import Right

from . import letters
from .managers import PUBLISHED

QUESTION, REVIEW, THANKS = "question.waiting", "review.new", "thanks.new"


def note_question(question: Any) -> int:
    """Tell the producer of the product that a question was let through; 0 where nobody makes it."""
    return _note(question.product, QUESTION, f"question:{question.pk}", {"question": question.pk})


def note_review(review: Any) -> int:
    """Tell the producer of the product that a buyer has reviewed it, once everybody may read that."""
    if review.status != review.APPROVED or review.product is None:
        return 0
    return _note(review.product, REVIEW, f"review:{review.pk}", {"score": review.score})


def note_thanks(thanks: Any) -> int:
    """Tell the producer that a buyer thanks it; once for an order, however often that is written anew."""
    return actions.tell([actions.Said(thanks.producer_id, THANKS, f"order:{thanks.order_id}")])


def register() -> None:
    """Name the three kinds of notices."""
    kinds.register(
        Kind(
            QUESTION,
            gettext_lazy("Questions"),
            Right.ANSWERS,
            "message-circle",
            _question_words,
            _question_path,
            letter=_letter_of,
        ),
        Kind(REVIEW, gettext_lazy("What buyers say"), Right.ANSWERS, "star", _review_words, _review_path),
        Kind(THANKS, gettext_lazy("Thanks of buyers"), Right.ANSWERS, "heart", _thanks_words, _thanks_path),
    )


def _note(product: Any, kind: str, key: str, values: dict[str, Any]) -> int:
    producer = producer_of(product)
    if producer is None:
        return 0
    told = {"product": product.get_title()[: kinds.MOST_OF_TITLE], **values}
    return actions.tell([actions.Said(producer.pk, kind, key, told)])


def _question_words(values: Values) -> str:
    return _("A shopper asks about %(product)s.") % values


def _question_path(slug: str, _values: Values) -> str:
    return reverse("ocop:portal-questions", args=[slug])


def _review_words(values: Values) -> str:
    return _("A buyer has reviewed %(product)s: %(score)s out of 5.") % values


def _review_path(slug: str, _values: Values) -> str:
    return reverse("ocop:portal-questions", args=[slug]) + "?show=reviews"


def _thanks_words(_values: Values) -> str:
    return _("A buyer thanks you.")


def _thanks_path(slug: str, _values: Values) -> str:
    return reverse("ocop:portal-thanks", args=[slug])


def _letter_of(notice: Any) -> tuple[str, str] | None:
    """The letter with the question; none where it was answered or declined since."""
    rows = apps.get_model("ocop_asking", "Question").objects.filter(state=PUBLISHED, answer_state="")
    question = rows.select_related("product").filter(pk=notice.values["question"]).first()
    return letters.to_producer(question, notice.producer) if question else None
