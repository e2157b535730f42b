"""What waits among the questions: those that nobody has answered yet."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from .access import Work
from .today import Task


def unanswered(work: Work) -> Iterator[Task]:
    """Published questions without an answer. One query."""
    rows = apps.get_model("ocop_asking", "Question").objects.of_producer(work.producer)
    if number := rows.unanswered().count():
        url = reverse("ocop:portal-questions", args=[work.producer.slug])
        yield Task(_("Questions of shoppers to answer"), number, url)
