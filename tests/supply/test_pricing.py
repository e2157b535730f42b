"""Price and stock of many records at once: all or nothing, what the editor saw, sales meanwhile, and back again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.apps import apps
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ocop_shop.auditing.actions import history
from ocop_shop.supply import actions, figures, records
from ocop_shop.supply.exceptions import ChangedSince, ChangeRefused, NotOwn, UndoOver
from ocop_shop.supply.figures import Fault, Figures
from ocop_shop.test.factories import make_partner, make_producer, make_product, make_stock_record, make_user
from tests.supply.selling import make_goods, make_seller, now, row, sell, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def producer():
    return make_seller()


def changes():
    return apps.get_model("ocop_supply", "PriceChange").objects


def test_many_rows_are_written_at_once(producer):
    one, two = (make_goods(producer, price=50_000, stock=10) for _number in range(2))
    user = make_user()
    change = actions.change_prices(producer, [row(one, price=60_000), row(two, stock=0, low=3)], actor=user)
    assert now(one) == Figures(60_000, 10, None)
    assert now(two) == Figures(50_000, 0, 3)
    assert (change.user, sorted(change.keys)) == (user, [one.pk, two.pk])


def test_one_wrong_row_keeps_all_from_being_written_and_every_fault_is_named(producer):
    one, two, three = (make_goods(producer, price=50_000, stock=10) for _number in range(3))
    rows = [row(one, price=60_000), row(two, price=0, stock=-1), row(three, price=1_000_000_001, stock=1_000_001)]
    with pytest.raises(ChangeRefused) as refused:
        actions.change_prices(producer, rows)
    assert {(fault.record, fault.field, fault.reason) for fault in refused.value.faults} == {
        (two.pk, "price", figures.OUT_OF_RANGE),
        (two.pk, "stock", figures.OUT_OF_RANGE),
        (three.pk, "price", figures.OUT_OF_RANGE),
        (three.pk, "stock", figures.OUT_OF_RANGE),
    }
    assert now(one) == now(two) == now(three) == Figures(50_000, 10, None)
    assert not changes().exists()


def test_the_greatest_figures_are_taken(producer):
    record = make_goods(producer)
    actions.change_prices(producer, [row(record, price=1_000_000_000, stock=1_000_000)])
    assert now(record) == Figures(1_000_000_000, 1_000_000, None)


def test_stock_is_what_can_still_be_bought(producer):
    record = make_goods(producer, stock=10)
    sell(record, 4)
    assert now(record).stock == 6
    actions.change_prices(producer, [row(record, stock=20)])
    assert (now(record).stock, record.num_in_stock, record.num_allocated) == (20, 24, 4)


def test_the_second_of_two_windows_is_told_both_values_and_writes_nothing(producer):
    record, other = make_goods(producer, price=50_000), make_goods(producer, price=10_000)
    seen = now(record)
    actions.change_prices(producer, [row(record, seen, price=60_000)])
    with pytest.raises(ChangeRefused) as refused:
        actions.change_prices(producer, [row(record, seen, price=70_000), row(other, price=11_000)])
    assert refused.value.faults == (Fault(record.pk, "price", figures.CHANGED, 50_000, 60_000),)
    assert (now(record).price, now(other).price) == (60_000, 10_000)


def test_a_sale_meanwhile_is_told_to_who_counted_before_it(producer):
    record = make_goods(producer, stock=10)
    seen = now(record)
    sell(record, 3)
    with pytest.raises(ChangeRefused) as refused:
        actions.change_prices(producer, [row(record, seen, stock=12)])
    assert refused.value.faults == (Fault(record.pk, "stock", figures.CHANGED, 10, 7),)
    assert now(record).stock == 7


def test_figures_that_the_editor_left_alone_are_not_written(producer):
    """One window changes the price, the other the stock: both stay."""
    record = make_goods(producer, price=50_000, stock=10)
    seen = now(record)
    actions.change_prices(producer, [row(record, seen, price=60_000)])
    sell(record, 2)
    actions.change_prices(producer, [row(record, Figures(50_000, 8), stock=30)])
    assert now(record) == Figures(60_000, 30, None)


def test_sending_the_same_twice_writes_once(producer):
    record = make_goods(producer, price=50_000)
    wanted = row(record, price=60_000)
    assert actions.change_prices(producer, [wanted])
    assert actions.change_prices(producer, [wanted]) is None
    assert changes().count() == 1


def test_nothing_changed_leaves_no_trace(producer):
    record = make_goods(producer)
    assert actions.change_prices(producer, [row(record)]) is None
    assert not history(f"producer:{producer.pk}").filter(act__startswith="supply").exists()


def test_a_record_named_twice_is_refused(producer):
    record = make_goods(producer, price=50_000)
    with pytest.raises(ChangeRefused) as refused:
        actions.change_prices(producer, [row(record, price=1), row(record, price=2)])
    assert figures.TWICE in {fault.reason for fault in refused.value.faults}
    assert now(record).price == 50_000


def test_a_price_cannot_be_taken_away_but_a_low_mark_can(producer):
    record = make_goods(producer, price=50_000)
    actions.change_prices(producer, [row(record, low=5)])
    with pytest.raises(ChangeRefused):
        actions.change_prices(producer, [row(record, price=None)])
    actions.change_prices(producer, [row(record, low=None)])
    assert now(record) == Figures(50_000, 10, None)


def test_goods_that_are_not_counted_take_a_price_and_no_stock(producer):
    record = make_goods(producer, stock=None)
    actions.change_prices(producer, [row(record, price=70_000)])
    with pytest.raises(ChangeRefused) as refused:
        actions.change_prices(producer, [row(record, stock=5)])
    assert [fault.reason for fault in refused.value.faults] == [figures.NOT_COUNTED]
    assert now(record) == Figures(70_000, None, None)


def test_only_own_records_of_own_goods_can_be_seen_and_written(producer):
    own = make_goods(producer)
    others_offer = make_stock_record(own.product, partner=make_partner("Người khác"))
    others_goods = make_goods(make_seller("Cơ sở Ba Lúa"))
    resold = make_stock_record(others_goods.product, partner=producer.partner)
    assert list(records.of_producer(producer)) == [own]
    for foreign in (others_offer, others_goods, resold):
        with pytest.raises(NotOwn):
            actions.change_prices(producer, [row(own, price=99_000), row(foreign, price=1_000)])
        assert (now(foreign).price, now(own).price) == (50_000, 50_000)


def test_a_variant_is_the_makers_of_its_parent(producer):
    parent = make_product("Trà", producer=producer, price=None, structure="parent")
    child = make_product("Trà 100 g", price=None, structure="child", parent=parent, product_class=None)
    record = make_stock_record(child, partner=producer.partner)
    assert list(records.of_producer(producer)) == [record]
    assert list(records.goods_of(producer)) == [parent]


def test_who_sells_nothing_itself_has_no_records():
    producer = make_producer()
    make_product(producer=producer)
    assert list(records.of_producer(producer)) == []


def test_the_list_follows_a_new_price(producer, django_capture_on_commit_callbacks):
    record = make_goods(producer, price=50_000)
    with django_capture_on_commit_callbacks(execute=True):
        actions.change_prices(producer, [row(record, price=60_000, stock=0)])
    listing = apps.get_model("ocop_discovery", "Listing").objects.get(pk=record.product_id)
    assert (listing.price, listing.in_stock) == (Decimal(60_000), False)


def test_a_change_is_on_record_with_what_was_before(producer):
    record, user = make_goods(producer, price=50_000), make_user()
    actions.change_prices(producer, [row(record, price=60_000)], actor=user)
    entry = history(f"producer:{producer.pk}").first()
    assert (entry.act, entry.actor) == ("supply.prices_changed", user.pk)
    assert entry.before[str(record.pk)]["price"] == 50_000
    assert entry.after[str(record.pk)]["price"] == 60_000


def test_undoing_keeps_what_was_sold_meanwhile(producer):
    record = make_goods(producer, price=50_000, stock=10)
    change = actions.change_prices(producer, [row(record, price=60_000, stock=25)])
    sell(record, 5)
    send(record, 3)
    assert actions.undo(change)
    assert now(record) == Figures(50_000, 5, None)
    assert (record.num_in_stock, record.num_allocated) == (7, 2)


def test_undoing_twice_does_it_once(producer):
    record = make_goods(producer, stock=10)
    change = actions.change_prices(producer, [row(record, stock=12)])
    assert actions.undo(change)
    assert not actions.undo(change)
    assert now(record).stock == 10


def test_a_change_can_be_undone_for_ten_minutes(producer, frozen):
    frozen("2026-12-01 09:00:00")
    record = make_goods(producer, price=50_000)
    change = actions.change_prices(producer, [row(record, price=60_000)])
    frozen("2026-12-01 09:10:00")
    with pytest.raises(UndoOver):
        actions.undo(change)
    assert now(record).price == 60_000
    frozen("2026-12-01 09:09:59")
    assert actions.undo(change)


def test_what_was_changed_again_is_not_undone(producer):
    one, two = make_goods(producer, "Trà", price=50_000), make_goods(producer, "Mật", price=50_000)
    change = actions.change_prices(producer, [row(one, price=60_000), row(two, price=60_000)])
    actions.change_prices(producer, [row(two, stock=3)])
    with pytest.raises(ChangedSince) as refused:
        actions.undo(change)
    assert refused.value.names == ("Mật",)
    assert (now(one).price, now(two).price) == (60_000, 60_000)


def test_what_the_shop_changed_again_is_not_undone(producer):
    record = make_goods(producer, price=50_000, stock=10)
    change = actions.change_prices(producer, [row(record, stock=12)])
    record.num_in_stock = 40
    record.save()
    with pytest.raises(ChangedSince):
        actions.undo(change)
    assert now(record).stock == 40


def test_pieces_that_are_sold_cannot_be_taken_back(producer):
    record = make_goods(producer, stock=1)
    change = actions.change_prices(producer, [row(record, stock=20)])
    sell(record, 2)
    with pytest.raises(ChangedSince):
        actions.undo(change)
    assert now(record).stock == 18


FIGURES = st.builds(Figures, st.integers(1, 10**9), st.integers(0, 10**6), st.none() | st.integers(0, 10**6))


@given(FIGURES, FIGURES, st.integers(0, 10**6))
def test_a_change_undone_is_as_before_but_for_what_was_sold(before, after, sold):
    there = Figures(after.price, max(after.stock - sold, 0), after.low)
    sold = after.stock - there.stock
    found = figures.back(before, after, there)
    if before.stock == after.stock:
        assert found == Figures(before.price, there.stock, before.low)
    elif sold <= before.stock:
        assert found == Figures(before.price, before.stock - sold, before.low)
    else:
        assert found is None


@given(FIGURES)
def test_figures_can_travel_as_text(known):
    assert figures.read(figures.written(known)) == known


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader_of_figures(text):
    figures.read(text)


class TestChangesInTheDatabase(TestCase):
    """The same with records, sales and sendings."""

    @settings(max_examples=15)
    @given(st.integers(1, 10**9), st.integers(0, 1000), st.integers(0, 1000), st.data())
    def test_undoing_gives_back_what_was_there(self, price, stock, wanted, data):
        producer = make_seller()
        record = make_goods(producer, price=50_000, stock=stock)
        allocated = data.draw(st.integers(0, stock))
        sell(record, allocated)
        before = now(record)
        change = actions.change_prices(producer, [row(record, price=price, stock=wanted)])
        sold = data.draw(st.integers(0, min(wanted, before.stock)))
        sell(record, sold)
        send(record, data.draw(st.integers(0, allocated + sold)))
        if change:
            actions.undo(change)
        assert now(record) == Figures(50_000, before.stock - sold, None)
