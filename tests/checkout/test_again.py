"""Buying an order again: what is on sale today goes into the basket, what is not is named, and nothing fails."""

import pytest
from django.test import Client
from django.urls import reverse
from oscar.core.loading import get_model

from ocop_shop.ordering import again
from ocop_shop.test import factories
from tests.payments.paying import basket_of, order_of

from .conftest import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(goods):
    """A browser of somebody with an order of `goods`."""
    client = Client()
    client.user = factories.make_user("lan@example.com")
    client.force_login(client.user)
    client.order = order_of(goods)
    type(client.order).objects.update(user=client.user)
    return client


def no_price(product):
    product.stockrecords.update(price=None)


def other_currency(product):
    product.stockrecords.update(price_currency="EUR")


def hidden(product):
    type(product).objects.filter(pk=product.pk).update(is_public=False)


def address_of(order, *, line):
    if line:
        return reverse("customer:order-line", args=[order.number, order.lines.get().pk])
    return reverse("customer:order", args=[order.number])


def open_line():
    return get_model("basket", "Line").objects.get(basket__status="Open")


@pytest.mark.parametrize("line", [False, True])
@pytest.mark.parametrize("change", [no_price, other_currency, hidden])
def test_what_is_not_on_sale_today_is_named_and_stays_out(customer, goods, change, line):
    customer.post(reverse("basket:add", args=[factories.make_product(stock=3).pk]), {"quantity": 1})
    change(goods)
    answer = customer.post(address_of(customer.order, line=line), {"action": "reorder"})
    assert (answer.status_code, answer.url) == (302, reverse("basket:summary"))
    assert any("Mật hoa dừa" in sentence for sentence in said(answer))
    assert open_line().product_id != goods.pk


def test_what_is_agreed_on_with_its_maker_by_now_stays_out(settings, goods):
    order = order_of(goods)
    settings.OCOP_ENQUIRY_ONLY_SETS = [goods.ocop_provenance.product_set]
    basket = basket_of()
    assert len(again.fill(basket, order)) == 1
    assert basket.is_empty


@pytest.mark.parametrize("line", [False, True])
def test_what_is_on_sale_is_in_the_basket_again(customer, goods, line):
    customer.post(address_of(customer.order, line=line), {"action": "reorder"})
    assert open_line().product_id == goods.pk
