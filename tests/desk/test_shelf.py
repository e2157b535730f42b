"""The desk page of what is kept off: found, marked with a reason, let back; for staff who may change products."""

import pytest
from django.test import Client
from django.urls import reverse

from ocop_shop.producers import actions
from ocop_shop.producers.off_the_shelf import off_of
from ocop_shop.test import factories

from .staff import client_with

SHELF = "/dashboard/off-the-shelf/"
MARK = {"reason": "medicine", "note": "Có bán ở nhà thuốc huyện."}

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def tonic(db):
    return factories.make_product("Cao thuốc", product_set=18, upc="CT-01", producer=factories.make_producer())


def now(product):
    return off_of(type(product).objects.get(pk=product.pk))


@pytest.mark.parametrize("right", ["change_product", "decide_proposal"])
def test_staff_mark_a_product_and_let_it_back(tonic, right):
    clerk = client_with(right)
    path = f"{SHELF}{tonic.pk}/"
    assert "data-sold" in clerk.get(path).content.decode()
    assert clerk.post(path, MARK).url == path
    assert (now(tonic).reason, now(tonic).note) == ("medicine", MARK["note"])
    (row,) = clerk.get(SHELF).context["page_obj"]
    assert (row.product, row.kept_off_by) == (tonic, clerk.user)
    clerk.post(path, {"do": "back"})
    assert now(tonic) is None
    assert list(clerk.get(SHELF).context["page_obj"]) == []


@pytest.mark.parametrize(
    "sent", [{}, {"reason": "moon"}, {"reason": "other"}, {"reason": "medicine", "note": "x" * 301}]
)
def test_what_is_missing_is_said_and_nothing_is_marked(tonic, sent):
    answer = client_with("change_product").post(f"{SHELF}{tonic.pk}/", sent)
    assert (answer.status_code, now(tonic)) == (422, None)
    assert answer.context["form"].errors


@pytest.mark.parametrize("words", ["cao thuoc", "CAO THUỐC", "ct-01", "thu-huyen", "#{pk}"])
def test_a_product_is_found_by_name_with_or_without_marks_and_by_code(tonic, words):
    tonic.stockrecords.update(partner_sku="thu-huyen")
    factories.make_product("Mứt dừa")
    found = client_with("change_product").get(SHELF, {"q": words.format(pk=tonic.pk)}).context["found"]
    assert [product for product, _off in found] == [tonic]


def test_who_may_only_look_changes_nothing(tonic):
    actions.keep_off(tonic, "protected")
    looker = client_with("view_product")
    assert looker.get(SHELF).status_code == 200
    assert "<textarea" not in looker.get(f"{SHELF}{tonic.pk}/").content.decode()
    for sent in (MARK, {"do": "back"}):
        assert looker.post(f"{SHELF}{tonic.pk}/", sent).status_code == 403
    assert now(tonic).reason == "protected"


def test_nobody_else_gets_in(tonic):
    for client in (client_with(), client_with("change_order"), client_with("change_product", is_staff=False)):
        for path in (SHELF, f"{SHELF}{tonic.pk}/"):
            assert client.get(path).status_code == 403
        assert client.post(f"{SHELF}{tonic.pk}/", MARK).status_code == 403
    assert Client().get(SHELF).url.startswith(reverse("dashboard:login"))
    assert now(tonic) is None


def test_fifty_products_cost_as_many_queries_as_one(assert_queries):
    for number in range(50):
        actions.keep_off(factories.make_product(f"Cao {number}", producer=factories.make_producer()), "medicine")
    clerk = client_with("change_product")
    clerk.get(SHELF, {"q": "cao"})
    with assert_queries(14):
        page = clerk.get(SHELF, {"q": "cao"}).content.decode()
    assert page.count("data-kept-off=") == 50


def test_its_producer_reads_the_reason_at_the_portal(client, tonic):
    producer = tonic.ocop_provenance.producer
    owner = factories.make_user()
    actions.add_member(producer, owner, "owner")
    client.force_login(owner)
    actions.keep_off(tonic, "health_food", "Thiếu bản công bố.")
    for name, args in (("portal-goods", ()), ("portal-goods-edit", (tonic.pk,))):
        page = client.get(reverse(f"ocop:{name}", args=[producer.slug, *args])).content.decode()
        assert 'data-kept-off="health_food"' in page
        assert "Thiếu bản công bố." in page
