"""What staff keep off the shelf is shown and not sold: on its page, in lists, in baskets old and new, to machines."""

import json

import pytest
from django.urls import reverse
from oscar.core.loading import get_class, get_model

from ocop_shop.boxes.exceptions import BoxError
from ocop_shop.discovery import freshness
from ocop_shop.ordering import again
from ocop_shop.ordering.exceptions import OutOfStock
from ocop_shop.ordering.holding import hold
from ocop_shop.producers import actions
from ocop_shop.producers.off_the_shelf import off_of
from ocop_shop.test import factories
from tests.payments.paying import basket_of, order_of

from .conftest import Buyer, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def tonic(db):
    return factories.make_product("Rượu thuốc", product_set=18, stock=5, producer=factories.make_producer())


def kept_off(product, reason="medicine"):
    actions.keep_off(product, reason)
    return product


def listed(product):
    freshness.ensure_true()
    return type(product.ocop_listing).objects.get(pk=product.pk)


@pytest.mark.pages
def test_its_page_says_why_and_has_no_button(tonic):
    path = tonic.get_absolute_url()
    kept_off(tonic)
    page = Buyer().client.get(path).content.decode()
    assert 'data-kept-off="medicine"' in page
    assert reverse("basket:add", args=[tonic.pk]) not in page
    machines = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert "offers" not in json.loads(machines)["@graph"][0]
    actions.let_back(tonic)
    assert reverse("basket:add", args=[tonic.pk]) in Buyer().client.get(path).content.decode()


@pytest.mark.pages
def test_lists_and_other_sites_offer_nothing_to_buy(tonic):
    assert listed(tonic).in_stock
    kept_off(tonic)
    page = Buyer().client.get(reverse("catalogue:index")).content.decode()
    card = page.partition(f'data-product-id="{tonic.pk}"')[2].partition("</article>")[0]
    assert "data-kept-off" in card
    assert "<form" not in card
    assert not listed(tonic).in_stock
    producer = tonic.ocop_provenance.producer
    (told,) = Buyer().client.get(reverse("ocop:embed-producer-json", args=[producer.slug])).json()["products"]
    assert told["available"] is False


@pytest.mark.pages
def test_no_basket_takes_it(tonic):
    buyer = Buyer()
    answer = buyer.add(kept_off(tonic))
    assert answer.url == tonic.get_absolute_url()
    assert len(said(answer)) == 1
    assert buyer.basket().context["basket"].is_empty


@pytest.mark.pages
def test_a_basket_that_holds_it_says_so_and_drops_it_at_one_press(tonic):
    buyer = Buyer()
    buyer.add(tonic)
    buyer.add(factories.make_product(stock=5))
    kept_off(tonic)
    (shortage,) = buyer.basket().context["shortages"]
    assert (shortage.title, shortage.left, shortage.why) == ("Rượu thuốc", 0, off_of(tonic).why)
    buyer.client.post(reverse("basket:summary"), {"fit": "1"})
    assert buyer.basket().context["basket"].num_items == 1


@pytest.mark.pages
def test_a_buyer_who_has_reviewed_it_already_orders_nothing(tonic):
    buyer = Buyer().ready(tonic)
    kept_off(tonic)
    answer = buyer.place()
    assert any(off_of(tonic).why in sentence for sentence in said(answer))
    assert (get_model("order", "Order").objects.count(), tonic.stockrecords.get().num_allocated) == (0, None)


def test_a_basket_that_was_read_before_the_mark_is_refused_with_the_reason(tonic):
    basket = basket_of((tonic, 1))
    [line.product.ocop_provenance for line in basket.all_lines()]
    kept_off(type(tonic).objects.get(pk=tonic.pk), "protected")
    with pytest.raises(OutOfStock) as refused:
        hold(basket)
    assert [shortage.why for shortage in refused.value.shortages] == [off_of(type(tonic).objects.get()).why]


def test_ordering_again_leaves_it_out_with_the_reason(tonic):
    order = order_of(tonic)
    kept_off(tonic)
    basket = basket_of()
    (sentence,) = again.fill(basket, order)
    assert off_of(tonic).why in sentence
    assert basket.is_empty


def test_the_strategy_of_the_shop_says_that_it_is_not_available(tonic):
    parent = factories.make_product(price=None, structure="parent", product_set=18)
    child = factories.make_product(structure="child", parent=parent, product_class=None)
    strategy = get_class("partner.strategy", "Selector")().strategy()
    for product in (tonic, child):
        assert strategy.fetch_for_product(product).availability.is_available_to_buy
        kept_off(product)
        assert strategy.fetch_for_product(product).availability.is_purchase_permitted(1)[0] is False
    assert strategy.fetch_for_parent(type(parent).objects.get(pk=parent.pk)).availability.code == "kept-off"


def test_a_box_with_it_is_not_sold_and_no_new_one_holds_it(tonic):
    box = factories.make_box("Hộp", (tonic, 1), (factories.make_product(stock=3), 1))
    basket = basket_of((box, 1))
    kept_off(tonic)
    with pytest.raises(OutOfStock):
        hold(type(basket).objects.get(pk=basket.pk))
    with pytest.raises(BoxError):
        factories.make_box("Hộp hai", (tonic, 1))


@pytest.mark.pages
def test_nobody_asks_for_a_quote_for_a_box_that_is_kept_off():
    box = factories.make_box("Hộp")
    quote = reverse("ocop:quote", args=[box.pk])
    assert quote in Buyer().client.get(box.get_absolute_url()).content.decode()
    kept_off(box)
    assert quote not in Buyer().client.get(box.get_absolute_url()).content.decode()
    assert Buyer().client.get(quote).status_code == 404
