"""Each line keeps what it was sold as, whatever becomes of the certificate."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation
from oscar.core.loading import get_model

from ocop_shop.certification import actions as register
from ocop_shop.certification import sold
from ocop_shop.certification.models import SoldClaim
from ocop_shop.core import clock
from ocop_shop.test import factories

from .conftest import Buyer

Order = get_model("order", "Order")

pytestmark = pytest.mark.django_db


def kept():
    return list(SoldClaim.objects.order_by("pk").values())


def test_the_claim_of_a_line_is_the_claim_of_the_day(buyer, goods):
    buyer.ready(goods).place()
    claim, certificate = SoldClaim.objects.get(), goods.ocop_certificates.get()
    assert (claim.on, claim.state, claim.stars) == (clock.today(), "valid", 4)
    assert (claim.certificate, claim.code, claim.decision_no) == (certificate, certificate.code, "1693/QĐ-UBND")
    assert (claim.issuer, claim.expires_on) == ("UBND tỉnh thử nghiệm", certificate.expires_on)
    assert claim.producer_name == "HTX Dừa sáp Cầu Kè"


def test_revoking_after_the_order_leaves_what_was_sold(buyer, goods):
    buyer.ready(goods).place()
    before = kept()
    register.revoke(goods.ocop_certificates.get(), ground="d", effective_on=clock.today())
    assert kept() == before
    page = buyer.client.get(reverse("checkout:thank-you")).content.decode()
    assert 'data-sold-stars="4"' in page
    assert "1693/QĐ-UBND" in page
    Buyer().ready(goods).place()
    assert list(SoldClaim.objects.order_by("pk").values_list("state", "stars")) == [("valid", 4), ("revoked", None)]


def test_a_product_without_a_certificate_is_sold_without_a_star(buyer):
    buyer.ready(factories.make_product("Kẹo dừa")).place()
    claim = SoldClaim.objects.get()
    assert (claim.state, claim.stars, claim.certificate, claim.producer_name) == ("none", None, None, "")
    assert "data-sold-stars" not in buyer.client.get(reverse("checkout:thank-you")).content.decode()


def test_at_midnight_after_the_last_day_nothing_is_sold_as_certified(buyer, frozen):
    product = factories.make_product("Trà")
    factories.make_certificate(product, issued_on=date(2023, 11, 22), expires_on=date(2026, 11, 22))
    frozen("2026-11-22 23:59:59")
    buyer.ready(product).place()
    frozen("2026-11-23 00:00:00")
    Buyer().ready(product).place()
    assert list(SoldClaim.objects.order_by("pk").values_list("state", "stars")) == [("valid", 4), ("expired", None)]


def test_an_extended_certificate_is_sold_with_the_day_its_badge_ends(buyer, frozen):
    product = factories.make_product("Trà")
    certificate = factories.make_certificate(product, issued_on=date(2023, 11, 22), expires_on=date(2026, 11, 22))
    register.extend(certificate, until=date(2027, 2, 1))
    frozen("2026-12-01 12:00:00")
    buyer.ready(product).place()
    claim = SoldClaim.objects.get()
    assert (claim.state, claim.stars, claim.expires_on) == ("extended", 4, date(2027, 2, 1))


def test_a_variant_is_sold_under_the_certificate_of_its_parent(buyer):
    maker = factories.make_producer("HTX Muối")
    parent = factories.make_product("Muối", price=None, structure="parent", producer=maker)
    factories.make_certificate(parent, stars=3)
    child = factories.make_product("Muối 500 g", structure="child", parent=parent, product_class=None)
    buyer.ready(child).place()
    claim = SoldClaim.objects.get()
    assert (claim.stars, claim.producer_name) == (3, "HTX Muối")


def test_freezing_again_changes_nothing(buyer, goods):
    buyer.ready(goods).place()
    before = kept()
    register.revoke(goods.ocop_certificates.get(), ground="d", effective_on=clock.today())
    assert sold.freeze_claims(Order.objects.get()) == 0
    assert kept() == before


def test_the_confirmation_says_what_was_sold_in_the_language_of_the_checkout(buyer, goods):
    with translation.override("en"):
        buyer.ready(goods, 2).place()
    letter = mail.outbox[0]
    assert letter.to == ["hoa@example.com"]
    assert Order.objects.get().number in letter.subject
    last = goods.ocop_certificates.get().expires_on
    for text in (
        "Mật hoa dừa: 2 × 125.000\u00a0₫ = 250.000\u00a0₫",
        f"OCOP 4 stars when sold, decision 1693/QĐ-UBND, valid until {last:%d/%m/%Y}",
        "To pay on delivery: 280.000\u00a0₫",
        "Xã Tam Ngãi, Vĩnh Long",
        "illustrative",
        "/accounts/order-status/",
    ):
        assert text in letter.body
    html = letter.alternatives[0][0]
    assert "OCOP 4 stars when sold" in html
    assert '<html lang="en">' in html


def test_the_vietnamese_confirmation_is_vietnamese(buyer, goods):
    buyer.ready(goods).place()
    body = mail.outbox[0].body
    assert "OCOP 4 sao" in body
    assert "minh họa" in body
    assert '<html lang="vi">' in mail.outbox[0].alternatives[0][0]
