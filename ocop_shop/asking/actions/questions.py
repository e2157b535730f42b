"""A shopper asks, staff let a question through or not, the producer answers. Atomic, audited, safe to repeat.

Who may decide or answer is asked by the caller; whose product it is, is asked here.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from ocop_shop.asking import letters, notices
from ocop_shop.asking.exceptions import AskingError
from ocop_shop.asking.managers import reviews_of_producer
from ocop_shop.asking.models import Shown, State
from ocop_shop.auditing import actions as audit
from ocop_shop.certification import boast_wording, boasts, standing
from ocop_shop.conf import settings
from ocop_shop.core import clock
from ocop_shop.core.afterwards import after_commit

from .written import LONGEST_NAME, named, reason_in, told_in

LONGEST = 1000
LONGEST_ANSWER = 2000
SAME_AGAIN = timedelta(minutes=10)
"""Within this time the same words about the same product are the same click."""


@transaction.atomic
def ask(product: Any, words: str, name: str, *, author: Any = None) -> Any:
    """Keep a question about `product` in the language in force; returns it.

    It waits for the shop, or is shown at once where the shop does not look first (`OCOP_MODERATE_QUESTIONS`). The same
    again within ten minutes is the same question. Raises `AskingError`, and nothing is written.
    """
    told = told_in(words, LONGEST, _("Write your question."))
    problem = _("Say under which name your question is shown, in at most %(most)d characters.")
    called = named(name, problem % {"most": LONGEST_NAME})
    kept = get_model("catalogue", "Product").objects.select_for_update(no_key=True).get(pk=product.pk)
    questions = apps.get_model("ocop_asking", "Question").objects
    now = clock.now()
    same = questions.filter(product=kept, words=told, name=called, author=author, asked_at__gte=now - SAME_AGAIN)
    if known := same.order_by("pk").first():
        return known
    language = (get_language() or "vi")[:10]
    question = questions.create(
        product=kept, author=author, name=called, words=told, language=language, asked_at=now, state=State.WAITING
    )
    # Neither name nor words: an entry cannot be deleted.
    audit.record("question.asked", subject_of(question), actor=author, after={"product": kept.pk})
    if settings.moderate_questions:
        after_commit(letters.tell_shop, question)
        return question
    return _decided(question, State.PUBLISHED, None, "")


@transaction.atomic
def publish(question: Any, *, actor: Any) -> Any:
    """Let a question through, also one that was declined; returns it. Its producer is told. Again changes nothing."""
    kept = _locked(question)
    return kept if kept.state == State.PUBLISHED else _decided(kept, State.PUBLISHED, actor, "")


@transaction.atomic
def decline(question: Any, reason: str, *, actor: Any) -> Any:
    """Keep a question from everybody, also one that was shown, for a `reason` that the staff alone read; returns it.

    Again with the same reason changes nothing. Raises `AskingError` without a reason.
    """
    kept, why = _locked(question), reason_in(reason)
    if (kept.state, kept.reason) == (State.DECLINED, why):
        return kept
    return _decided(kept, State.DECLINED, actor, why)


@transaction.atomic
def answer(question: Any, words: str, *, producer: Any, actor: Any) -> Any:
    """Answer a published question for `producer`, or write the answer anew; returns it.

    Who asked with an account is told of the first answer. An answer that the shop has hidden stays hidden. The same
    words again change nothing. Raises `AskingError` for a question that is not this producer's to answer, without
    words, and for words that claim more than the product holds today.
    """
    kept = _locked(question)
    if not apps.get_model("ocop_asking", "Question").objects.of_producer(producer).filter(pk=kept.pk).exists():
        raise AskingError(_("This question is not there any more."))
    told = told_in(words, LONGEST_ANSWER, _("Write an answer first."))
    if kept.answer == told and kept.answered_for_id == producer.pk:
        return kept
    _check_claims(told, kept.product_id)
    is_first = not kept.answer_state
    kept.answer, kept.answered_by, kept.answered_for, kept.answered_at = told, actor, producer, clock.now()
    kept.answer_state = kept.answer_state or Shown.PUBLISHED
    kept.save(update_fields=["answer", "answered_by", "answered_for", "answered_at", "answer_state"])
    act = "question.answered" if is_first else "question.answer_changed"
    audit.record(act, subject_of(kept), actor=actor, after={"producer": producer.pk})
    if is_first:
        after_commit(letters.tell_asker, kept)
    return kept


@transaction.atomic
def reply(review: Any, words: str, *, producer: Any, actor: Any) -> Any:
    """Say something to an approved review for `producer`, or say it anew; returns the reply.

    A reply that the shop has hidden stays hidden. The same words again change nothing. Raises `AskingError` as `answer`
    does.
    """
    locked = get_model("reviews", "ProductReview").objects.select_for_update(no_key=True).filter(pk=review.pk).first()
    if locked is None or not reviews_of_producer(producer).filter(pk=locked.pk).exists():
        raise AskingError(_("This review is not there any more."))
    told = told_in(words, LONGEST_ANSWER, _("Write a reply first."))
    replies = apps.get_model("ocop_asking", "ReviewReply").objects
    known = replies.filter(review=locked).first()
    if known and (known.words, known.producer_id) == (told, producer.pk):
        return known
    _check_claims(told, locked.product_id)
    kept = known or replies.model(review=locked)
    kept.words, kept.by, kept.producer, kept.at = told, actor, producer, clock.now()
    kept.save()
    act = "review.reply_changed" if known else "review.replied"
    audit.record(act, f"review:{locked.pk}", actor=actor, after={"producer": producer.pk})
    return kept


@transaction.atomic
def show_answer(question: Any, is_shown: bool, *, actor: Any) -> Any:
    """Show or hide what the producer answered; returns the question. Again changes nothing.

    Raises `AskingError` where there is no answer.
    """
    kept, state = _locked(question), Shown.PUBLISHED if is_shown else Shown.HIDDEN
    if not kept.answer_state:
        raise AskingError(_("This question has no answer."))
    if kept.answer_state == state:
        return kept
    before, kept.answer_state = kept.answer_state, state
    kept.save(update_fields=["answer_state"])
    act = "question.answer_shown" if is_shown else "question.answer_hidden"
    audit.record(act, subject_of(kept), actor=actor, before={"answer_state": before}, after={"answer_state": state})
    return kept


@transaction.atomic
def show_reply(reply: Any, is_shown: bool, *, actor: Any) -> Any:
    """Show or hide what a producer said to a review; returns the reply. Again changes nothing."""
    kept = apps.get_model("ocop_asking", "ReviewReply").objects.select_for_update().get(pk=reply.pk)
    state = Shown.PUBLISHED if is_shown else Shown.HIDDEN
    if kept.state == state:
        return kept
    before, kept.state = kept.state, state
    kept.save(update_fields=["state"])
    act = "review.reply_shown" if is_shown else "review.reply_hidden"
    audit.record(act, f"review:{kept.review_id}", actor=actor, before={"state": before}, after={"state": state})
    return kept


def subject_of(question: Any) -> str:
    """What the audit log calls a question."""
    return f"question:{question.pk}"


def _decided(question: Any, state: State, actor: Any, reason: str) -> Any:
    before, question.state = question.state, state
    question.decided_by, question.decided_at, question.reason = actor, clock.now(), reason
    question.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    act = "question.published" if state == State.PUBLISHED else "question.declined"
    audit.record(
        act, subject_of(question), actor=actor, before={"state": before}, after={"state": state}, reason=reason
    )
    if state == State.PUBLISHED and not question.answer_state:
        notices.note_question(question)
        after_commit(letters.tell_producer, question)
    return question


def _check_claims(told: str, product_id: int) -> None:
    claim = standing.claim_on(product_id)
    granted = claim.stars if claim.has_badge else None
    if found := boasts.find(told, granted):
        raise AskingError(boast_wording.reason(found[0], granted))


def _locked(question: Any) -> Any:
    return apps.get_model("ocop_asking", "Question").objects.select_for_update().get(pk=question.pk)
