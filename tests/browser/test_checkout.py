"""From a product to a paid order in a real browser: on a telephone and a desk, without a script, by keys alone."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
import zxingcpp
from django.apps import apps
from oscar.core.loading import get_model
from PIL import Image

from ocop_shop.payments import actions
from tests.browsing import narrowest
from tests.payments.paying import transferred

pytestmark = pytest.mark.usefixtures("demo_shop")

EMVCO = Path(__file__).resolve().parents[1] / "vendor" / "promptparse.min.js"
"""A library that reads EMVCo payloads and has nothing to do with the one that wrote ours."""


def goods(number=0):
    """The page of a product on sale; each of another maker."""
    rows = apps.get_model("ocop_discovery", "Listing").objects.filter(is_public=True, in_stock=True, price__lt=300_000)
    found = {}
    for row in rows.exclude(producer_slug="").order_by("pk"):
        found.setdefault(row.producer_slug, row)
    row = list(found.values())[number]
    return f"/catalogue/{row.slug}_{row.pk}/"


def into_the_basket(page, number=0):
    page.goto(goods(number))
    page.locator("form[action*='/basket/add/'] [type=submit]").first.click()
    page.wait_for_load_state()


def say_who_and_where(page):
    page.goto("/checkout/")
    page.fill("#guest_email", "hoa@example.com")
    page.locator("form:has(#guest_email) [type=submit]").click()
    page.wait_for_url(re.compile("/checkout/shipping-address/"))
    page.fill("[name=first_name]", "Nguyễn Thị Hoa")
    page.fill("[name=phone_number]", "0912 345 678")
    page.select_option("[name=province]", "86")
    if page.locator("[name=commune] option[value='29335']").count() == 0:
        choose = page.locator("[name=choose_commune]")
        if choose.is_visible():
            choose.click()
        page.locator("[name=commune] option[value='29335']").wait_for(state="attached")
    page.select_option("[name=commune]", "29335")
    page.fill("[name=line1]", "Số 12, ấp Cây Hẹ")
    page.locator("main form [type=submit]:not([name])").last.click()
    page.wait_for_url(re.compile("/checkout/preview/"))


@pytest.mark.long
@pytest.mark.parametrize(("width", "javascript"), [(390, True), (390, False), (1280, True), (1280, False)])
def test_a_buyer_orders_by_transfer_and_sees_that_it_is_paid(browse, axe, width, javascript):
    page = browse(width=width, javascript=javascript)
    for number in range(2):
        into_the_basket(page, number)
    say_who_and_where(page)
    assert page.locator("[data-sending]").count() == 2
    page.check("[name=pay_with][value=bank-transfer]")
    page.click("#place-order")
    page.wait_for_url(re.compile("/pay/"))
    order = get_model("order", "Order").objects.latest("pk")
    assert page.locator("[data-transfer-purpose]").inner_text() == f"OCOP {order.number}"
    assert page.locator(".ocop-pay__qr img").evaluate("image => image.complete && image.naturalWidth > 100")
    actions.take("bank-transfer", transferred(order.payment_attempts.get(), key=order.number))
    page.reload()
    assert page.locator("[data-pay-state=paid]").is_visible()
    assert axe(page) == [] if javascript else True


def test_another_library_reads_bank_account_amount_and_reference_off_the_code_on_the_page(browse, settings):
    page = browse()
    into_the_basket(page)
    say_who_and_where(page)
    page.check("[name=pay_with][value=bank-transfer]")
    page.click("#place-order")
    page.wait_for_url(re.compile("/pay/"))
    order = get_model("order", "Order").objects.latest("pk")
    seen = Image.open(io.BytesIO(page.locator(".ocop-pay__qr img").screenshot()))
    (code,) = zxingcpp.read_barcodes(seen)
    page.evaluate(f"{EMVCO.read_text(encoding='utf-8')}; window.promptparse = promptparse")
    read = page.evaluate(
        """content => {
            const code = window.promptparse.parse(content, true, true);
            const paidTo = window.promptparse.parse(code.getTagValue('38', '01'), false, true);
            return {
                bank: paidTo.getTagValue('00'), account: paidTo.getTagValue('01'), amount: code.getTagValue('54'),
                currency: code.getTagValue('53'), reference: code.getTagValue('62', '08'), whole: code.validate('63'),
            }
        }""",
        code.text,
    )
    assert read == {
        "bank": settings.OCOP_VIETQR["bank"],
        "account": settings.OCOP_VIETQR["account"],
        "amount": str(int(order.total_incl_tax)),
        "currency": "704",
        "reference": f"OCOP {order.number}",
        "whole": True,
    }


@pytest.mark.long
def test_each_step_keeps_nobody_out(browse, axe_at_each_width):
    page = browse()
    into_the_basket(page)
    found = {}
    page.goto("/basket/")
    found["basket"] = axe_at_each_width(page), narrowest(page)
    page.goto("/checkout/")
    found["who"] = axe_at_each_width(page), narrowest(page)
    say_who_and_where(page)
    found["last look"] = axe_at_each_width(page), narrowest(page)
    page.goto("/checkout/shipping-address/")
    found["where"] = axe_at_each_width(page), narrowest(page)
    page.goto("/checkout/preview/")
    page.check("[name=pay_with][value=bank-transfer]")
    page.click("#place-order")
    page.wait_for_url(re.compile("/pay/"))
    found["pay"] = axe_at_each_width(page), narrowest(page)
    assert {name: (kept_out, wide) for name, (kept_out, wide) in found.items() if kept_out or wide > 320} == {}


def test_an_order_is_placed_with_keys_alone(browse):
    page = browse()
    into_the_basket(page)
    say_who_and_where(page)
    page.locator("body").focus()
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "pay_with":
            break
    page.keyboard.press("ArrowDown")
    assert page.locator("[name=pay_with]:checked").get_attribute("value") == "bank-transfer"
    for _step in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "place-order":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/pay/"))


def test_the_page_of_a_payment_learns_by_itself_that_the_money_came(browse):
    page = browse()
    into_the_basket(page)
    say_who_and_where(page)
    page.check("[name=pay_with][value=bank-transfer]")
    page.click("#place-order")
    page.wait_for_url(re.compile("/pay/"))
    order = get_model("order", "Order").objects.latest("pk")
    actions.take("bank-transfer", transferred(order.payment_attempts.get(), key=order.number))
    page.evaluate("htmx.ajax('GET', location.pathname, {target: '#pay-state', swap: 'outerHTML'})")
    page.locator("[data-pay-state=paid]").wait_for()
