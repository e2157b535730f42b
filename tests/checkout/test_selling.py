"""What a basket takes and who may buy it: no tour, no animal, no alcohol without a word about age."""

import pytest
from django.urls import reverse
from oscar.core.loading import get_model

from ocop_shop.ordering.exceptions import OutOfStock
from ocop_shop.ordering.holding import hold
from ocop_shop.test import factories
from tests.payments.paying import basket_of

from .conftest import Buyer, said

Order = get_model("order", "Order")

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def of_set(number, **fields):
    return factories.make_product(product_set=number, stock=5, producer=factories.make_producer(), **fields)


@pytest.mark.parametrize("number", [25, 26])
def test_a_tour_and_an_animal_are_agreed_on_with_their_maker(number):
    product, buyer = of_set(number), Buyer()
    page = buyer.client.get(product.get_absolute_url()).content.decode()
    assert "data-on-enquiry" in page
    assert reverse("basket:add", args=[product.pk]) not in page
    assert buyer.add(product).url == product.get_absolute_url()
    assert buyer.basket().context["basket"].is_empty


def test_a_shop_says_itself_what_no_basket_takes(settings):
    settings.OCOP_ENQUIRY_ONLY_SETS = [1]
    buyer = Buyer()
    buyer.add(of_set(26))
    buyer.add(of_set(1))
    assert buyer.basket().context["basket"].num_items == 1


def test_what_was_in_the_basket_before_is_not_ordered(settings):
    basket = basket_of((of_set(7), 1))
    settings.OCOP_ENQUIRY_ONLY_SETS = [7]
    with pytest.raises(OutOfStock):
        hold(basket)


def test_a_card_of_a_tour_leads_to_its_maker():
    tour = of_set(26)
    content = Buyer().client.get(reverse("catalogue:index")).content.decode()
    card = content.partition(f'data-product-id="{tour.pk}"')[2].partition("</article>")[0]
    assert card
    assert "<form" not in card


@pytest.mark.parametrize("number", [14, 15])
def test_alcohol_is_not_sold_without_a_word_about_age(number):
    product = of_set(number)
    buyer = Buyer().ready(product)
    assert 'name="adult"' in buyer.review().content.decode()
    answer = buyer.place()
    assert answer.url == reverse("checkout:preview")
    assert said(answer)
    assert (Order.objects.count(), product.stockrecords.get().num_allocated) == (0, None)
    buyer.place(adult="1")
    assert Order.objects.count() == 1


def test_nobody_is_asked_for_an_age_without_a_reason():
    buyer = Buyer().ready(of_set(7))
    assert 'name="adult"' not in buyer.review().content.decode()
    buyer.place()
    assert Order.objects.count() == 1


def test_a_variant_is_what_its_parent_is():
    parent = factories.make_product(price=None, structure="parent", product_set=26)
    child = factories.make_product("Hũ nhỏ", structure="child", parent=parent, product_class=None)
    buyer = Buyer()
    buyer.add(child)
    assert buyer.basket().context["basket"].is_empty
