"""Letters about questions. One that cannot be sent is logged and holds up nobody: the desks show what waits."""

from __future__ import annotations

from typing import Any

from django.conf import settings as django_settings
from django.urls import reverse

from ocop_shop.conf import settings
from ocop_shop.core.addresses import in_letters
from ocop_shop.core.letters import send
from ocop_shop.ordering.makers import producer_of


def tell_shop(question: Any) -> bool:
    """Tell the shop (`OCOP_SHOP_EMAIL`) that a question waits; False where no letter was sent."""
    return _send(question, "question_waiting", django_settings.LANGUAGE_CODE, settings.shop_email)


def tell_producer(question: Any) -> bool:
    """Tell the producer of the product, in the shop's language, that a question was published."""
    producer = producer_of(question.product)
    to = producer.email if producer else ""
    return _send(question, "question_published", django_settings.LANGUAGE_CODE, to, producer)


def tell_asker(question: Any) -> bool:
    """Send the answer to who asked with an account, in the language they read."""
    to = question.author.email if question.author_id else ""
    return _send(question, "question_answered", question.language, to)


def _send(question: Any, name: str, language: str, to: str, producer: Any = None) -> bool:
    def said() -> dict[str, Any]:
        shop = getattr(django_settings, "OSCAR_SHOP_NAME", "")
        return {"question": question, "link": in_letters(_address(question, name, producer)), "shop": shop}

    return send(name, to, language, said, about=f"question {question.pk}")


def _address(question: Any, name: str, producer: Any) -> str:
    if name == "question_waiting":
        return reverse("ocop:desk-questions")
    if producer:
        return reverse("ocop:portal-questions", args=[producer.slug])
    return reverse("ocop:questions", args=[question.product_id])
