"""What may be in a box, who says so, and what becomes of a box whose parts change."""

import pytest
from oscar.core.loading import get_class, get_model

from ocop_shop.auditing.actions import history
from ocop_shop.boxes import actions, contents
from ocop_shop.boxes.exceptions import BoxError
from ocop_shop.boxes.models import BoxPart
from ocop_shop.test import factories

pytestmark = pytest.mark.django_db


def fresh(product):
    return get_model("catalogue", "Product").objects.get(pk=product.pk)


def availability(product):
    return get_class("partner.strategy", "Selector")().strategy().fetch_for_product(fresh(product)).availability


def inside(box):
    return [(part.part_id, part.quantity) for part in contents.parts_of(fresh(box))]


def hidden():
    return factories.make_product(is_public=False)


def variants():
    parent = factories.make_product(structure="parent", price=None)
    return parent, factories.make_product(structure="child", parent=parent, product_class=None)


def test_contents_are_kept_in_their_order_and_written_down():
    jar, rice = factories.make_product("Mật ong"), factories.make_product("Gạo")
    clerk = factories.make_user()
    box = factories.make_product("Hộp quà")
    assert actions.set_parts(box, [(rice, 2), (jar, 1)], actor=clerk)
    assert inside(box) == [(rice.pk, 2), (jar.pk, 1)]
    entry = history(f"product:{box.pk}").get(act="box.contents_set")
    assert (entry.actor, entry.before, entry.after) == (
        clerk.pk,
        {"parts": []},
        {"parts": [[rice.pk, 2], [jar.pk, 1]]},
    )


def test_saying_the_same_again_changes_nothing():
    jar = factories.make_product()
    box = factories.make_box("Hộp quà", (jar, 2))
    kept = BoxPart.objects.get().pk
    assert not actions.set_parts(box, [(jar, 2)])
    assert BoxPart.objects.get().pk == kept
    assert history(f"product:{box.pk}").filter(act="box.contents_set").count() == 1


@pytest.mark.parametrize(
    "make",
    [
        hidden,
        lambda: factories.make_product(price=None),
        lambda: factories.make_product(product_set=26),
        factories.make_box,
        lambda: variants()[0],
    ],
    ids=["hidden", "no price", "on request only", "a box", "has variants"],
)
def test_some_products_go_into_no_box(make):
    jar, other = factories.make_product(), make()
    box = factories.make_box("Hộp quà", (jar, 1))
    with pytest.raises(BoxError, match=other.get_title()):
        actions.set_parts(box, [(jar, 1), (other, 1)])
    assert inside(box) == [(jar.pk, 1)]


def test_a_variant_goes_into_a_box():
    _parent, small = variants()
    box = factories.make_box("Hộp quà", (small, 3))
    assert availability(box).num_available == 3


@pytest.mark.parametrize("pieces", [0, -1, 100])
def test_pieces_are_between_one_and_ninety_nine(pieces):
    with pytest.raises(BoxError, match="99"):
        actions.set_parts(factories.make_product(), [(factories.make_product(), pieces)])
    assert not BoxPart.objects.exists()


def test_a_product_is_in_a_box_once_and_never_in_itself():
    jar, box = factories.make_product(), factories.make_product("Hộp quà")
    for parts in ([(jar, 1), (jar, 2)], [(box, 1)]):
        with pytest.raises(BoxError):
            actions.set_parts(box, parts)
    assert not BoxPart.objects.exists()


def test_what_is_in_a_box_becomes_no_box():
    jar, rice = factories.make_product(), factories.make_product()
    factories.make_box("Hộp quà", (jar, 1))
    with pytest.raises(BoxError):
        actions.set_parts(jar, [(rice, 1)])
    assert contents.parts_of(fresh(jar)) == []


def test_what_was_certified_is_not_for_the_shop_to_change():
    certified = factories.make_product()
    factories.make_certificate(certified, stars=4)
    with pytest.raises(BoxError):
        actions.set_parts(certified, [(factories.make_product(), 1)])
    assert not BoxPart.objects.exists()


def test_a_box_that_is_taken_apart_is_hidden():
    box = factories.make_box()
    assert actions.set_parts(box, [])
    assert (inside(box), fresh(box).is_public) == ([], False)


def test_a_box_is_there_as_often_as_its_scarcest_part():
    jar, rice = factories.make_product(stock=9), factories.make_product(stock=7)
    box = factories.make_box("Hộp quà", (jar, 2), (rice, 3))
    assert availability(box).num_available == 2
    jar.stockrecords.update(num_allocated=8)
    assert availability(box).num_available == 0
    assert not availability(box).is_available_to_buy


def test_a_box_of_what_nobody_counts_is_always_there():
    box = factories.make_box("Hộp quà", (factories.make_product(stock=None), 2))
    assert availability(box).is_purchase_permitted(1000)[0]


@pytest.mark.parametrize("change", [{"is_public": False}, None], ids=["hidden", "deleted"])
def test_a_box_without_one_of_its_parts_is_not_sold(change):
    jar = factories.make_product("Mật ong")
    box = factories.make_box("Hộp quà", (jar, 1), (factories.make_product(), 1))
    if change:
        get_model("catalogue", "Product").objects.filter(pk=jar.pk).update(**change)
    else:
        jar.delete()
    assert not availability(box).is_available_to_buy
    assert [part.title for part in contents.parts_of(fresh(box)) if not part.is_on_sale] == ["Mật ong"]


def test_other_products_are_there_as_before():
    assert availability(factories.make_product(stock=4)).num_available == 4
    assert availability(factories.make_product(stock=None)).is_purchase_permitted(99)[0]
    assert not availability(factories.make_product(price=None)).is_available_to_buy


def test_what_is_in_many_boxes_is_read_at_once(django_assert_num_queries):
    boxes = [factories.make_box("", (factories.make_product(), 1), (factories.make_product(), 2)) for _n in range(5)]
    found = [fresh(box) for box in boxes]
    with django_assert_num_queries(2):
        contents.prepare(found)
        assert [contents.left(contents.parts_of(box)) for box in found] == [5] * 5
