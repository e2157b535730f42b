"""The stages of a part of an order in words, and what of it waits on the first page."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.fulfilment import own_orders
from ocop_shop.fulfilment.stages import Stage
from ocop_shop.producers.roles import Right

from .access import Work
from .today import SOURCES, Task

_NAMES: dict[Stage, Promise] = {
    Stage.NEW: gettext_lazy("New"),
    Stage.TO_PACK: gettext_lazy("To pack"),
    Stage.TO_SEND: gettext_lazy("To send"),
    Stage.SENT: gettext_lazy("Sent"),
    Stage.CANCELLED: gettext_lazy("Cancelled"),
}


def stage_names() -> list[tuple[Stage, str]]:
    """All stages with their names, in order."""
    return [(stage, str(name)) for stage, name in _NAMES.items()]


def waiting(work: Work) -> Iterator[Task]:
    """Orders that are late, new, to be packed, to be sent. One query."""
    numbers, url = own_orders.numbers(work.producer), reverse("ocop:portal-orders", args=[work.producer.slug])
    if numbers["late"]:
        yield Task(_("Orders that should have left by now"), numbers["late"], url, urgent=True)
    labels = {
        Stage.NEW: _("New orders to accept"),
        Stage.TO_PACK: _("Orders to pack"),
        Stage.TO_SEND: _("Parcels to send"),
    }
    for stage, label in labels.items():
        if numbers[stage]:
            yield Task(label, numbers[stage], f"{url}?stage={stage}")


SOURCES.append((Right.ORDERS, waiting))
