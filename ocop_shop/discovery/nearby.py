"""The place that a visitor chose, and how far things are from it.

It is kept in a cookie of the visitor's own browser and nowhere else. Nobody is located: people choose a commune or a
province from a list, or type its name. Pages that differ by it vary by the cookie.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse

from ocop_shop.regions.data_files import natural_key
from ocop_shop.regions.distance import Point, distance_km

__all__ = ["ChosenPlace", "chosen_place", "distance_km", "distances", "forget", "place_of", "remember"]

COOKIE = "ocop_place"
KEPT_SECONDS = 180 * 24 * 60 * 60
# Level, code and first day: a code alone may come to mean another place while the cookie lasts.
_KEY = re.compile(r"(province:\d{2}|commune:\d{5})(?::(\d{4}-\d{2}-\d{2})?)?", re.ASCII)
_REMEMBERED = "_ocop_chosen_place"


@dataclass(frozen=True)
class ChosenPlace:
    """A commune or province of today. `name` is as a reader knows it: "Xã Tiểu Cần", "Vĩnh Long"."""

    code: str
    level: str
    name: str
    slug: str
    province_code: str
    province_name: str
    macro_region: str
    latitude: float | None
    longitude: float | None

    @property
    def name_inside(self) -> str:
        """The name inside a sentence: "xã Tiểu Cần", "Vĩnh Long"."""
        return self.name[:1].lower() + self.name[1:] if self.level == "commune" else self.name

    @property
    def point(self) -> Point | None:
        """The middle of a commune. Of a province there is none: too much of it is far from there."""
        if self.level != "commune" or self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


def chosen_place(request: HttpRequest) -> ChosenPlace | None:
    """The place that this visitor chose, if it still exists. One query at most for a request, none without the cookie.

    A cookie that was tampered with is as good as none.
    """
    if not hasattr(request, _REMEMBERED):
        place = place_of(request.COOKIES.get(COOKIE, ""))
        setattr(request, _REMEMBERED, _chosen(place) if place else None)
    chosen: ChosenPlace | None = getattr(request, _REMEMBERED)
    return chosen


def remember(request: HttpRequest, response: HttpResponse, place: Any) -> None:
    """Let the visitor's browser keep `place`, a commune or province of today, for half a year."""
    response.set_cookie(
        COOKIE, key_of(place), max_age=KEPT_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure()
    )


def forget(response: HttpResponse) -> None:
    """Let the visitor's browser drop the place."""
    response.delete_cookie(COOKIE, samesite="Lax")


def key_of(place: Any) -> str:
    """What tells this place, in these years, from all others: "commune:29341:2025-07-01"."""
    return natural_key(place.level, place.code, place.valid_from)


def place_of(key: str) -> Any | None:
    """The commune or province of today that `key_of` wrote so, or None. One query at most."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    level, _colon, code = found[1].partition(":")
    rows = apps.get_model("ocop_regions", "Place").objects.in_force().filter(level=level, code=code)
    if key != found[1]:
        try:
            rows = rows.filter(valid_from=date.fromisoformat(found[2])) if found[2] else rows.filter(valid_from=None)
        except ValueError:
            return None
    return rows.select_related("macro_region", "parent__macro_region").first()


def distances(chosen: ChosenPlace | None, commune_codes: Collection[str]) -> dict[str, int]:
    """Whole kilometres from the chosen commune's middle to those of today's communes with these codes, by code.

    One query at most; nothing where no commune was chosen, or where no middle is on record.
    """
    here = chosen.point if chosen else None
    codes = {code for code in commune_codes if code}
    if here is None or not codes:
        return {}
    communes = apps.get_model("ocop_regions", "Place").objects.communes().in_force()
    middles = communes.filter(code__in=codes, latitude__isnull=False, longitude__isnull=False)
    told = middles.order_by().values_list("code", "latitude", "longitude")
    return {code: round(distance_km(here, (north, east))) for code, north, east in told}


def _chosen(place: Any) -> ChosenPlace:
    province = place.parent or place
    return ChosenPlace(
        code=place.code,
        level=place.level,
        name=place.name if place.level == "province" else place.full_name,
        slug=place.slug,
        province_code=province.code,
        province_name=province.name,
        macro_region=province.macro_region.code if province.macro_region else "",
        latitude=place.latitude,
        longitude=place.longitude,
    )
