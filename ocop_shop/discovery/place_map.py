"""The map of the 34 provinces as values: shapes, dots and labels in the units of `img/vn34.svg`.

It is for pointers only. Whatever it shows stands in a list beside it, and both archipelagos are always on it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ocop_shop.regions.distance import Point

from . import place_bands
from .place_bands import Band
from .places import Groups

# The file's projection: Mercator's, `_UNITS` to a degree of longitude.
_UNITS = 51.5
_WEST, _NORTH = 101.717, 23.3662728029545
# Code -> the middle of the shape; how far east the land goes at its height, and another height where there is no room.
_MIDDLES: dict[str, tuple[int, ...]] = {
    "01": (205, 132, 301), "04": (224, 35, 261), "08": (175, 50, 257), "11": (64, 88, 315),
    "12": (75, 54, 254), "14": (122, 121, 315), "15": (133, 73, 273), "19": (213, 76, 273),
    "20": (252, 85, 287), "22": (284, 116, 324), "24": (243, 114, 324), "25": (184, 130, 302),
    "31": (244, 138, 301), "33": (234, 153, 276), "37": (223, 169, 251), "38": (186, 184, 246),
    "40": (166, 228, 211), "42": (207, 280, 242), "44": (248, 337, 278), "46": (298, 386, 334, 384),
    "48": (321, 422, 360, 434), "51": (330, 469, 380), "52": (346, 516, 391), "56": (374, 611, 390),
    "66": (346, 568, 399), "68": (323, 634, 388, 628), "75": (274, 645, 316, 704), "79": (254, 666, 308, 710),
    "80": (229, 665, 308, 710), "82": (216, 692, 300, 712), "86": (235, 721, 261), "91": (174, 711, 278),
    "92": (207, 730, 256), "96": (179, 765, 224),
}  # fmt: skip
_LABELLED = 3
_PLAIN = 2
_LINE = 24
_GAP = 12
_SPACE = 6
_RADII = (3, 4, 5.5, 7.5, 10)


@dataclass(frozen=True)
class Shape:
    """A province of today; `count` is None on maps that do not count."""

    code: str
    name: str
    url: str
    count: int | None = None
    band: int = 0
    is_here: bool = False


@dataclass(frozen=True)
class Dot:
    """A point on the map that stands for a place without a shape of its own."""

    x: float
    y: float
    name: str
    url: str = ""
    count: int | None = None
    band: int = 0

    @property
    def radius(self) -> float:
        """Larger for more."""
        return _RADII[self.band]


@dataclass(frozen=True)
class Label:
    """A few words out at sea, at the end of a line that comes from `x`, `y` and ends at `end_x`, `end_y`."""

    x: float
    y: float
    end_x: float
    end_y: float
    text: str

    @property
    def text_x(self) -> float:
        """Where the words begin."""
        return self.end_x + _SPACE

    @property
    def text_y(self) -> float:
        """Their base line, so that the line ends at half their height."""
        return self.end_y + _SPACE


@dataclass(frozen=True)
class PlaceMap:
    """All that `elements/map.html` draws. `bands` is the legend, of products or of makers (`of_makers`)."""

    shapes: tuple[Shape, ...]
    dots: tuple[Dot, ...] = ()
    labels: tuple[Label, ...] = ()
    bands: tuple[Band, ...] = ()
    of_makers: bool = False

    @property
    def sized(self) -> bool:
        """Whether the legend is one of sizes, not of shades."""
        return any(dot.count is not None for dot in self.dots)

    @property
    def islands(self) -> dict[str, Shape | None]:
        """The provinces that hold the two archipelagos: Đà Nẵng and Khánh Hòa."""
        known = {shape.code: shape for shape in self.shapes}
        return {"hoang_sa": known.get("48"), "truong_sa": known.get("56")}


def counted(groups: Groups) -> PlaceMap:
    """The map shaded by products, the names of those with most of them written on it."""
    told = [province for _region, listed in groups for province in listed]
    return _shaded([Shape(p.place.code, p.place.name, p.place.get_absolute_url(), p.count, p.band) for p in told])


def of_makers(groups: Groups, url_of: Callable[[Any], str]) -> PlaceMap:
    """The map shaded by makers, each province leading to the list of those in it."""
    told = [province for _region, listed in groups for province in listed]
    shapes = [Shape(p.place.code, p.place.name, url_of(p.place), p.makers, p.band) for p in told]
    return replace(_shaded(shapes), of_makers=True)


def _shaded(shapes: Sequence[Shape]) -> PlaceMap:
    most = sorted((s for s in shapes if s.band > _PLAIN), key=lambda s: (-(s.count or 0), s.code))[:_LABELLED]
    labels = _labels([(shape.code, f"{shape.name}: {shape.count}") for shape in most])
    return PlaceMap(tuple(shapes), labels=labels, bands=place_bands.bands(shape.count or 0 for shape in shapes))


def located(provinces: Iterable[Any], here: Any, point: Point | None = None, name: str = "") -> PlaceMap:
    """The map with the province `here` marked and named, or with a named dot at `point` within it."""
    code = getattr(here, "code", "")
    shapes = tuple(Shape(p.code, p.name, p.get_absolute_url(), is_here=p.code == code) for p in provinces)
    if point is None:
        return PlaceMap(shapes, labels=_labels([(code, here.name)]) if here else ())
    x, y = position(point)
    east = _MIDDLES[code][2] if code in _MIDDLES else x
    return PlaceMap(shapes, dots=(Dot(x, y, name),), labels=(Label(x, y, max(x, east) + _GAP, y, name),))


def dotted(provinces: Iterable[Any], counts: Sequence[tuple[Any, int]]) -> PlaceMap:
    """The map of today with a dot in the middle of each place of `counts`, larger where there are more products."""
    shades = place_bands.bands(count for _place, count in counts)
    dots = [
        Dot(
            *position((place.latitude, place.longitude)),
            name=place.name,
            url=place.get_absolute_url(),
            count=count,
            band=place_bands.band_of(count, shades),
        )
        for place, count in counts
        if place.latitude is not None
    ]
    shapes = tuple(Shape(p.code, p.name, p.get_absolute_url()) for p in provinces)
    return PlaceMap(shapes, dots=tuple(sorted(dots, key=lambda dot: dot.band)), bands=shades)


def position(point: Point) -> tuple[float, float]:
    """Where a point of the earth lies on the map."""
    latitude, longitude = point
    return round((longitude - _WEST) * _UNITS, 1), round((_mercator(_NORTH) - _mercator(latitude)) * _UNITS, 1)


def _mercator(latitude: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def _labels(named: Iterable[tuple[str, str]]) -> tuple[Label, ...]:
    """Out at sea, one under the other where they would touch."""
    wanted = []
    for code, text in named:
        if code in _MIDDLES:
            x, y, east, height = (*_MIDDLES[code], _MIDDLES[code][1])[:4]
            wanted.append(Label(x, y, east + _GAP, height, text))
    placed: list[Label] = []
    for label in sorted(wanted, key=lambda label: label.end_y):
        free = placed[-1].end_y + _LINE if placed else 0
        placed.append(replace(label, end_y=max(label.end_y, free)))
    return tuple(placed)
