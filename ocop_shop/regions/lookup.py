"""Questions to the tables of places that pages, forms and importers share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from oscar.core.loading import get_model

from ocop_shop.core import clock

from .gazetteer import Gazetteer
from .managers import PlaceQuerySet
from .rows import PlaceRow, SuccessionRow

_COLUMNS = ("pk", "level", "code", "kind", "name", "parent_id", "valid_from", "valid_until", "aliases")


def gazetteer(on: date | None = None) -> Gazetteer:
    """A gazetteer of the database's places, whose "today" is `on` (default: today in Vietnam). Two queries.

    It is a snapshot of about 14,000 rows: build one per import or form, not one per address.
    """
    places = (
        PlaceRow(pk, level, code, kind, name, parent, begins, ends, tuple(aliases.split()))
        for pk, level, code, kind, name, parent, begins, ends, aliases in _places().order_by().values_list(*_COLUMNS)
    )
    links = get_model("ocop_regions", "Succession").objects.values_list("old_id", "new_id", "on", "is_default")
    return Gazetteer(places, (SuccessionRow(*link) for link in links), on or clock.today())


def province(code: str, on: date | None = None) -> Any | None:
    """The province that bore `code` on `on` (default: today), or None."""
    return _places().provinces().in_force(on).filter(code=code).first()


def commune(code: str, on: date | None = None) -> Any | None:
    """The commune that bore `code` on `on` (default: today), or None."""
    return _places().communes().in_force(on).filter(code=code).first()


def successors(place: Any, on: date | None = None) -> list[Any]:
    """What became of `place` by `on` (default: today), the main successor of a split unit first.

    That is `place` itself while it exists.
    """
    day = on or clock.today()
    found = _follow(place, "old", "new", day)
    return [row for row in found if row.exists_on(day)]


def former_provinces(place: Any) -> list[Any]:
    """The provinces of 30 June 2025 that a province of today was made of, by code; itself when it did not change."""
    ids = [row.pk for row in _follow(place, "new", "old", date.max)]
    return list(_places().provinces().before_merger().filter(pk__in=ids).order_by("code"))


def former_province_of(place: Any) -> Any | None:
    """The one province of 30 June 2025 in which all of a commune of today lay; None when it had parts of two."""
    found = list(_places().provinces().before_merger().filter(_holds(place)).distinct()[:2])
    return found[0] if len(found) == 1 else None


def communes_of_former(province: Any) -> PlaceQuerySet:
    """Today's communes that hold something of `province`, one of the 63."""
    made_of = Q(predecessions__old__parent=province) | Q(predecessions__old__parent__parent=province)
    communes: PlaceQuerySet = _places().communes().in_force().filter(made_of).distinct()
    return communes


def districts(province: Any) -> PlaceQuerySet:
    """The districts that `province` had until 30 June 2025, by name."""
    found: PlaceQuerySet = _places().districts().filter(parent=province).order_by("name_key")
    return found


def _places() -> PlaceQuerySet:
    places: PlaceQuerySet = get_model("ocop_regions", "Place").objects.all()
    return places


def _holds(commune: Any) -> Q:
    # A commune hangs on its district, an island district on the province itself.
    through_commune = Q(children__children__successions__new=commune)
    through_district = Q(children__successions__new=commune)
    return through_commune | through_district


def _follow(place: Any, here: str, there: str, until: date) -> list[Any]:
    """`place` and all that links lead to, from `here` to `there`, by `until`; one query for each step."""
    found = {place.pk: place}
    waiting = [place]
    links = get_model("ocop_regions", "Succession").objects.select_related(there)
    while waiting:
        step = links.filter(**{f"{here}__in": waiting}, on__lte=until).order_by("-is_default", f"{there}__code")
        waiting = [row for row in (getattr(link, there) for link in step) if row.pk not in found]
        found.update((row.pk, row) for row in waiting)
    return list(found.values())
