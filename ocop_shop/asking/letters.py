"""Letters about questions and thanks. One that cannot be sent is logged and holds up nobody: desks show what waits."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings as django_settings
from django.urls import reverse

from ocop_shop.conf import settings
from ocop_shop.core.addresses import in_letters
from ocop_shop.core.letters import send, written
from ocop_shop.notices.people import reached_by_mail
from ocop_shop.ordering.makers import producer_of
from ocop_shop.producers.roles import Right


def tell_shop(question: Any) -> bool:
    """Tell the shop (`OCOP_SHOP_EMAIL`) that a question waits; False where no letter was sent."""
    return _send(question, "question_waiting", django_settings.LANGUAGE_CODE, settings.shop_email)


def tell_shop_of_thanks(thanks: Any) -> bool:
    """Tell the shop that a thank-you waits, which its buyer lets be shown; False where no letter was sent."""
    about = f"thanks {thanks.pk}"
    return send(
        "thanks_waiting", settings.shop_email, django_settings.LANGUAGE_CODE, partial(_waits, thanks), about=about
    )


def tell_producer(question: Any) -> bool:
    """Write to the producer of the product, in the shop's language, that a question was published.

    Not where a notice reaches somebody who may answer.
    """
    producer = producer_of(question.product)
    if producer and reached_by_mail([producer.pk], Right.ANSWERS):
        return False
    to = producer.email if producer else ""
    return _send(question, "question_published", django_settings.LANGUAGE_CODE, to, producer)


def to_producer(question: Any, producer: Any) -> tuple[str, str]:
    """Subject and body of that letter, in the language in force."""
    name = "question_published"
    subject, body = written(name, _said(question, name, producer))
    return subject, body.strip() + "\n"


def tell_asker(question: Any) -> bool:
    """Send the answer to who asked with an account, in the language they read."""
    to = question.author.email if question.author_id else ""
    return _send(question, "question_answered", question.language, to)


def _send(question: Any, name: str, language: str, to: str, producer: Any = None) -> bool:
    return send(name, to, language, partial(_said, question, name, producer), about=f"question {question.pk}")


def _said(question: Any, name: str, producer: Any) -> dict[str, Any]:
    shop = getattr(django_settings, "OSCAR_SHOP_NAME", "")
    return {"question": question, "link": in_letters(_address(question, name, producer)), "shop": shop}


def _address(question: Any, name: str, producer: Any) -> str:
    if name == "question_waiting":
        return reverse("ocop:desk-questions")
    if producer:
        return reverse("ocop:portal-questions", args=[producer.slug])
    return reverse("ocop:questions", args=[question.product_id])


def _waits(thanks: Any) -> dict[str, Any]:
    shop = getattr(django_settings, "OSCAR_SHOP_NAME", "")
    return {"thanks": thanks, "link": in_letters(reverse("ocop:desk-thanks")), "shop": shop}
