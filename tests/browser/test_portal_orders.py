"""A packer's morning at the portal: on a small telephone without a script, and at a desk; no page shuts anybody out."""

from __future__ import annotations

import os

import pytest
from django.conf import settings
from django.test import Client

from ocop_shop.fulfilment import actions
from ocop_shop.producers import actions as producers
from ocop_shop.test import factories
from tests.browsing import narrowest
from tests.fulfilment.bought import BANK, goods_of, order_of, states_of

pytestmark = pytest.mark.pages


@pytest.fixture
def desk(transactional_db):
    """A producer with an owner who is signed in, and an order of it and somebody else."""
    producer, other = factories.make_producer("Hợp tác xã Dừa sáp Cầu Kè"), factories.make_producer("Cơ sở Bình")
    goods = [goods_of(producer, "Mật hoa dừa cô đặc nguyên chất hũ 500 ml", price=185_000), goods_of(producer, "Mứt")]
    order = order_of((goods[0], 3), (goods[1], 1), (goods_of(other), 1), way=BANK)
    owner, client = factories.make_user(), Client()
    producers.add_member(producer, owner, "owner")
    client.force_login(owner)
    return producer, order, client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def at_the_desk(browse, live_server, desk):
    """`at_the_desk(width=360)`: the owner's browser."""

    def opened(**options):
        page = browse(**options)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": desk[2], "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return opened


def seen(page, name):
    """A picture of the page, where somebody wants to look at it (`OCOP_SHOTS`)."""
    if folder := os.environ.get("OCOP_SHOTS"):
        page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=True)


@pytest.mark.parametrize(("width", "javascript"), [(360, False), (1280, True)])
def test_an_order_goes_from_new_to_sent(at_the_desk, desk, width, javascript):
    producer, order, _session = desk
    page = at_the_desk(width=width, height=740, javascript=javascript)
    page.goto(f"/portal/{producer.slug}/orders/")
    seen(page, "list")
    page.locator(f"[data-order='{order.number}'] a").click()
    seen(page, "new")
    for do in ("accept", "pack"):
        page.locator(f"button[value={do}]").click()
        seen(page, do)
    page.locator("input[type=number]").first.fill("2")
    page.locator("input[type=number]").nth(1).fill("0")
    page.fill("[name=carrier]", "Viettel Post")
    page.fill("[name=tracking]", "VTP123456789")
    page.locator("[form=send-form]").click()
    assert page.locator("[data-left='1']").count() == 2
    seen(page, "half")
    page.locator("[form=send-form]").click()
    assert page.locator("[data-own-stage=sent]").count() == 1
    seen(page, "sent")
    assert states_of(order)[1] == ["Shipped", "Shipped", "Pending"]


def test_no_page_shuts_anybody_out(at_the_desk, desk, axe_at_each_width):
    producer, order, _session = desk
    page = at_the_desk(width=390)
    for path in (f"/portal/{producer.slug}/orders/", f"/portal/{producer.slug}/orders/{order.number}/"):
        page.goto(path)
        assert axe_at_each_width(page) == {}
        assert narrowest(page) <= 320


def test_what_cannot_be_sent_is_said_in_its_place(at_the_desk, desk):
    producer, order, _session = desk
    actions.accept(order, producer)
    page = at_the_desk(width=360, height=740, javascript=False)
    page.goto(f"/portal/{producer.slug}/orders/{order.number}/")
    page.locator("input[type=number]").first.fill("9")
    page.locator("#send-form button").click()
    assert page.locator("#send-form .ocop-err").count() == 1
    seen(page, "error")
    page.goto(f"/portal/{producer.slug}/orders/{order.number}/")
    page.locator(".desk-cancel summary").click()
    seen(page, "cancel")
    page.locator(".desk-cancel [type=checkbox]").first.check()
    page.fill("[name=reason]", "Hết hàng")
    page.locator(".desk-cancel button").click()
    assert states_of(order)[1] == ["Cancelled", "Being processed", "Pending"]
