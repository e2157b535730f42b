"""One product's way: a row of an official annex, a badge, a shelf, a basket, an order, a revocation."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from oscar.core.loading import get_model
from wagtail.models import Locale, Page, Site

from ocop_shop.buylocal.pages.models import CollectionPage
from ocop_shop.certification import actions as register
from ocop_shop.certification.models import Certificate, SoldClaim

ANNEX = Path(__file__).parent.parent / "importing" / "fixtures" / "01_annex_merged_producer.xlsx"
PRODUCT = "Bánh Vicosap dừa sáp và khoai lang"
TODAY = date(2026, 11, 22)


@pytest.fixture
def annex_in_the_shop(frozen):
    """The annex imported on a day when its second decision is in force, and one product of it offered for sale."""
    frozen("2026-11-22T10:00")
    get_model("address", "Country").objects.get_or_create(
        iso_3166_1_a2="VN", defaults={"printable_name": "Việt Nam", "name": "Việt Nam", "is_shipping_country": True}
    )
    call_command("ocop_import", str(ANNEX), stdout=io.StringIO())
    certificate = Certificate.objects.get(product_name=PRODUCT)
    producer = certificate.product.ocop_provenance.producer
    partner = get_model("partner", "Partner").objects.create(name=producer.name)
    get_model("partner", "StockRecord").objects.create(
        product=certificate.product,
        partner=partner,
        partner_sku="VICOSAP-1",
        price=Decimal(65_000),
        price_currency="VND",
        num_in_stock=3,
    )
    return certificate


@pytest.fixture
def collection(db):
    """A regional page whose rule asks for four stars of Vĩnh Long."""
    places = get_model("ocop_regions", "Place").objects.provinces().in_force()
    locale = Locale.objects.get(language_code="vi")
    site = Site.objects.get(is_default_site=True)
    page = CollectionPage(
        title="Hàng Vĩnh Long", slug="hang-vinh-long", province=places.get(code="86"), min_stars=4, locale=locale
    )
    Page.objects.get(pk=site.root_page_id).add_child(instance=page)
    return page


def stars_of(html, product):
    card = re.search(rf'<article[^>]*data-product-id="{product.pk}".*?</article>', html, re.DOTALL)
    badge = re.search(r'data-ocop-stars="(\d)"', card.group()) if card else None
    return int(badge.group(1)) if badge else None


def four_stars(html):
    tag = re.search(r'<[^>]*data-facet="stars"[^>]*data-value="4"[^>]*>', html).group()
    return int(re.search(r'data-count="(\d+)"', tag).group(1))


@pytest.mark.django_db
def test_one_product_from_the_annex_to_the_receipt(client, annex_in_the_shop, collection):
    certificate, product = annex_in_the_shop, annex_in_the_shop.product

    # On the shelf at the next request, counted, and on the page that asks for it by a rule.
    html = client.get("/catalogue/?stars=4&province=86").content.decode()
    assert (stars_of(html, product), four_stars(html)) == (4, 4)
    assert stars_of(client.get(collection.url).content.decode(), product) == 4

    # Its page shows the decision, the last day and the maker.
    html = client.get(product.get_absolute_url()).content.decode()
    for shown in ('data-ocop-stars="4"', "412/QĐ-UBND", "05/04/2027", "Công ty TNHH Chế biến Dừa sáp Cầu Kè", "65.000"):
        assert shown in html

    # Bought by a guest, to be paid on delivery.
    client.post(reverse("basket:add", args=[product.pk]), {"quantity": 2})
    client.post(reverse("checkout:index"), {"options": "anonymous", "username": "hoa@example.com"})
    address = {"first_name": "Nguyễn Thị Hoa", "phone_number": "0912345678", "province": "86", "commune": "29341"}
    client.post(reverse("checkout:shipping-address"), {**address, "line1": "ấp Cây Hẹ"})
    assert "130.000\u00a0₫" in client.get(reverse("checkout:preview"), follow=True).content.decode()
    response = client.post(reverse("checkout:preview"), {"action": "place_order"}, follow=True)
    assert response.status_code == 200
    order = get_model("order", "Order").objects.get()
    assert order.number in response.content.decode()
    assert (order.basket_total_incl_tax, order.currency) == (Decimal(130_000), "VND")
    assert product.stockrecords.get().num_allocated == 2
    assert [(sold.stars, sold.decision_no, sold.on) for sold in SoldClaim.objects.all()] == [(4, "412/QĐ-UBND", TODAY)]
    assert len(mail.outbox) == 1
    assert order.number in mail.outbox[0].body

    # Revoked: every surface follows at the next request, the receipt does not.
    register.revoke(certificate, ground="d", effective_on=TODAY)
    html = client.get("/catalogue/?province=86").content.decode()
    assert (stars_of(html, product), four_stars(html)) == (None, 3)
    assert "data-ocop-stars" not in client.get(product.get_absolute_url()).content.decode()
    assert f'data-product-id="{product.pk}"' not in client.get(collection.url).content.decode()
    assert SoldClaim.objects.get().stars == 4


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("javascript", [True, False])
def test_one_product_in_a_browser(browse, annex_in_the_shop, javascript):
    product = annex_in_the_shop.product
    page = browse(width=390, javascript=javascript)

    page.goto("/catalogue/?stars=4")
    card = page.locator(f"article[data-product-id='{product.pk}']")
    assert card.locator("[data-ocop-stars='4'][role=img]").count() == 1
    card.get_by_role("link", name=PRODUCT).click()
    page.wait_for_url(f"**{product.get_absolute_url()}")
    assert "412/QĐ-UBND" in page.locator("main").inner_text()

    page.locator("main form[action*='/basket/add/'] button[type=submit]").first.click()
    page.goto(reverse("checkout:index"))
    page.locator("#guest_email").fill("hoa@example.com")
    page.locator("form:has(#guest_email) button[type=submit]").click()
    _fill_address(page, javascript)
    page.locator("#place-order").click()
    page.wait_for_url("**/thank-you/**")
    order = get_model("order", "Order").objects.get()
    assert order.number in page.locator("main").inner_text()
    assert "65.000\u00a0₫" in page.locator("main").inner_text()

    register.revoke(annex_in_the_shop, ground="d", effective_on=TODAY)
    page.goto("/catalogue/")
    assert page.locator(f"article[data-product-id='{product.pk}'] [data-ocop-stars]").count() == 0


def _fill_address(page, javascript):
    page.locator("[name=first_name]").fill("Nguyễn Thị Hoa")
    page.locator("[name=phone_number]").fill("0912345678")
    page.locator("[name=line1]").fill("ấp Cây Hẹ")
    page.locator("select[name=province]").select_option("86")
    if not javascript:
        page.locator("button[name=choose_commune]").click()
    page.locator("select[name=commune] option[value='29341']").wait_for(state="attached")
    page.locator("select[name=commune]").select_option("29341")
    page.locator("#address > button[type=submit], #address button.ocop-btn[type=submit]").last.click()
