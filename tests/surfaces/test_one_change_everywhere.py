"""No surface shows a star that is not true: each one just before and just after a change, whatever was kept of it.

A change is the end of the term at midnight in Vietnam, with no job run, or an act of an officer at the next request.
"""

import json
import re
from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from oscar.core.loading import get_model
from wagtail.models import Locale, Page, Site

from ocop_shop.buylocal.pages.models import CollectionPage
from ocop_shop.certification import actions
from ocop_shop.test.factories import make_category, make_certificate, make_place, make_producer, make_product
from tests.checkout.conftest import Buyer

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

LAST_DAY = date(2026, 11, 22)
BEFORE, AFTER = "2026-11-22T23:59:59", "2026-11-23T00:00:00"
NAME = "Mật hoa dừa"


class Shop:
    """One product with four stars until the end of 22 November 2026, on every surface; and readers who were there."""

    def __init__(self):
        self.category = make_category("Đồ uống")
        maker = make_producer("HTX Dừa sáp Cầu Kè")
        self.product = make_product(
            NAME, price=125_000, stock=50, producer=maker, province="86", category=self.category
        )
        self.certificate = make_certificate(
            self.product, stars=4, number="1693/QĐ-UBND", issued_on=date(2023, 11, 22), expires_on=LAST_DAY
        )
        self.producer = maker
        self.collection = collection()
        self.client = Client()
        self.buyer = Buyer()
        self.buyer.add(self.product)

    def html(self, address):
        response = self.client.get(address)
        assert response.status_code == 200, address
        return response.content.decode()


def collection():
    page = CollectionPage(
        title="Hàng Vĩnh Long",
        slug="hang-vinh-long",
        province=make_place("86"),
        min_stars=3,
        locale=Locale.objects.get(language_code="vi"),
    )
    Page.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id).add_child(instance=page)
    return page


@pytest.fixture
def shop(frozen):
    get_model("address", "Country").objects.get_or_create(
        iso_3166_1_a2="VN", defaults={"printable_name": "Việt Nam", "name": "Việt Nam", "is_shipping_country": True}
    )
    frozen(BEFORE)
    return Shop()


# --- the surfaces: does it claim four stars for the product? ---------------------------------------------------------


def card(html, product):
    found = re.search(rf'<article[^>]*data-product-id="{product.pk}".*?</article>', html, re.DOTALL)
    return found.group() if found else ""


def starred(html):
    return 'data-ocop-stars="4"' in html


def on_a_card_of(address):
    return lambda shop: starred(card(shop.html(address(shop)), shop.product))


def counted(shop):
    tag = re.search(r'<[^>]*data-facet="stars"[^>]*data-value="4"[^>]*>', shop.html("/catalogue/")).group()
    return 'data-count="1"' in tag


def filtered(shop):
    return 'data-result-count="1"' in shop.html("/catalogue/?stars=4")


def on_its_page(shop):
    return starred(shop.html(shop.product.get_absolute_url()))


def in_the_basket(shop):
    html = shop.buyer.basket().content.decode()
    assert NAME in html
    return starred(html)


def in_an_order_mail(shop):
    buyer = Buyer()
    buyer.ready(shop.product)
    mail.outbox.clear()
    assert buyer.place().status_code == 302
    return "OCOP 4 sao" in mail.outbox[0].body


def in_the_sitemap(shop):
    return f"/ocop/check/{shop.certificate.code}/" in shop.html("/sitemap-certificates.xml")


def in_the_feed(shop):
    return shop.certificate.code in shop.html(reverse("ocop:feed"))


def in_the_data_for_search_engines(shop):
    html = shop.html(shop.product.get_absolute_url())
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    product = next(item for block in blocks for item in listed(json.loads(block)) if item.get("@type") == "Product")
    certification = product.get("hasCertification") or {}
    active = str(certification.get("certificationStatus", "")).endswith("CertificationActive")
    assert active == ("certificationRating" in certification)
    return active


def listed(data):
    if isinstance(data, list):
        return data
    return data.get("@graph", [data])


def on_the_check_page(shop):
    return starred(shop.html(reverse("ocop:certificate", args=[shop.certificate.code])))


def among_the_certificates_found(shop):
    html = shop.html(reverse("ocop:check") + "?q=mat hoa dua")
    states = re.findall(r'data-check-state="(\w+)"', html)
    assert len(states) == 1
    return states[0] in {"valid", "extended"}


def in_a_frame_elsewhere(shop):
    html = shop.html(reverse("ocop:embed-producer", args=[shop.producer.slug]))
    assert NAME in html
    return starred(html)


def in_the_frame_of_its_province(shop):
    return starred(shop.html(reverse("ocop:embed-place", args=[shop.collection.province.slug])))


def in_the_frame_of_its_collection(shop):
    return starred(shop.html(reverse("ocop:embed-collection", args=[shop.collection.slug])))


def in_the_json_for_other_sites(shop):
    (product,) = json.loads(shop.html(reverse("ocop:embed-producer-json", args=[shop.producer.slug])))["products"]
    return bool(product["ocop"]) and product["ocop"]["stars"] == 4


SURFACES = {
    "a card in the catalogue": on_a_card_of(lambda shop: "/catalogue/"),
    "a card in its category": on_a_card_of(lambda shop: shop.category.get_absolute_url()),
    "a card among search results": on_a_card_of(lambda shop: "/search/?q=mat+hoa"),
    "a card in English": on_a_card_of(lambda shop: "/en/catalogue/"),
    "a card on its maker's page": on_a_card_of(lambda shop: shop.producer.get_absolute_url()),
    "a regional collection": on_a_card_of(lambda shop: shop.collection.url),
    "the count of a filter": counted,
    "a filtered list": filtered,
    "its own page": on_its_page,
    "the basket": in_the_basket,
    "the mail of an order": in_an_order_mail,
    "the sitemap": in_the_sitemap,
    "the feed": in_the_feed,
    "the data for search engines": in_the_data_for_search_engines,
    "the check page": on_the_check_page,
    "the search for certificates": among_the_certificates_found,
    "a frame on another site": in_a_frame_elsewhere,
    "the frame of its province": in_the_frame_of_its_province,
    "the frame of its collection": in_the_frame_of_its_collection,
    "the JSON for other sites": in_the_json_for_other_sites,
}
every_surface = pytest.mark.parametrize("claims_stars", SURFACES.values(), ids=SURFACES)


@every_surface
def test_the_star_is_there_at_23_59_59_and_gone_at_midnight(shop, frozen, claims_stars):
    assert claims_stars(shop)
    frozen(AFTER)
    assert not claims_stars(shop)


@every_surface
@pytest.mark.parametrize(
    "change",
    [
        lambda paper: actions.revoke(paper, ground="d", effective_on=LAST_DAY),
        lambda paper: actions.suspend(paper, effective_on=LAST_DAY, reason="đang kiểm tra"),
        lambda paper: actions.cease(paper, effective_on=LAST_DAY, reason="xã xác nhận"),
        lambda paper: actions.strike(paper.events.get(), reason="nhầm sản phẩm"),
    ],
    ids=["revoked", "suspended", "no longer made", "recorded in error"],
)
def test_an_act_of_an_officer_takes_the_star_off_at_the_next_request(shop, claims_stars, change):
    assert claims_stars(shop)
    change(shop.certificate)
    assert not claims_stars(shop)


@every_surface
def test_an_extension_keeps_the_star_over_midnight_and_ends_at_its_own(shop, frozen, claims_stars):
    actions.extend(shop.certificate, until=date(2026, 12, 31))
    frozen(AFTER)
    assert claims_stars(shop)
    frozen("2027-01-01T00:00:00")
    assert not claims_stars(shop)


def test_an_expired_product_stays_for_sale(shop, frozen):
    frozen(AFTER)
    assert card(shop.html("/catalogue/"), shop.product)
    assert Buyer().add(shop.product).status_code == 302
    buyer = Buyer()
    buyer.ready(shop.product)
    assert buyer.place().status_code == 302
    assert get_model("order", "Order").objects.count() == 1


def test_a_receipt_keeps_the_star_as_sold_and_says_that_it_has_changed(shop, frozen):
    buyer = Buyer()
    buyer.ready(shop.product)
    thanks = buyer.client.post(reverse("checkout:preview"), {"action": "place_order"}, follow=True)
    assert "OCOP 4 sao" in thanks.content.decode()
    order = get_model("order", "Order").objects.get()
    actions.revoke(shop.certificate, ground="d", effective_on=LAST_DAY)
    address = reverse("customer:anon-order", args=[order.number, order.verification_hash()])
    asked = buyer.client.get(address)
    buyer.client.post(asked.url, {"email": "hoa@example.com"})
    receipt = buyer.client.get(address).content.decode()
    assert "OCOP 4 sao" in receipt
    assert "data-sold-changed" in receipt
