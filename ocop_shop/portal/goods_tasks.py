"""What waits among the goods: listings that the shop sent back."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from ocop_shop.producers.roles import Right
from ocop_shop.proposals import states

from .access import Work
from .today import SOURCES, Task


def sent_back(work: Work) -> Iterator[Task]:
    """Listings that were sent back with reasons. One query."""
    rows = apps.get_model("ocop_proposals", "Proposal").objects.of_producer(work.producer)
    number = rows.filter(kind="listing", state=states.RETURNED).count()
    if number:
        url = reverse("ocop:portal-goods", args=[work.producer.slug])
        yield Task(_("The shop sent a listing back: read why"), number, url, urgent=True)


SOURCES.append((Right.LISTINGS, sent_back))
