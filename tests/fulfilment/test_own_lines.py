"""Whose a line is stays as it was when it was sold."""

from importlib import import_module

import pytest
from django.apps import apps
from oscar.core.loading import get_model

from ocop_shop.delivery.actions import note_makers
from ocop_shop.delivery.own_lines import by_maker, lines_of
from ocop_shop.fulfilment import own_orders
from ocop_shop.payments import actions as payments
from ocop_shop.producers import actions as producers
from ocop_shop.test import factories
from tests.payments.paying import basket_of, place

from .bought import BANK, order_of

pytestmark = pytest.mark.django_db


def titles(producer):
    return list(lines_of(producer).order_by("pk").values_list("title", flat=True))


def test_each_maker_has_its_own_lines(a, b, jam, rice):
    order_of((jam, 2), (rice, 1))
    assert (titles(a), titles(b)) == (["Mứt dừa của An"], ["Gạo sạch của Bình"])


def test_a_variant_is_of_the_maker_of_its_parent(a):
    parent = factories.make_product("Mật", producer=a, price=None, structure="parent")
    child = factories.make_product("Mật 500 ml", structure="child", parent=parent, product_class=None)
    line = place(basket_of((child, 1)), None).lines.get()
    assert titles(a) == [line.title]


def test_a_line_stays_with_its_maker_when_the_product_moves(a, b, jam):
    order_of((jam, 1))
    producers.place(jam, producer=b)
    assert (titles(a), titles(b)) == (["Mứt dừa của An"], [])


def test_a_line_stays_with_its_maker_when_the_product_goes(a, jam):
    order = order_of((jam, 1))
    jam.delete()
    assert titles(a) == ["Mứt dừa của An"]
    assert [maker for maker, _lines in by_maker(order)] == [a]


def test_what_waits_for_its_money_is_nobodys_yet(a, jam):
    order = order_of((jam, 1), way=BANK, paid=False)
    assert titles(a) == []
    assert not own_orders.orders_of(a).exists()
    payments.close(order)
    assert not own_orders.orders_of(a).exists(), "it was never to be packed"


def test_an_order_that_ended_after_it_was_to_be_packed_is_shown_as_cancelled(a, jam):
    payments.close(order_of((jam, 1)))
    assert [order.own_stage for order in own_orders.orders_of(a)] == ["cancelled"]


def test_noting_again_changes_nothing(a, b, jam):
    order = order_of((jam, 1))
    producers.place(jam, producer=b)
    assert note_makers(order) == 0
    assert titles(a) == ["Mứt dừa của An"]


def test_goods_without_a_maker_are_nobodys(a):
    order = place(basket_of((factories.make_product(stock=5), 1)), None)
    assert by_maker(order) == []
    assert titles(a) == []
    assert apps.get_model("ocop_delivery", "LineMaker").objects.get(line__order=order).producer is None


def test_orders_of_before_are_noted_by_the_migration(a, b, jam, rice):
    order = order_of((jam, 1), (rice, 1))
    apps.get_model("ocop_delivery", "LineMaker").objects.all().delete()
    assert titles(a) == []
    import_module("ocop_shop.delivery.migrations.0003_lines_that_were_sold_before").note_makers(apps, None)
    assert (titles(a), titles(b)) == (["Mứt dừa của An"], ["Gạo sạch của Bình"])
    assert get_model("order", "Line").objects.filter(order=order, ocop_maker=None).count() == 0
