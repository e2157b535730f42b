"""How far two places are apart. No Django here."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

EARTH_KM = 6371.0088
_DEGREE_KM = 111.2


def distance_km(a: Point, b: Point) -> float:
    """Kilometres between two points as the crow flies, on a ball of the earth's mean radius."""
    (north_a, east_a), (north_b, east_b) = (tuple(map(radians, point)) for point in (a, b))
    half = sin((north_b - north_a) / 2) ** 2 + cos(north_a) * cos(north_b) * sin((east_b - east_a) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def box_around(point: Point, km: float) -> tuple[Point, Point]:
    """The south-west and the north-east corner of a box that holds everything within `km` of `point`."""
    north, east = point
    high = km / _DEGREE_KM
    # Where the box ends nearest to a pole, a degree of longitude is shortest.
    wide = high / max(0.01, cos(radians(min(89.0, abs(north) + high))))
    return (north - high, east - wide), (north + high, east + wide)
