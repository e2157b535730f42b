"""A basket and its stock are held before an order is written, or the order is refused with the reason."""

import pytest
from oscar.core.loading import get_class, get_model

from ocop_shop.ordering.exceptions import AlreadyPlaced, BasketChanged, OutOfStock, Shortage
from ocop_shop.ordering.holding import hold
from ocop_shop.test import factories

pytestmark = pytest.mark.django_db

Basket = get_model("basket", "Basket")


@pytest.fixture
def basket():
    basket = Basket.objects.create()
    basket.strategy = get_class("partner.strategy", "Selector")().strategy()
    return basket


def test_what_is_there_is_held(basket):
    basket.add_product(factories.make_product(stock=3), 3)
    assert hold(basket) is None


def test_every_product_that_is_short_is_named_with_what_is_left(basket):
    short, gone, enough = (factories.make_product(title, stock=9) for title in ("Trà", "Muối", "Gạo"))
    for product in (short, gone, enough):
        basket.add_product(product, 4)
    short.stockrecords.update(num_allocated=7)
    gone.stockrecords.update(num_in_stock=0)
    with pytest.raises(OutOfStock) as refused:
        hold(basket)
    assert refused.value.shortages == (Shortage("Trà", 4, 2), Shortage("Muối", 4, 0))
    assert "Trà" in str(refused.value)
    assert "Gạo" not in str(refused.value)


def test_two_lines_of_one_stock_are_counted_together(basket):
    product = factories.make_product("Khăn", stock=5)
    option = get_model("catalogue", "Option").objects.create(name="Tên thêu")
    product.product_options.add(option)
    for name in ("Hoa", "Lan"):
        basket.add_product(product, 3, options=[{"option": option, "value": name}])
    assert basket.num_lines == 2
    with pytest.raises(OutOfStock) as refused:
        hold(basket)
    assert refused.value.shortages == (Shortage("Khăn", 6, 5),)


def test_more_promised_than_there_is_counts_as_nothing_left(basket):
    product = factories.make_product("Trà", stock=2)
    basket.add_product(product)
    product.stockrecords.update(num_in_stock=5, num_allocated=5)
    product.stockrecords.update(num_in_stock=2)
    with pytest.raises(OutOfStock) as refused:
        hold(basket)
    assert refused.value.shortages == (Shortage("Trà", 1, 0),)


@pytest.mark.parametrize("hidden", ["product", "parent"])
def test_what_is_not_on_sale_any_more_is_sold_out(basket, hidden):
    parent = factories.make_product(price=None, structure="parent")
    child = factories.make_product("Hũ nhỏ", structure="child", parent=parent, product_class=None)
    basket.add_product(child)
    type(child).objects.filter(pk=child.pk if hidden == "product" else parent.pk).update(is_public=False)
    basket.reset_offer_applications()
    with pytest.raises(OutOfStock) as refused:
        hold(basket)
    assert refused.value.shortages[0].left == 0


def test_a_basket_that_became_an_order_gives_that_order(basket):
    order = get_model("order", "Order").objects.create(
        number="K7QX2M94RB", basket=basket, total_incl_tax=1, total_excl_tax=1, currency="VND"
    )
    basket.add_product(factories.make_product())
    Basket.objects.update(status="Submitted")
    with pytest.raises(AlreadyPlaced) as refused:
        hold(basket)
    assert refused.value.order == order


@pytest.mark.parametrize("change", ["quantity", "removed", "status", "deleted"])
def test_a_basket_that_is_not_what_was_read_is_refused(basket, change):
    basket.add_product(factories.make_product(stock=9), 2)
    list(basket.all_lines())
    if change == "quantity":
        basket.lines.update(quantity=3)
    elif change == "removed":
        get_model("basket", "Line").objects.all().delete()
    elif change == "status":
        Basket.objects.update(status="Merged")
    else:
        Basket.objects.all().delete()
    with pytest.raises(BasketChanged):
        hold(basket)


def test_an_empty_basket_is_no_order(basket):
    with pytest.raises(BasketChanged):
        hold(basket)
