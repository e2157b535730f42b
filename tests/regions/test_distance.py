"""Distances on the ball of the earth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.regions.distance import box_around, distance_km

HA_NOI, HO_CHI_MINH, TIEU_CAN = (21.03, 105.85), (10.78, 106.70), (9.81, 106.19)
POINTS = st.tuples(st.floats(7, 24), st.floats(101, 116))


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        (HA_NOI, HA_NOI, 0),
        (HA_NOI, HO_CHI_MINH, 1143),
        (TIEU_CAN, (9.93, 106.34), 21),
        ((0, 0), (0, 180), 20_015),  # to the other side of the earth
        ((16.57, 112.14), (9.71, 114.45), 803),  # Hoàng Sa to Trường Sa
    ],
)
def test_the_way_of_the_crow_is_measured_on_a_ball(a, b, km):
    assert round(distance_km(a, b)) == km


@given(POINTS, POINTS)
def test_the_way_back_is_as_far(a, b):
    assert distance_km(a, b) == pytest.approx(distance_km(b, a))
    assert distance_km(a, b) >= 0


@given(POINTS, POINTS, st.floats(1, 500))
def test_a_box_holds_all_that_is_near_enough(here, there, km):
    (south, west), (north, east) = box_around(here, km)
    if distance_km(here, there) <= km:
        assert south <= there[0] <= north
        assert west <= there[1] <= east
