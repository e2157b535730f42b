"""Orders go to the communes of today."""

from datetime import date

import pytest

from ocop_shop.ordering import destinations
from ocop_shop.regions.models import Place

pytestmark = pytest.mark.django_db


def test_there_are_34_provinces_in_alphabetical_order():
    names = [province.name for province in destinations.provinces()]
    assert len(names) == 34
    assert names[:3] == ["An Giang", "Bắc Ninh", "Cà Mau"]


def test_no_province_has_no_communes():
    assert destinations.communes_of(None) == []


def test_an_address_exists_as_long_as_its_commune(frozen):
    assert destinations.exists("Vĩnh Long", "Xã Tam Ngãi")
    assert not destinations.exists("Trà Vinh", "Xã Tam Ngãi")
    assert not destinations.exists("Vĩnh Long", "Phường Tam Ngãi")
    assert not destinations.exists("", "")
    Place.objects.in_force().filter(code="29335", level="commune").update(valid_until=date(2027, 1, 1))
    frozen("2027-01-02 00:00:00")
    assert not destinations.exists("Vĩnh Long", "Xã Tam Ngãi")


def test_a_province_that_ends_takes_its_addresses_with_it(frozen):
    Place.objects.in_force().filter(code="86", level="province").update(valid_until=date(2027, 1, 1))
    frozen("2027-01-01 12:00:00")
    assert destinations.exists("Vĩnh Long", "Xã Tam Ngãi")
    frozen("2027-01-02 00:00:00")
    assert not destinations.exists("Vĩnh Long", "Xã Tam Ngãi")


def test_the_country_is_made_once():
    first, again = destinations.ensure_country(), destinations.ensure_country()
    assert first == again
    assert first.iso_3166_1_a2 == "VN"
