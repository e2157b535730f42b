"""The grid of prices and stock at the portal: a plain form, all or nothing, and back again."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from ocop_shop.producers import actions as producers
from ocop_shop.supply import actions, figures
from ocop_shop.supply.figures import Figures
from ocop_shop.test.factories import make_user
from tests.supply.selling import make_goods, make_seller, now, row, sell

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def producer():
    return make_seller()


@pytest.fixture
def editor(client, producer):
    user = make_user()
    producers.add_member(producer, user, "editor")
    client.force_login(user)
    return user


def page(producer, name="portal-prices"):
    return reverse(f"ocop:{name}", args=[producer.slug])


def fields_of(text: str) -> dict[str, str]:
    """What a browser would send of the grid."""
    tags = re.findall(r"<input[^>]*>", text)
    found = {}
    for tag in tags:
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and re.match(r"(seen|price|stock|low)-", name[1]):
            found[name[1]] = value[1] if value else ""
    return found | {"do": "save"}


def opened(client, producer) -> dict[str, str]:
    return fields_of(client.get(page(producer)).content.decode())


def test_what_a_plain_form_brings_is_saved(client, producer, editor):
    one, two = make_goods(producer, price=50_000, stock=10), make_goods(producer, price=20_000, stock=3)
    form = opened(client, producer)
    assert (form[f"price-{one.pk}"], form[f"stock-{one.pk}"], form[f"low-{one.pk}"]) == ("50.000", "10", "")
    form |= {f"price-{one.pk}": "55.000 đ", f"stock-{two.pk}": "40", f"low-{two.pk}": "5"}
    assert client.post(page(producer), form).headers["Location"] == page(producer)
    assert now(one) == Figures(55_000, 10, None)
    assert now(two) == Figures(20_000, 40, 5)


def test_sending_the_form_back_untouched_changes_nothing(client, producer, editor):
    make_goods(producer)
    client.post(page(producer), opened(client, producer))
    assert not producer.price_changes.exists()


def test_all_mistakes_are_shown_at_once_and_what_was_typed_stays(client, producer, editor):
    one, two, three = (make_goods(producer, price=50_000, stock=10) for _number in range(3))
    form = opened(client, producer)
    form |= {f"price-{one.pk}": "năm mươi", f"stock-{two.pk}": "-4", f"price-{two.pk}": "0", f"price-{three.pk}": "9"}
    answer = client.post(page(producer), form)
    text = answer.content.decode()
    assert answer.status_code == 422
    marked = set(re.findall(r'id="((?:price|stock|low)-\d+)_error"', text))
    assert marked == {f"price-{one.pk}", f"stock-{two.pk}", f"price-{two.pk}"}
    kept = fields_of(text)
    assert (kept[f"price-{one.pk}"], kept[f"price-{three.pk}"]) == ("năm mươi", "9")
    assert now(one) == now(two) == now(three) == Figures(50_000, 10, None)


def test_a_second_window_sees_both_values_and_may_then_save_knowingly(client, producer, editor):
    record = make_goods(producer, price=50_000)
    first, second = opened(client, producer), opened(client, producer)
    client.post(page(producer), first | {f"price-{record.pk}": "60.000"})
    answer = client.post(page(producer), second | {f"price-{record.pk}": "70.000"})
    text = answer.content.decode()
    assert answer.status_code == 422
    said = re.search(rf'id="price-{record.pk}_error".*?</p>', text, re.DOTALL)[0]
    assert "60.000" in said
    assert "50.000" in said
    assert now(record).price == 60_000
    assert client.post(page(producer), fields_of(text)).status_code == 302
    assert now(record).price == 70_000


def test_a_sale_between_looking_and_saving_a_price_is_no_matter(client, producer, editor):
    record = make_goods(producer, price=50_000, stock=10)
    form = opened(client, producer)
    sell(record, 3)
    assert client.post(page(producer), form | {f"price-{record.pk}": "60000"}).status_code == 302
    assert now(record) == Figures(60_000, 7, None)


def test_a_foreign_record_in_the_form_is_not_found_and_nothing_is_saved(client, producer, editor):
    own, foreign = make_goods(producer), make_goods(make_seller("Cơ sở Ba Lúa"))
    form = opened(client, producer) | {f"price-{own.pk}": "1.000"}
    form |= {f"seen-{foreign.pk}": figures.written(now(foreign)), f"price-{foreign.pk}": "1.000"}
    for typed in ("1.000", "không"):
        assert client.post(page(producer), form | {f"price-{foreign.pk}": typed}).status_code == 404
    assert (now(own).price, now(foreign).price) == (50_000, 50_000)
    assert foreign.partner_sku not in client.get(page(producer)).content.decode()


@pytest.mark.parametrize(
    "form",
    [{"seen-x": "1|1|"}, {"seen-²": "1|1|"}, {"seen-1": "nonsense"}, {"seen-" + "9" * 30: "1|1|"}, {"seen-1": ""}],
)
def test_a_form_that_is_none_of_ours_is_not_found(client, producer, editor, form):
    assert client.post(page(producer), {"do": "save", **form}).status_code == 404


def test_the_last_change_can_be_undone_for_ten_minutes(client, producer, editor, frozen):
    frozen("2026-12-01 09:00:00")
    record = make_goods(producer, price=50_000)
    client.post(page(producer), opened(client, producer) | {f"price-{record.pk}": "60.000"})
    assert "data-undo" in client.get(page(producer)).content.decode()
    client.post(page(producer), {"do": "undo", "change": producer.price_changes.get().pk})
    assert now(record).price == 50_000
    assert "data-undo" not in client.get(page(producer)).content.decode()
    client.post(page(producer), opened(client, producer) | {f"price-{record.pk}": "60.000"})
    frozen("2026-12-01 09:10:00")
    assert "data-undo" not in client.get(page(producer)).content.decode()
    client.post(page(producer), {"do": "undo", "change": producer.price_changes.first().pk})
    assert now(record).price == 60_000


def test_a_change_of_another_producer_cannot_be_undone_here(client, producer, editor):
    other = make_seller("Cơ sở Ba Lúa")
    record = make_goods(other, price=50_000)
    change = actions.change_prices(other, [row(record, price=60_000)])
    for told in (change.pk, "x", ""):
        assert client.post(page(producer), {"do": "undo", "change": told}).status_code == 404
    assert now(record).price == 60_000


def test_a_filter_shows_what_is_low_or_sold_out(client, producer, editor):
    out, low, enough = (make_goods(producer, stock=stock) for stock in (0, 3, 30))
    type(low).objects.update(low_stock_threshold=5)

    def shown(show):
        return set(re.findall(r'data-record="(\d+)"', client.get(page(producer), {"show": show}).content.decode()))

    assert shown("out") == {str(out.pk)}
    assert shown("low") == {str(low.pk)}
    assert shown("nonsense") == {str(record.pk) for record in (out, low, enough)}


def test_today_names_what_is_sold_out_or_low_but_not_what_rests(client, producer, editor):
    make_goods(producer, stock=0)
    make_goods(producer, stock=2, title="Mật")
    resting = make_goods(producer, stock=0)
    producer.partner.stockrecords.filter(num_in_stock=2).update(low_stock_threshold=3)
    actions.pause(producer, resting.product)
    text = client.get(page(producer, "portal-home")).content.decode()
    tasks = re.findall(r'href="[^"]*show=(\w+)"[^>]*><b[^>]*>(\d+)<', text)
    assert tasks == [("out", "1"), ("low", "1")]


def test_a_hundred_rows_cost_as_many_queries_as_one(client, producer, editor, assert_queries):
    for _number in range(100):
        make_goods(producer)
    actions.change_prices(producer, [row(make_goods(producer), price=1_000)], actor=editor)
    client.get(page(producer))
    with assert_queries(12):
        text = client.get(page(producer)).content.decode()
    assert len(re.findall("data-record", text)) == 100
    assert "page=2" in text


def test_today_costs_as_many_queries_for_thirty_sold_out_as_for_one(client, producer, editor, assert_queries):
    for _number in range(30):
        make_goods(producer, stock=0)
    client.get(page(producer, "portal-home"))
    with assert_queries(12):
        client.get(page(producer, "portal-home"))
