"""Pauses and seasons at the portal."""

from __future__ import annotations

import pytest
from django.urls import reverse

from ocop_shop.producers import actions as producers
from ocop_shop.supply import actions
from ocop_shop.test.factories import make_user
from tests.supply.selling import make_goods, make_seller

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def producer(frozen):
    frozen("2027-02-01 09:00:00")
    return make_seller()


@pytest.fixture
def editor(client, producer):
    user = make_user()
    producers.add_member(producer, user, "editor")
    client.force_login(user)
    return user


def page(producer):
    return reverse("ocop:portal-pause", args=[producer.slug])


def standing(producer):
    return [(pause.product_id, pause.until and pause.until.isoformat()) for pause in producer.pauses.standing()]


@pytest.mark.parametrize("typed", ["2027-02-15", "15/02/2027"])
def test_everything_is_paused_until_a_day_and_sold_again(client, producer, editor, typed):
    make_goods(producer)
    client.post(page(producer), {"do": "pause", "until": typed})
    assert standing(producer) == [(None, "2027-02-15")]
    assert "15/02/2027" in client.get(page(producer)).content.decode()
    client.post(page(producer), {"do": "resume"})
    assert standing(producer) == []


def test_one_product_is_paused_and_given_a_season(client, producer, editor):
    product = make_goods(producer).product
    client.post(page(producer), {"do": "pause", "goods": product.pk})
    assert standing(producer) == [(product.pk, None)]
    client.post(page(producer), {"do": "season", "goods": product.pk, "months": ["3", "4"]})
    product.refresh_from_db()
    assert product.ocop_season.months == {3, 4}
    assert client.get(page(producer), {"goods": product.pk}).status_code == 200


@pytest.mark.parametrize("until", ["2027-02-01", "2020-01-01", "hôm nào", "2099-01-01"])
def test_a_day_that_makes_no_sense_is_said_and_nothing_is_paused(client, producer, editor, until):
    make_goods(producer)
    answer = client.post(page(producer), {"do": "pause", "until": until})
    assert answer.status_code == 422
    assert "id_until_error" in answer.content.decode()
    assert standing(producer) == []


def test_months_that_do_not_exist_are_refused(client, producer, editor):
    product = make_goods(producer).product
    for months in (["13"], ["x"]):
        answer = client.post(page(producer), {"do": "season", "goods": product.pk, "months": months})
        assert answer.status_code == 422


@pytest.mark.parametrize("do", ["pause", "resume", "season"])
def test_goods_of_others_are_not_found(client, producer, editor, do):
    other = make_seller("Cơ sở Ba Lúa")
    product = make_goods(other).product
    actions.pause(other, product)
    for told in (product.pk, "x", "9" * 30):
        assert client.post(page(producer), {"do": do, "goods": told, "months": ["3"]}).status_code == 404
        assert client.get(page(producer), {"goods": told}).status_code == 404
    assert standing(other) == [(product.pk, None)]


def test_thirty_goods_cost_as_many_queries_as_one(client, producer, editor, assert_queries):
    for number in range(30):
        product = make_goods(producer).product
        actions.set_season(producer, product, {number % 12 + 1})
        actions.pause(producer, product)
    client.get(page(producer))
    with assert_queries(12):
        client.get(page(producer))
