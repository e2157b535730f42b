"""What waits among price and stock: what is sold out or nearly so, of goods that do not rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from ocop_shop.supply import records, resting

from .access import Work
from .today import Task


def waiting(work: Work) -> Iterator[Task]:
    """Goods to be filled up. Three queries, whatever there is."""
    own = records.of_producer(work.producer).filter(product__is_public=True)
    out, low = _of(records.sold_out(own)), _of(records.low(own))
    resting.prepare(record.product for record in (*out, *low))
    url = reverse("ocop:portal-prices", args=[work.producer.slug])
    for label, found, show in ((_("Sold out"), out, "out"), (_("Only a few left"), low, "low")):
        number = sum(resting.rest_of(record.product, record) is None for record in found)
        if number:
            yield Task(label, number, f"{url}?show={show}", urgent=show == "out")


def _of(found: QuerySet[Any]) -> list[Any]:
    own = "product__ocop_provenance__producer"
    return list(found.select_related(own, "product__parent__ocop_provenance__producer").order_by("pk"))
