"""What the page of a product costs: badge, certificate, history, maker and more of the same maker in ten queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from oscar.core.loading import get_model

from ocop_shop.test.factories import make_certificate, make_producer, make_product
from tests.warm import visited

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def product(db):
    """With a certificate, attributes, and a maker who has other products."""
    maker = make_producer()
    product = make_product("Mật hoa dừa", producer=maker)
    make_certificate(product, stars=4)
    for number in range(3):
        make_product(f"Kẹo dừa {number}", producer=maker)
    attributes = get_model("catalogue", "ProductAttribute").objects
    for code in ("colour", "taste", "packing"):
        attribute = attributes.create(product_class=product.product_class, name=code, code=code, type="text")
        attribute.save_value(product, "có")
    return product


def asked(client, address):
    number, answer = visited(client, address)
    return number, answer.content.decode()


def test_the_page_of_a_product_costs_ten_queries(product, client):
    number, html = asked(client, product.get_absolute_url())
    assert number <= 10
    assert [
        words
        for words in ("OCOP 4 sao", "Kẹo dừa 2", "packing", product.ocop_provenance.producer.name)
        if words not in html
    ] == []


def test_it_costs_no_more_with_a_long_history_and_a_hundred_products_of_the_maker(product, client):
    for number in range(8):
        make_certificate(product, number=f"{number}/QĐ")
    for number in range(100):
        make_product(f"Bánh {number}", producer=product.ocop_provenance.producer)
    number, html = asked(client, product.get_absolute_url())
    assert number <= 10
    assert "104 sản phẩm" in html


def test_a_product_without_origin_has_a_page(client, db):
    plain = make_product("Áo thun", producer=None)
    assert asked(client, plain.get_absolute_url())[0] <= 10


def test_attributes_are_at_hand_in_the_form_of_oscars_own_prefetch(product, client):
    shown = client.get(product.get_absolute_url()).context["product"]
    with CaptureQueriesContext(connection) as queries:
        assert {value.code: value.value for value in shown.get_attribute_values()} == {
            "colour": "có",
            "taste": "có",
            "packing": "có",
        }
    assert len(queries) == 0


def test_a_maker_whose_products_are_hidden_keeps_the_banner(product, client, django_user_model):
    maker = product.ocop_provenance.producer
    maker.pictures.create(image="producers/banner.jpg")
    address = product.get_absolute_url()
    get_model("catalogue", "Product").objects.update(is_public=False)
    client.force_login(django_user_model.objects.create_superuser("chief", "chief@example.com", "x"))
    assert "producers/banner" in client.get(address).content.decode()


def test_a_review_is_counted(product, client, settings):
    reviews = get_model("reviews", "ProductReview").objects
    reviews.create(
        product=product, score=5, title="Ngon", body="Rất ngon", name="Lan", email="lan@example.com", status=1
    )
    product.refresh_from_db()
    product.update_rating()
    _number, html = asked(client, product.get_absolute_url())
    assert "Rất ngon" in html
