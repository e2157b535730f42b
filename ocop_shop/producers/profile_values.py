"""A profile as values: what stands in the tables, in the form in which a draft of it is written and compared.

Entries of a list have an `id`: "row-12" for one that is in its table, "picture:7" for a picture, anything else for a
new one. Places are codes, days are ISO dates, pictures are named as `story` names them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from ocop_shop.core.keys import key_in

PLAIN: Final = ("kind", "name_en", "brand", "website", "phone", "email", "representative")
CONSENTS: Final = ("phone", "email", "address", "representative")
"""What of the contact is shown only where the producer said so; each has a field `publish_…`."""

Places = dict[tuple[str, str], Any]


@dataclass(frozen=True)
class Source:
    """What a profile is shown from: its values, the places that they name, and where the pictures lie."""

    values: Mapping[str, Any]
    places: Places = field(default_factory=dict)
    urls: Mapping[str, str] = field(default_factory=dict)
    # All provinces of today, where they are at hand.
    provinces: Sequence[Any] = ()


def current(producer: Any, names: Iterable[str] | None = None) -> dict[str, Any]:
    """The values of `producer`, or those called `names` alone. One query for each list, one for the place."""
    wanted = list(READERS) if names is None else names
    return {name: READERS[name](producer) for name in wanted}


def source(producer: Any) -> Source:
    """All that the public page of `producer` is made of. Six queries at most, fewer where rows are at hand."""
    places: Places = {}
    for owner in (producer, *_located(producer)):
        places |= {(place.level, place.code): place for place in (owner.province, owner.commune) if place}
    urls = {f"picture:{one.pk}": one.image.url for one in producer.pictures.all()}
    urls |= {f"person:{one.pk}": one.picture.url for one in producer.people.all() if one.picture}
    return Source(current(producer), places, urls)


def row_key(entry: Mapping[str, Any]) -> int | None:
    """The key of the row that an entry of a list is; None for a new entry."""
    kind, _dash, number = str(entry["id"]).partition("-")
    return key_in(number) if kind == "row" else None


def _people(producer: Any) -> list[dict[str, Any]]:
    texts = ("name", "role", "role_en", "quote", "quote_en", "consent", "consent_note")
    return [
        {
            "id": f"row-{one.pk}",
            **{name: getattr(one, name) for name in texts},
            "picture": f"person:{one.pk}" if one.picture else "",
        }
        for one in producer.people.all()
    ]


def _awards(producer: Any) -> list[dict[str, Any]]:
    return [_entry(one, ("title", "title_en", "issuer", "year")) for one in producer.awards.all()]


def _rights(producer: Any) -> list[dict[str, Any]]:
    return [
        _entry(one, ("kind", "name", "number", "office"))
        | {"valid_from": _iso(one.valid_from), "valid_until": _iso(one.valid_until)}
        for one in producer.ip_rights.all()
    ]


def _points(producer: Any) -> list[dict[str, Any]]:
    return [
        _entry(one, ("name", "address", "phone", "hours"))
        | {"province": _code(one.province), "commune": _code(one.commune)}
        for one in _located(producer)
    ]


def _located(producer: Any) -> Any:
    """The points of sale with their places: those at hand, or one query."""
    at_hand = "points_of_sale" in getattr(producer, "_prefetched_objects_cache", {})
    rows = producer.points_of_sale.all()
    return rows if at_hand else rows.select_related("province", "commune")


def _pictures(producer: Any) -> list[dict[str, Any]]:
    names = ("caption", "caption_en", "alt", "alt_en")
    return [
        {"id": f"picture:{one.pk}", **{name: getattr(one, name) for name in names}} for one in producer.pictures.all()
    ]


def _entry(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {"id": f"row-{row.pk}", **{name: getattr(row, name) for name in names}}


def _code(place: Any) -> str:
    return place.code if place else ""


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def _plain(name: str) -> Callable[[Any], Any]:
    return lambda producer: getattr(producer, name)


READERS: Final[Mapping[str, Callable[[Any], Any]]] = MappingProxyType(
    {
        **{name: _plain(name) for name in (*PLAIN, "since", *(f"publish_{one}" for one in CONSENTS))},
        "address": _plain("address_as_printed"),
        "province": lambda producer: _code(producer.province),
        "commune": lambda producer: _code(producer.commune),
        "story": lambda producer: producer.parts,
        "people": _people,
        "awards": _awards,
        "rights": _rights,
        "points": _points,
        "pictures": _pictures,
    }
)
"""Every value of a profile, and how it is read from the tables."""
