"""The factories make what a shop could have made."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from ocop_shop.certification import standing
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.core import clock
from ocop_shop.test import factories

pytestmark = pytest.mark.django_db


def test_a_product_is_on_sale_in_whole_dong():
    product = factories.make_product("Kẹo dừa", price=45_000, stock=3)
    assert product.slug == "keo-dua"
    record = product.stockrecords.get()
    assert (record.price, record.price_currency, record.num_in_stock) == (Decimal(45_000), "VND", 3)


def test_a_product_may_be_for_show_only():
    assert not factories.make_product(price=None).stockrecords.exists()


def test_a_product_comes_from_its_producer_and_province():
    producer = factories.make_producer("HTX Dừa sáp", province="86", story="Ba đời trồng dừa.")
    product = factories.make_product(producer=producer, province="51", product_set=3)
    origin = product.ocop_provenance
    assert (origin.producer, origin.province.code, origin.product_set) == (producer, "51", 3)
    assert (producer.province.code, producer.story) == ("86", "Ba đời trồng dừa.")


def test_a_place_is_the_one_of_today_and_made_where_none_is_loaded(frozen):
    assert factories.make_place("86").name == "Vĩnh Long"
    assert factories.make_place("99").slug == "tinh-99-99"
    assert factories.make_place("99") == factories.make_place("99")


def test_a_certificate_shows_its_star_today():
    product = factories.make_product()
    certificate = factories.make_certificate(product, stars=5)
    assert certificate.valid_from == clock.today() - timedelta(days=30)
    assert standing.claim_on(product, clock.today()).stars == 5


def test_a_certificate_obeys_the_rules():
    with pytest.raises(RegisterError):
        factories.make_certificate(stars=5, issued_on=date(2026, 6, 1), issuer_level="province")


def test_users_are_customers_unless_told_otherwise(client):
    user = factories.make_user("an@example.com")
    assert not user.is_staff
    assert client.login(username="an@example.com", password=factories.PASSWORD)


def test_categories_stand_in_each_other():
    top = factories.make_category("Thực phẩm")
    below = factories.make_category("Kẹo bánh", parent=top)
    product = factories.make_product(category=below)
    assert below.get_parent() == top
    assert product.categories.get() == below
