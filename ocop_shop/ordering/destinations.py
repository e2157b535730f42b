"""Where an order may go: the provinces and communes of today, as a buyer chooses them."""

from __future__ import annotations

from typing import Any

from django.apps import apps

COUNTRY = "VN"


def provinces() -> list[Any]:
    """The provinces and cities of today, in alphabetical order. One query."""
    return list(_places().in_force().provinces().order_by("name_key", "code"))


def communes_of(province: Any | None) -> list[Any]:
    """The communes, wards and special zones of `province` today, in alphabetical order. One query."""
    if province is None:
        return []
    return list(_places().in_force().communes().filter(parent=province).order_by("name_key", "kind", "code"))


def find(province: str, commune: str) -> Any | None:
    """The commune of today that an address names (`state` "Vĩnh Long", `line4` "Xã Tiểu Cần"). One query."""
    provinces_so_named = _places().in_force().provinces().filter(name=province)
    there = _places().in_force().communes().filter(parent__in=provinces_so_named).select_related("parent")
    # Its kind is part of the name; a commune ends with its own.
    narrowed = [place for place in there if commune.endswith(place.name)]
    return next((place for place in narrowed if place.full_name == commune), None)


def exists(province: str, commune: str) -> bool:
    """Whether an address names a commune of today, as `find`."""
    return find(province, commune) is not None


def ensure_country() -> Any:
    """Oscar's row for Việt Nam, made where a shop has none yet."""
    countries = apps.get_model("address", "Country").objects
    defaults = {
        "iso_3166_1_a3": "VNM",
        "iso_3166_1_numeric": "704",
        "printable_name": "Việt Nam",
        "name": "Việt Nam",
        "is_shipping_country": True,
    }
    return countries.get_or_create(iso_3166_1_a2=COUNTRY, defaults=defaults)[0]


def _places() -> Any:
    return apps.get_model("ocop_regions", "Place").objects
