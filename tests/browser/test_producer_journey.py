"""One run on a small telephone: a newcomer joins, is accepted, lists a product, sells it and sends it."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from oscar.core.loading import get_model

from ocop_shop.test.factories import make_user
from tests.browser.test_checkout import say_who_and_where
from tests.browsing import narrowest
from tests.portal.listing import jpeg

pytestmark = pytest.mark.usefixtures("demo_shop")

PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
PAPER = {"name": "giay-phep.jpg", "mimeType": "image/jpeg", "buffer": jpeg(size=(1200, 1600))}
PHOTO = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": jpeg(size=(1600, 1200))}
TITLE = "Mứt dừa non Dừa Xanh"


@pytest.fixture
def signed_in(browse, live_server):
    """`signed_in(user, width=360)`: the browser of somebody who is signed in."""

    def opened(user, **options):
        client = Client()
        client.force_login(user)
        page = browse(**options)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        return page

    return opened


@pytest.fixture
def look(axe):
    """`look(page)`: nobody is kept out, nothing scrolls sideways, and what is mostly done lies under the thumb."""

    def looked(page):
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        assert axe(page) == [], page.url
        assert narrowest(page) <= 320, page.url
        page.evaluate("scrollTo(0, 0)")
        bars = page.locator(".desk-bar:visible")
        if bars.count():
            # At the foot of the screen at once, or where reading a page to its end leaves it.
            bars.last.scroll_into_view_if_needed()
            box = bars.last.bounding_box()
            assert box["y"] > PHONE["height"] / 2, page.url
            assert box["y"] + box["height"] <= PHONE["height"] + 1, page.url

    return looked


@pytest.mark.long
def test_a_newcomer_joins_lists_sells_and_sends_in_one_run(browse, signed_in, look):
    newcomer, staff = make_user("duaxanh@example.com"), make_user(is_staff=True, is_superuser=True)
    phone, desk = signed_in(newcomer, **PHONE), signed_in(staff)
    apply_to_join(phone, look)
    accept(desk, checked=("tax_code", "licence", "address"))
    producer = apps.get_model("ocop_producers", "Producer").objects.get(members__user=newcomer)

    list_a_product(phone, look)
    accept(desk)
    product = get_model("catalogue", "Product").objects.get(title=TITLE)
    assert (product.is_public, product.ocop_provenance.producer) == (True, producer)

    order = buy(browse, product)
    send(phone, look, order)
    order.refresh_from_db()
    line = order.lines.get()
    # Paid at the door: the order is complete when the courier's money is there.
    assert (order.status, line.status, line.stockrecord.net_stock_level) == ("Being processed", "Shipped", 11)


def apply_to_join(page, look):
    page.goto("/portal/join/")
    look(page)
    page.locator("main form button[type=submit]").tap()
    page.wait_for_url(re.compile("/who/"))
    page.select_option("[name=kind]", "cooperative")
    for name, value in {
        "legal_name": "Hợp tác xã Dừa Xanh Mới",
        "tax_code": "2100000014",
        "licence_number": "580704000123",
        "licence_date": "2019-05-06",
        "licence_issuer": "Phòng Tài chính – Kế hoạch",
        "street": "Ấp Cây Hẹ",
        "representative": "Trần Thị Mai",
        "phone": "0912 345 678",
        "email": "duaxanh@example.com",
    }.items():
        page.fill(f"[name={name}]", value)
    page.select_option("[name=province]", "86")
    page.locator("[name=commune] option[value='29341']").wait_for(state="attached")
    page.select_option("[name=commune]", "29341")
    look(page)
    page.locator(".desk-bar button[type=submit]").tap()
    page.wait_for_load_state()
    if "/known/" in page.url:
        page.locator("[name=claim][value=new]").check()
        page.locator(".desk-bar button[type=submit]").tap()
    page.wait_for_url(re.compile("/papers/"))
    page.set_input_files("input[type=file]", PAPER)
    look(page)
    page.locator("[value=add]").tap()
    page.locator("main .desk-bar a").tap()
    page.wait_for_url(re.compile("/send/"))
    page.check("[name=consent]")
    look(page)
    page.locator("[name=do][value=submit]").tap()
    page.locator("[data-state=submitted]").wait_for()


def accept(desk, checked=()):
    desk.goto("/dashboard/proposals/")
    desk.locator("tr[data-proposal] a").first.click()
    desk.wait_for_url(re.compile(r"/dashboard/proposals/\d+/"))
    if checked:
        desk.check("#claim-new")
    for fact in checked:
        desk.check(f"[name=checked-{fact}]")
    desk.locator("[name=do][value=accept]").click()
    desk.wait_for_url(re.compile("/dashboard/proposals/$"))


def list_a_product(page, look):
    page.goto("/portal/")
    look(page)
    page.locator(".desk-thumb a[href$='/goods/']").tap()
    page.wait_for_url(re.compile("/goods/$"))
    page.locator(".desk-bar a").tap()
    page.wait_for_url(re.compile("/goods/new/"))
    page.fill("[name=title]", TITLE)
    page.select_option("[name=product_set]", "7")
    page.fill("[name=price]", "85.000")
    page.fill("[name=stock]", "12")
    page.set_input_files("[name=pictures]", PHOTO)
    page.locator("[data-picture]").wait_for()
    page.locator("[value=next]").tap()
    page.locator("[name=field_ingredients]").wait_for()
    page.fill("[name=net_amount]", "250")
    page.select_option("[name=net_unit]", "g")
    page.fill("[name=field_ingredients]", "Dừa non, đường")
    page.fill("[name=field_shelf_life]", "6 tháng")
    page.select_option("[name=category]", index=1)
    look(page)
    page.locator("[name=do][value=submit]").tap()
    page.wait_for_url(re.compile("/goods/$"))


def buy(browse, product):
    page = browse(**PHONE)
    page.goto(product.get_absolute_url())
    page.locator("form[action*='/basket/add/'] [type=submit]").first.click()
    page.wait_for_load_state()
    say_who_and_where(page)
    page.check("[name=pay_with][value=cash-on-delivery]")
    page.click("#place-order")
    page.wait_for_url(re.compile("/checkout/thank-you/|/pay/"))
    return get_model("order", "Order").objects.latest("pk")


def send(page, look, order):
    page.goto("/portal/")
    with page.expect_navigation():
        page.locator(".desk-thumb a[href$='/orders/']").tap()
    with page.expect_navigation():
        page.locator(f"[data-order='{order.number}'] a").tap()
    for do in ("accept", "pack"):
        look(page)
        with page.expect_navigation():
            page.locator(f"button[value={do}]").tap()
    page.fill("[name=carrier]", "Viettel Post")
    page.fill("[name=tracking]", "VTP123456789")
    look(page)
    with page.expect_navigation():
        page.locator("[form=send-form]").tap()
    page.locator("[data-own-stage=sent]").wait_for()
    look(page)
