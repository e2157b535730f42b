"""What waits about the identity: a change that was sent back or not handed in."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from ocop_shop.proposals import states

from .access import Work
from .today import Task


def waiting(work: Work) -> Iterator[Task]:
    """The change that somebody has to go on with. One query."""
    rows = apps.get_model("ocop_proposals", "Proposal").objects.of_producer(work.producer)
    state = rows.filter(kind="identity", state__in=states.WRITABLE).values_list("state", flat=True).first()
    url = reverse("ocop:portal-identity", args=[work.producer.slug])
    if state == states.RETURNED:
        yield Task(_("The change of your identity was sent back: see why, and hand it in again."), 1, url, urgent=True)
    elif state:
        yield Task(_("The change of your identity is not handed in yet."), 1, url)
