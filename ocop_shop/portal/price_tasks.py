"""What waits among price and stock: what is sold out or nearly so, of goods that do not rest."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from ocop_shop.supply import records, resting

from .access import Work
from .today import Task


def waiting(work: Work) -> Iterator[Task]:
    """Goods to be filled up. Two queries, whatever there is."""
    own = records.of_producer(work.producer).filter(product__is_public=True)
    makers = "product__ocop_provenance__producer", "product__parent__ocop_provenance__producer"
    found = list(records.scarce(own).select_related(*makers).order_by("pk"))
    resting.prepare(record.product for record in found)
    selling = [record for record in found if resting.rest_of(record.product, record) is None]
    out = sum(record.net_stock_level <= 0 for record in selling)
    url = reverse("ocop:portal-prices", args=[work.producer.slug])
    if out:
        yield Task(_("Sold out"), out, f"{url}?show=out", urgent=True)
    if out < len(selling):
        yield Task(_("Only a few left"), len(selling) - out, f"{url}?show=low")
