"""Lines stand under their makers, in the order in which they came."""

import pytest

from ocop_shop.ordering import makers
from ocop_shop.test import factories

pytestmark = pytest.mark.django_db


def grouped(*products):
    return [(group.name, list(group.items)) for group in makers.by_maker(products, lambda product: product)]


def test_goods_without_a_maker_come_last():
    salt = factories.make_producer("HTX Muối")
    unknown, known = factories.make_product(), factories.make_product(producer=salt)
    assert grouped(unknown, known) == [("HTX Muối", [known]), ("", [unknown])]


def test_a_variant_stands_under_the_maker_of_its_parent():
    parent = factories.make_product(price=None, structure="parent", producer=factories.make_producer("HTX Muối"))
    child = factories.make_product(structure="child", parent=parent, product_class=None)
    assert grouped(child) == [("HTX Muối", [child])]


def test_only_makers_with_a_page_are_linked():
    shown, hidden = factories.make_producer("HTX Một"), factories.make_producer("HTX Hai", is_public=False)
    groups = makers.by_maker(
        [factories.make_product(producer=maker) for maker in (shown, hidden)], lambda product: product
    )
    assert [(group.name, bool(group.url)) for group in groups] == [("HTX Một", True), ("HTX Hai", False)]
