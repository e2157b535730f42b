"""What sending costs: by zone and band, as the tables of carriers say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.delivery.rates import ZONES, Band, Basis, Parcel, Place, Rate, rate, zone_between

NEAR_AND_FAR = [Band("commune", 0, 15_000, 1, 1), Band("province", 0, 20_000, 1, 2), Band("country", 0, 35_000, 3, 5)]
BY_WEIGHT = [Band("country", 0, 30_000), Band("country", 2_000, 45_000), Band("country", 10_000, 110_000)]
BY_PRICE = [Band("country", 0, 40_000), Band("country", 300_000, 20_000)]


@pytest.mark.parametrize(
    ("home", "to", "zone"),
    [
        (Place(1, 2, 3), Place(1, 2, 3), "commune"),
        (Place(1, 2, 3), Place(9, 2, 3), "province"),
        (Place(1, 2, 3), Place(9, 8, 3), "region"),
        (Place(1, 2, 3), Place(9, 8, 7), "country"),
        (Place(None, 2, 3), Place(1, 2, 3), "province"),
        (Place(), Place(), "country"),
        (Place(1, 2, 3), Place(), "country"),
    ],
)
def test_the_zone_is_the_narrowest_that_holds_both_places(home, to, zone):
    assert zone_between(home, to) == zone


@pytest.mark.parametrize(
    ("zone", "charge"), [("commune", 15_000), ("province", 20_000), ("region", 35_000), ("country", 35_000)]
)
def test_a_zone_without_a_price_costs_what_the_next_wider_one_costs(zone, charge):
    assert rate(NEAR_AND_FAR, Basis.FLAT, zone, Parcel(500, 100_000)).charge == charge


@pytest.mark.parametrize(
    ("grams", "charge"),
    [(0, 30_000), (1_999, 30_000), (2_000, 45_000), (9_999, 45_000), (10_000, 110_000), (99_999, 110_000)],
)
def test_a_band_begins_at_its_weight(grams, charge):
    assert rate(BY_WEIGHT, Basis.WEIGHT, "country", Parcel(grams, 0)).charge == charge


@pytest.mark.parametrize(("goods", "charge"), [(0, 40_000), (299_999, 40_000), (300_000, 20_000)])
def test_a_band_begins_at_its_price(goods, charge):
    assert rate(BY_PRICE, Basis.PRICE, "country", Parcel(0, goods)).charge == charge


@pytest.mark.parametrize(("goods", "charge"), [(499_999, 35_000), (500_000, 0), (900_000, 0)])
def test_it_is_free_from_a_price_of_the_goods(goods, charge):
    assert rate(NEAR_AND_FAR, Basis.FLAT, "country", Parcel(500, goods), free_from=500_000).charge == charge


def test_days_come_with_the_band():
    assert rate(NEAR_AND_FAR, Basis.FLAT, "province", Parcel(1, 1)) == Rate(20_000, 1, 2)


def test_where_no_band_says_so_nothing_is_sent():
    assert rate([Band("province", 0, 1)], Basis.FLAT, "country", Parcel(1, 1)) is None
    assert rate([Band("country", 5_000, 1)], Basis.WEIGHT, "country", Parcel(100, 1)) is None
    assert rate([], Basis.FLAT, "commune", Parcel(1, 1)) is None


bands = st.lists(st.builds(Band, st.sampled_from(ZONES), st.integers(0, 20_000), st.integers(0, 500_000)), max_size=12)
parcels = st.builds(Parcel, st.integers(0, 50_000), st.integers(0, 5_000_000))


@given(bands, st.sampled_from(list(Basis)), st.sampled_from(ZONES), parcels)
def test_a_charge_is_always_one_that_a_band_of_this_zone_or_a_wider_one_names(listed, basis, zone, parcel):
    found = rate(listed, basis, zone, parcel)
    reachable = [band.charge for band in listed if ZONES.index(band.zone) >= ZONES.index(zone)]
    assert found is None or found.charge in reachable


@given(bands, st.sampled_from(list(Basis)), st.sampled_from(ZONES), parcels)
def test_a_wider_way_to_send_never_makes_it_impossible(listed, basis, zone, parcel):
    found = rate([*listed, Band("country", 0, 1)], basis, zone, parcel)
    assert found is not None
