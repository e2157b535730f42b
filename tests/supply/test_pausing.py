"""Pauses and seasons: nobody can buy, everybody is told, and they are over at midnight by themselves."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.urls import reverse
from oscar.core.loading import get_class, get_model

from ocop_shop.auditing.actions import history
from ocop_shop.discovery import freshness
from ocop_shop.ordering import fitting
from ocop_shop.ordering.exceptions import OutOfStock
from ocop_shop.ordering.holding import hold
from ocop_shop.supply import actions, rests
from ocop_shop.supply.exceptions import NotOwn, WrongDays, WrongMonths
from ocop_shop.supply.rests import Rest
from ocop_shop.test.factories import make_box, make_partner, make_product, make_stock_record, make_user
from tests.supply.selling import make_goods, make_seller

pytestmark = pytest.mark.django_db

FEBRUARY = date(2027, 2, 15)


@pytest.fixture
def producer(frozen):
    frozen("2027-02-01 09:00:00")
    return make_seller()


def strategy():
    return get_class("partner.strategy", "Selector")().strategy()


def fetched(product):
    """The product as the next request reads it."""
    return get_model("catalogue", "Product").objects.get(pk=product.pk)


def is_sold(product) -> bool:
    found = fetched(product)
    info = strategy().fetch_for_parent(found) if found.is_parent else strategy().fetch_for_product(found)
    return info.availability.is_available_to_buy


def listed(product):
    freshness.ensure_true()
    row = apps.get_model("ocop_discovery", "Listing").objects.get(pk=product.pk)
    return row.in_stock, rests.read(row.rest)


def basket_with(*products):
    basket = get_model("basket", "Basket").objects.create()
    basket.strategy = strategy()
    for product in products:
        basket.add_product(product)
    return basket


def again(basket):
    found = get_model("basket", "Basket").objects.get(pk=basket.pk)
    found.strategy = strategy()
    return found


def test_a_pause_of_everything_stops_all_goods_of_the_producer(producer):
    one, two, other = make_goods(producer), make_goods(producer), make_goods(make_seller("Cơ sở Ba Lúa"))
    actions.pause(producer, until=FEBRUARY)
    assert [is_sold(record.product) for record in (one, two, other)] == [False, False, True]
    assert listed(one.product) == listed(two.product) == (False, Rest("pause", FEBRUARY))
    assert listed(other.product) == (True, None)


def test_a_pause_of_one_product_leaves_the_others_alone(producer):
    one, two = make_goods(producer).product, make_goods(producer).product
    actions.pause(producer, one, until=FEBRUARY)
    assert (is_sold(one), is_sold(two)) == (False, True)
    assert listed(two) == (True, None)


def test_a_pause_is_over_at_midnight_though_nothing_ran(producer, frozen):
    product = make_goods(producer).product
    actions.pause(producer, until=FEBRUARY)
    assert listed(product) == (False, Rest("pause", FEBRUARY))
    frozen("2027-02-14 23:59:59")
    assert (is_sold(product), listed(product)[0]) == (False, False)
    frozen("2027-02-15 00:00:00")
    assert (is_sold(product), listed(product)) == (True, (True, None))


def test_a_pause_that_is_announced_begins_on_its_day(producer, frozen):
    product = make_goods(producer).product
    actions.pause(producer, product, begins_on=date(2027, 2, 10), until=FEBRUARY)
    assert listed(product) == (True, None)
    frozen("2027-02-10 00:00:00")
    assert (is_sold(product), listed(product)) == (False, (False, Rest("pause", FEBRUARY)))


def test_a_season_opens_and_closes_by_itself(producer, frozen):
    product = make_goods(producer).product
    actions.set_season(producer, product, {3, 4, 5})
    assert listed(product) == (False, Rest("season", date(2027, 3, 1), frozenset({3, 4, 5})))
    frozen("2027-03-01 00:00:00")
    assert (is_sold(product), listed(product)) == (True, (True, None))
    frozen("2027-06-01 00:00:00")
    assert (is_sold(product), listed(product)[0]) == (False, False)


def test_other_sellers_of_the_same_goods_are_not_stopped(producer):
    product = make_product(producer=producer, price=None)
    make_stock_record(product, partner=make_partner("Cửa hàng"))
    actions.pause(producer, until=FEBRUARY)
    assert is_sold(product)
    assert listed(product) == (True, None)


def test_variants_rest_with_what_they_are_variants_of(producer):
    parent = make_product("Trà", producer=producer, price=None, structure="parent")
    child = make_product("Trà 100 g", price=None, structure="child", parent=parent, product_class=None)
    make_stock_record(child, partner=producer.partner)
    assert (is_sold(parent), listed(parent)) == (True, (True, None))
    actions.pause(producer, parent, until=FEBRUARY)
    assert (is_sold(parent), is_sold(child), listed(parent)) == (False, False, (False, Rest("pause", FEBRUARY)))


def test_a_box_rests_with_what_is_in_it(producer, frozen):
    resting, sold = make_goods(producer).product, make_goods(make_seller("Cơ sở Ba Lúa")).product
    box = make_box("Hộp quà", (resting, 1), (sold, 2))
    basket = basket_with(box)
    actions.pause(producer, until=FEBRUARY)
    assert (is_sold(box), listed(box)) == (False, (False, Rest("pause", FEBRUARY)))
    with pytest.raises(OutOfStock):
        hold(basket)
    frozen("2027-02-15 00:00:00")
    assert (is_sold(box), listed(box)) == (True, (True, None))


def test_what_lies_in_a_basket_cannot_be_ordered_in_a_pause(producer):
    record = make_goods(producer)
    basket = basket_with(record.product)
    # Read before the pause, ordered after it.
    actions.pause(producer, until=FEBRUARY)
    with pytest.raises(OutOfStock) as refused:
        hold(basket)
    assert [(shortage.left, bool(shortage.why)) for shortage in refused.value.shortages] == [(0, True)]
    record.refresh_from_db()
    assert not record.num_allocated


def test_the_basket_says_why_and_takes_it_out_in_one_step(producer):
    resting, sold = make_goods(producer).product, make_product()
    basket = basket_with(resting, sold)
    actions.pause(producer, until=FEBRUARY)
    assert ["15/02/2027" in str(shortage) for shortage in fitting.shortages(again(basket).all_lines())] == [True]
    fitting.fit(again(basket))
    assert [line.product for line in again(basket).all_lines()] == [sold]


def test_the_basket_is_whole_again_after_the_pause(producer, frozen):
    basket = basket_with(make_goods(producer).product)
    actions.pause(producer, until=FEBRUARY)
    frozen("2027-02-15 00:00:00")
    assert fitting.shortages(again(basket).all_lines()) == []
    assert hold(again(basket)) is None


def test_what_was_ordered_before_a_pause_stays(producer):
    record = make_goods(producer, stock=10)
    record.allocate(4)
    actions.pause(producer)
    record.refresh_from_db()
    assert record.num_allocated == 4


def test_going_on_ends_a_pause_at_once(producer):
    product = make_goods(producer).product
    actions.pause(producer)
    assert listed(product) == (False, Rest("pause"))
    assert actions.resume(producer)
    assert not actions.resume(producer)
    assert (is_sold(product), listed(product)) == (True, (True, None))


def test_pausing_again_replaces_and_repeating_changes_nothing(producer):
    pauses = producer.pauses
    first = actions.pause(producer, until=FEBRUARY)
    assert actions.pause(producer, until=FEBRUARY) == first
    assert pauses.count() == 1
    actions.pause(producer, until=date(2027, 3, 1))
    assert [pause.until for pause in pauses.standing()] == [date(2027, 3, 1)]
    assert pauses.count() == 2


@pytest.mark.parametrize("until", [date(2027, 2, 1), date(2027, 1, 1), date(2030, 1, 1)])
def test_days_that_make_no_sense_are_refused(producer, until):
    with pytest.raises(WrongDays):
        actions.pause(producer, until=until)
    assert not producer.pauses.exists()


def test_goods_of_others_can_neither_be_paused_nor_given_a_season(producer):
    other = make_goods(make_seller("Cơ sở Ba Lúa")).product
    for act in (actions.pause, actions.resume):
        with pytest.raises(NotOwn):
            act(producer, other)
    with pytest.raises(NotOwn):
        actions.set_season(producer, other, {1})
    assert is_sold(other)


def test_a_season_of_the_whole_year_is_none(producer):
    product = make_goods(producer).product
    assert actions.set_season(producer, product, {3})
    assert not actions.set_season(producer, product, {3})
    assert actions.set_season(producer, product, range(1, 13))
    assert not actions.set_season(producer, product, ())
    assert not apps.get_model("ocop_supply", "Season").objects.exists()


@pytest.mark.parametrize("months", [{0}, {13}, {-1, 3}])
def test_there_are_twelve_months(producer, months):
    with pytest.raises(WrongMonths):
        actions.set_season(producer, make_goods(producer).product, months)


def test_pauses_and_seasons_are_on_record(producer):
    product, user = make_goods(producer).product, make_user()
    actions.pause(producer, product, until=FEBRUARY, actor=user)
    actions.resume(producer, product, actor=user)
    actions.set_season(producer, product, {3}, actor=user)
    acts = list(history(f"product:{product.pk}").values_list("act", "actor"))
    assert acts[:3] == [
        ("supply.season_changed", user.pk), ("supply.resumed", user.pk), ("supply.paused", user.pk)
    ]  # fmt: skip


@pytest.mark.parametrize("how", ["bulk", "partner"])
def test_the_list_notices_what_nobody_announced(producer, how):
    """Written past our actions, and a producer that begins to sell itself."""
    product = make_goods(producer).product
    pauses = apps.get_model("ocop_supply", "Pause").objects
    if how == "partner":
        partner, producer.partner = producer.partner, None
        producer.save()
    pauses.bulk_create([pauses.model(producer=producer, begins_on=date(2027, 2, 1))])
    if how == "partner":
        assert listed(product) == (True, None)
        type(producer).objects.filter(pk=producer.pk).update(partner=partner)
    assert listed(product) == (False, Rest("pause"))


@pytest.mark.pages
def test_page_card_and_basket_tell_of_a_pause(client, producer):
    product = make_goods(producer).product
    client.post(reverse("basket:add", args=[product.pk]), {"quantity": 1})
    actions.pause(producer, until=FEBRUARY)
    told = [client.get(url).content.decode() for url in (product.get_absolute_url(), reverse("catalogue:index"))]
    assert ["data-rest" in text for text in told] == [True, True]
    assert ["15/02/2027" in text for text in told] == [True, True]
    assert reverse("basket:add", args=[product.pk]) not in told[0]
    basket = client.get(reverse("basket:summary")).content.decode()
    assert "data-basket-short" in basket
    assert "15/02/2027" in basket


@pytest.mark.pages
def test_a_product_in_a_pause_is_not_put_into_a_basket(client, producer):
    product = make_goods(producer).product
    actions.pause(producer, until=FEBRUARY)
    client.post(reverse("basket:add", args=[product.pk]), {"quantity": 1})
    assert not get_model("basket", "Line").objects.exists()


@pytest.mark.pages
def test_a_season_stands_on_page_and_card(client, producer):
    product = make_goods(producer).product
    actions.set_season(producer, product, {3, 4, 5})
    told = [client.get(url).content.decode() for url in (product.get_absolute_url(), reverse("catalogue:index"))]
    assert ["3–5" in text for text in told] == [True, True]
    assert "01/03/2027" in told[0]
