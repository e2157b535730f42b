"""Places that ended: a product or producer of today lies in a province and a commune of today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext as _

from ocop_shop.certification.wording import day as written

from .dossiers import pages
from .findings import Finding, of_product

# Table, the column of what a finding is about, and its name.
_PLACED = (("Provenance", "product_id", "product"), ("Producer", "pk", "producer"))
_COLUMNS = ("province", "commune")


def place_not_in_force(day: date) -> Iterator[Finding]:
    """Products and producers whose province or commune had ended before `day` or begins after it."""
    wrong = Q()
    for column in _COLUMNS:
        wrong |= Q(**{f"{column}__valid_until__lt": day}) | Q(**{f"{column}__valid_from__gt": day})
    for table, key, kind in _PLACED:
        rows = apps.get_model("ocop_producers", table).objects.filter(wrong)
        for keys in pages(rows):
            page = list(rows.filter(pk__in=keys).select_related(*_COLUMNS).order_by("pk"))
            yield from _of_page(page, key, kind, day)


def _of_page(rows: Sequence[Any], key: str, kind: str, day: date) -> Iterator[Finding]:
    found = [(row, place) for row in rows for place in (row.province, row.commune) if place and not _exists(place, day)]
    successors = _successors({place.pk for _row, place in found})
    for row, place in found:
        subject = of_product(getattr(row, key)) if kind == "product" else f"{kind}:{getattr(row, key)}"
        yield Finding(
            "place_not_in_force",
            subject,
            _("%(row)s lies in %(place)s, which does not exist on %(day)s.")
            % {"row": row, "place": place.full_name, "day": written(day)},
            _remedy(successors.get(place.pk)),
        )


def _exists(place: Any, day: date) -> bool:
    return (place.valid_from is None or place.valid_from <= day) and (
        place.valid_until is None or place.valid_until >= day
    )


def _successors(places: set[int]) -> dict[int, Any]:
    successions = apps.get_model("ocop_regions", "Succession").objects.filter(old__in=places, is_default=True)
    return {succession.old_id: succession.new for succession in successions.select_related("new")}


def _remedy(successor: Any) -> str:
    if successor is None:
        return _("Give it a place that exists today.")
    return _("Give it a place that exists today; the main successor is %(place)s.") % {"place": successor.full_name}
