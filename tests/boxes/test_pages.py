"""Where a box is seen: its page, lists, basket, order, letter and receipt. Its stars are those of its parts."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from oscar.core.loading import get_model

from ocop_shop.boxes import actions
from ocop_shop.certification import actions as register
from ocop_shop.core import clock
from ocop_shop.discovery.models import Listing
from ocop_shop.discovery.parameters import Query
from ocop_shop.discovery.shelf import shelf
from ocop_shop.forks.checkout import receipt
from ocop_shop.ordering import actions as ordering
from ocop_shop.test import factories
from tests.checkout.conftest import Buyer
from tests.discovery import clerk
from tests.warm import visited

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def honey(db):
    maker = factories.make_producer("HTX Rừng Ong", province="86")
    product = factories.make_product("Mật ong rừng", producer=maker, stock=10)
    factories.make_certificate(product, stars=4, number="12/QĐ-UBND")
    return product


@pytest.fixture
def tea(db):
    maker = factories.make_producer("HTX Đồi Chè", province="51")
    product = factories.make_product("Trà cũ", producer=maker, stock=10)
    factories.make_certificate(product, stars=3, issued_on=clock.today() - timedelta(days=1500))
    return product


@pytest.fixture
def box(honey, tea):
    return factories.make_box("Hộp quà Tết", (honey, 2), (tea, 1), price=420_000)


def row(product):
    shelf(Query())
    return Listing.objects.get(pk=product.pk)


def stars(html):
    return re.findall(r'data-ocop-stars="(\d)"', html)


def test_the_page_shows_what_is_in_it_with_the_stars_of_each(box, honey, client):
    html = client.get(box.get_absolute_url()).content.decode()
    assert re.findall(r'data-box-part="(\d+)"', html) == [str(honey.pk), str(box.ocop_parts.last().part_id)]
    assert [name for name in ("Mật ong rừng", "Trà cũ", "HTX Rừng Ong", "HTX Đồi Chè") if name not in html] == []
    assert stars(html) == ["4"]
    assert "data-ocop-state" not in html  # no sign for a star that a part has lost
    assert 'id="ocop-cert-title"' not in html


def test_a_star_that_is_revoked_is_gone_from_the_box_at_once(box, honey, client):
    register.revoke(honey.ocop_certificates.get(), ground="a", effective_on=clock.today())
    assert stars(client.get(box.get_absolute_url()).content.decode()) == []


def test_the_box_claims_nothing_to_machines_either(box, client):
    html = client.get(box.get_absolute_url()).content.decode()
    said = json.loads(re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html, re.DOTALL)[1])
    product = said["@graph"][0]
    assert {"hasCertification", "manufacturer", "brand"} & product.keys() == set()
    assert product["offers"]["availability"].endswith("InStock")


def test_the_page_of_a_box_costs_few_queries_more_however_much_is_in_it(box, client):
    few, _answer = visited(client, box.get_absolute_url())
    actions.set_parts(box, [(factories.make_product(producer=factories.make_producer()), 1) for _number in range(12)])
    many, _answer = visited(client, box.get_absolute_url())
    assert many <= few <= 15


def test_a_list_shows_a_box_where_its_things_are_from_and_without_a_star(box, honey):
    listed = row(box)
    assert (listed.stars, listed.province_code, listed.in_stock) == (0, "", True)
    assert set(listed.place.split(", ")) == {factories.make_place("86").name, factories.make_place("51").name}
    actions.set_parts(box, [(honey, 1)])
    assert row(box).province_code == "86"


def test_a_box_is_found_by_what_is_in_it(box):
    assert [card.product_id for card in shelf(Query(words="mat ong rung")).cards if card.product_id == box.pk]


@pytest.mark.parametrize("by", ["orm", "sql"])
def test_the_list_knows_at_once_that_a_part_is_sold_out(box, honey, by):
    assert row(box).in_stock
    if by == "orm":
        honey.stockrecords.update(num_in_stock=1)
    else:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE partner_stockrecord SET num_in_stock = 1 WHERE product_id = %s", [honey.pk])
    assert not row(box).in_stock
    honey.stockrecords.update(num_in_stock=2)
    assert row(box).in_stock
    assert clerk.check() == []


@pytest.mark.parametrize("change", [{"is_public": False}, {"title": "Mật ong"}])
def test_the_list_follows_the_products_in_a_box(box, honey, change):
    assert row(box).in_stock
    get_model("catalogue", "Product").objects.filter(pk=honey.pk).update(**change)
    assert row(box).in_stock == ("title" in change)
    assert clerk.check() == []


def test_a_box_with_new_contents_is_listed_anew(box, tea):
    assert "mat ong rung" in row(box).text_key
    actions.set_parts(box, [(tea, 1)])
    assert "mat ong rung" not in row(box).text_key


def test_from_the_basket_to_the_receipt_the_contents_are_told(box, honey, tea):
    buyer = Buyer().ready(box, 2)
    html = buyer.basket().content.decode()
    assert (html.count("data-inside"), stars(html)) == (1, ["4"])
    assert "Mật ong rừng" in buyer.review().content.decode()
    buyer.place()
    order = get_model("order", "Order").objects.get()
    actions.set_parts(box, [(tea, 5)])
    register.revoke(honey.ocop_certificates.get(), ground="a", effective_on=clock.today())
    thanks = buyer.client.get(reverse("checkout:thank-you")).content.decode()
    (letter,) = mail.outbox
    html_letter = letter.alternatives[0][0]
    for told in (thanks, letter.body, html_letter):
        assert "Mật ong rừng" in told
        assert "12/QĐ-UBND" in told
    assert 'data-sold-stars="4"' in thanks
    assert receipt.pdf(order).startswith(b"%PDF")
    assert ordering.cancel(order)


def test_too_many_boxes_are_refused_in_the_basket(box, honey):
    buyer = Buyer()
    buyer.add(box, 5)
    buyer.add(honey, 1)
    assert [(short.title, short.wanted, short.left) for short in buyer.basket().context["shortages"]] == [
        ("Mật ong rừng", 1, 0)
    ]
    assert buyer.basket().context["basket"].num_items == 6
    other = Buyer()
    other.add(box, 6)
    assert other.basket().context["basket"].is_empty


def test_ten_boxes_in_a_basket_cost_as_many_queries_as_one():
    counts = []
    for number in (1, 10):
        buyer = Buyer()
        for _box in range(number):
            buyer.add(factories.make_box("", (factories.make_product(province="86"), 1), (factories.make_product(), 2)))
        buyer.basket()
        with CaptureQueriesContext(connection) as queries:
            assert buyer.basket().status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 22


def test_a_maker_who_packs_reads_what_goes_into_the_box(honey, tea, django_capture_on_commit_callbacks):
    packer = factories.make_producer("HTX Gói Quà", email="goi-qua@example.com")
    box = factories.make_box("Hộp quà", (honey, 2), (tea, 1), producer=packer)
    buyer = Buyer().ready(box)
    with django_capture_on_commit_callbacks(execute=True):
        buyer.place()
    (letter,) = [one for one in mail.outbox if one.to == ["goi-qua@example.com"]]
    assert "2 × Mật ong rừng (HTX Rừng Ong)" in letter.body


def test_the_page_of_a_box_is_there_without_maker_or_place(client):
    plain = factories.make_box("Hộp quà", (factories.make_product("Thiệp", stock=None), 1))
    html = Client().get(plain.get_absolute_url()).content.decode()
    assert "data-box-packer" in html
    assert stars(html) == []
