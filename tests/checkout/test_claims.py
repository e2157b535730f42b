"""Each line keeps what it was sold as, whatever becomes of the certificate."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation
from oscar.core.loading import get_model

from ocop_shop.certification import actions as register
from ocop_shop.certification import sold
from ocop_shop.certification.actions import Facts
from ocop_shop.certification.models import SoldClaim
from ocop_shop.core import clock
from ocop_shop.test import factories
from tests.templates.reading import read

from .conftest import Buyer

Order = get_model("order", "Order")

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


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


def later():
    """What becomes of a star of four after it was sold on 22/11/2026: the step, and the words on the receipt."""
    return {
        "revoked": (
            lambda c, _stop: register.revoke(c, ground="d", effective_on=date(2026, 11, 25)),
            "Changed since: the certificate was revoked on 25/11/2026",
        ),
        "suspended": (
            lambda c, _stop: register.suspend(c, effective_on=date(2026, 11, 26)),
            "Changed since: the certificate is suspended since 26/11/2026",
        ),
        "ceased": (
            lambda c, _stop: register.cease(c, effective_on=date(2026, 11, 27)),
            "Changed since: the product is no longer made since 27/11/2026",
        ),
        "expired": (
            lambda _c, stop: stop("2026-12-02 00:00:00"),
            "Changed since: the certificate ran out on 01/12/2026",
        ),
        "fewer stars": (
            lambda c, _stop: register.correct(c, Facts(stars=3), reason="misread"),
            "Changed since: now OCOP 3 stars",
        ),
        "unproven": (
            lambda c, _stop: register.correct(c, Facts(evidence="C"), reason="no paper"),
            "Changed since: the register shows no star for this product any more",
        ),
        "struck out": (
            lambda c, _stop: register.strike(c.events.get(), reason="never was"),
            "Changed since: the register shows no star for this product any more",
        ),
        "renewed": (
            lambda c, _stop: factories.make_certificate(c.product, stars=4, issued_on=date(2026, 11, 28)),
            "",
        ),
        "upgraded": (
            lambda c, _stop: factories.make_certificate(c.product, stars=5, issued_on=date(2026, 11, 28)),
            "Changed since: now OCOP 5 stars",
        ),
        "product deleted": (lambda c, _stop: c.product.delete(), ""),
    }


@pytest.mark.parametrize("what", later())
def test_whatever_happens_later_the_receipt_says_what_was_sold_and_what_changed(buyer, frozen, what):
    frozen("2026-11-22 10:00:00")
    certificate = factories.make_certificate(number="7/QĐ", issued_on=date(2026, 6, 1), expires_on=date(2026, 12, 1))
    with translation.override("en"):
        buyer.ready(certificate.product).place()
    sold_as = "OCOP 4 stars when sold, decision 7/QĐ, valid until 01/12/2026"
    receipt = "/en" + reverse("checkout:thank-you")
    page = read(buyer.client.get(receipt).content.decode())
    assert page.one(data_sold_stars="4").text == sold_as
    assert page.all(data_sold_changed=True) == []
    frozen("2026-12-01 10:00:00")
    step, words = later()[what]
    step(certificate, frozen)
    page = read(buyer.client.get(receipt).content.decode())
    assert page.one(data_sold_stars="4").text == sold_as
    assert [note.text for note in page.all(data_sold_changed=True)] == ([words] if words else [])


def test_the_letter_of_that_day_says_nothing_of_later(buyer, goods):
    buyer.ready(goods).place()
    letter = mail.outbox[0]
    register.revoke(goods.ocop_certificates.get(), ground="d", effective_on=clock.today())
    assert "data-sold-changed" not in letter.alternatives[0][0]
    assert letter.body.count("OCOP") == 1


def test_the_buyer_of_an_account_reads_the_change_too(goods):
    user = factories.make_user("hoa@example.com")
    account = Buyer()
    account.client.force_login(user)
    account.add(goods)
    account.send_to()
    account.review()
    account.place()
    register.revoke(goods.ocop_certificates.get(), ground="d", effective_on=clock.today())
    page = read(account.client.get(reverse("customer:order", args=[Order.objects.get().number])).content.decode())
    assert page.one(data_sold_changed=True)


def test_a_line_sold_without_a_star_is_not_noted_when_there_is_one_later(buyer):
    product = factories.make_product("Kẹo dừa")
    buyer.ready(product).place()
    factories.make_certificate(product, stars=4)
    assert "data-sold-changed" not in buyer.client.get(reverse("checkout:thank-you")).content.decode()


def test_a_variant_is_compared_with_the_claim_of_its_parent(buyer):
    parent = factories.make_product("Muối", price=None, structure="parent")
    certificate = factories.make_certificate(parent, stars=3)
    child = factories.make_product("Muối 500 g", structure="child", parent=parent, product_class=None)
    buyer.ready(child).place()
    lines = list(Order.objects.get().lines.select_related("ocop_claim", "product"))
    assert sold.changes(lines) == {}
    register.revoke(certificate, ground="d", effective_on=clock.today())
    with translation.override("en"):
        assert list(sold.changes(lines).values()) == [
            f"Changed since: the certificate was revoked on {clock.today():%d/%m/%Y}"
        ]


@pytest.mark.parametrize("number", [1, 30])
def test_all_lines_are_compared_in_one_query(number, buyer, django_assert_num_queries):
    for index in range(number):
        product = factories.make_product(f"Hàng {index}")
        factories.make_certificate(product, stars=3)
        buyer.add(product)
    buyer.identify()
    buyer.send_to()
    buyer.review()
    buyer.place()
    lines = list(Order.objects.get().lines.select_related("ocop_claim", "product"))
    with django_assert_num_queries(1):
        assert sold.changes(lines) == {}


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
