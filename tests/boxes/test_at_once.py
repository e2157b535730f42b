"""Many buyers of boxes and of what is in them at the same moment: nothing is sold twice, and nobody waits for ever."""

import pytest
from django.db import OperationalError
from oscar.core.loading import get_model

from ocop_shop.boxes import actions
from ocop_shop.boxes.exceptions import BoxError
from ocop_shop.boxes.models import BoxPart, SoldPart
from ocop_shop.ordering import actions as ordering
from ocop_shop.ordering.exceptions import OutOfStock
from ocop_shop.payments import registry
from ocop_shop.test import factories
from tests import at_once
from tests.payments.paying import basket_of, place

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def buying(*goods):
    basket = basket_of(*goods)

    def buy():
        try:
            return place(basket, registry.known("cash-on-delivery"))
        except OutOfStock:
            return None
        except OperationalError as error:
            pytest.fail(str(error))

    return buy


def test_twenty_buyers_of_boxes_and_loose_jars_get_no_more_than_there_is():
    jar, rice = factories.make_product("Mật ong", stock=21), factories.make_product("Gạo", stock=40)
    first = factories.make_box("Hộp quà", (jar, 2), (rice, 1))
    second = factories.make_box("Giỏ quà", (rice, 2), (jar, 3))
    wishes = [((first, 1),), ((jar, 1), (first, 1)), ((second, 1),), ((rice, 1), (jar, 2)), ((second, 1), (jar, 1))]
    orders = at_once.together(*[buying(*wishes[number % 5]) for number in range(20)], seconds=180)
    placed = [order for order in orders if order]
    assert 0 < len(placed) < 20
    jars = sum(pieces(order, jar) for order in placed)
    assert jars == jar.stockrecords.get().num_allocated <= 21
    assert sum(pieces(order, rice) for order in placed) == rice.stockrecords.get().num_allocated <= 40
    assert 21 - jars < 4  # who was refused had asked for more than was left
    at_once.together(*[lambda one=order: ordering.cancel(one) for order in placed for _twice in range(2)], seconds=180)
    assert [product.stockrecords.get().num_allocated for product in (jar, rice)] == [0, 0]


def pieces(order, product):
    """How many pieces of a product are in an order, loose and in boxes."""
    inside = {part.line_id: part.quantity for part in sold_parts(order, product)}
    return sum(
        line.quantity * (1 if line.product_id == product.pk else inside.get(line.pk, 0)) for line in order.lines.all()
    )


def sold_parts(order, product):
    return SoldPart.objects.filter(line__order=order, part=product)


def test_two_clerks_who_put_boxes_into_each_other_make_no_box_in_a_box():
    one, two, jar = (factories.make_product() for _number in range(3))

    def putting(box, part):
        def put():
            try:
                return actions.set_parts(box, [(part, 1)])
            except BoxError:
                return False

        return put

    assert sorted(at_once.together(putting(one, two), putting(two, jar))) == [False, True]
    assert BoxPart.objects.count() == 1
    assert get_model("catalogue", "Product").objects.count() == 3
