"""The panel of a certificate and the product page, with certificates in the register."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from oscar.core.loading import get_model

from ocop_shop.certification import actions, standing
from ocop_shop.core import clock
from tests.templates.reading import read


@pytest.fixture
def product(product_factory):
    return product_factory(title="Mật hoa dừa")


def panel(product):
    with translation.override("en"):
        context = {"claim": standing.claim_on(product), "product": product}
        return read(render_to_string("ocop_shop/elements/certificate.html", context))


def test_a_certificate_in_force_shows_decision_issuer_days_and_rules(product, certificate_factory):
    certificate = certificate_factory(product, stars=4)
    text = panel(product).text
    assert "OCOP certificate, 4 stars" in text
    for fact in (certificate.decision.number, certificate.expires_on.strftime("%d/%m/%Y"), certificate.rule_set):
        assert fact in text
    # There is no page yet on which a code could be looked up.
    assert certificate.code not in text


def test_a_revoked_certificate_says_so_first_and_shows_no_star(product, certificate_factory):
    certificate = certificate_factory(product, stars=4)
    actions.revoke(certificate, ground="b", effective_on=clock.today())
    tree = panel(product)
    assert tree.one("section").text.startswith("The certificate has been revoked.")
    assert tree.all(data_ocop_stars=True) == []
    assert "No longer meets the criteria" in tree.text


def test_a_product_without_certificate_has_no_panel(product):
    assert panel(product).all("section") == []


def test_a_claim_that_is_no_proof_is_not_in_the_history(product, certificate_factory):
    certificate_factory(product, stars=3, evidence="C")
    certificate_factory(product, stars=4, number="DEMO-2")
    assert "3 stars" not in panel(product).text


@pytest.fixture
def page(client, product, certificate_factory):
    certificate_factory(product, stars=4)
    review = get_model("reviews", "ProductReview")
    review.objects.create(product=product, score=5, title="Ngon", body="<script>1</script>", status=1, name="Khách")
    product.refresh_from_db()
    product.description = '<p onclick="x()">Ngọt</p><script>x()</script>'
    product.save()
    return read(client.get(product.get_absolute_url()).content.decode())


def test_stars_of_the_state_and_marks_of_buyers_never_meet(page):
    """They share no element smaller than a column, and neither stands inside the other."""
    seals, marks = page.all(data_ocop_stars=True), page.all(data_review_score=True)
    assert seals
    assert marks
    for seal in seals:
        for mark in marks:
            shared = [element for element in seal.above if element in mark.above]
            assert seal not in mark.above
            assert mark not in seal.above
            assert shared[0].name in {"div", "article", "main"}
            assert seal.parent is not mark.parent


def test_what_a_seller_typed_cannot_run(page):
    typed = page.one("main")
    assert typed.all("script") == []
    assert typed.all(onclick=True) == []
    assert "Ngọt" in typed.text


def test_the_page_asks_nobody_else_and_names_both_languages(page):
    addresses = [element["src"] for element in page.all(src=True)]
    addresses += [link["href"] for link in page.all("link", rel="stylesheet")]
    assert [address for address in addresses if address.startswith(("http", "//"))] == []
    languages = {link["hreflang"] for link in page.all("link", rel="alternate")}
    assert languages == {"vi", "en", "x-default"}


def test_a_certificate_that_ended_yesterday_is_said_to_have_ended(product, certificate_factory, frozen):
    certificate = certificate_factory(product, stars=4)
    frozen(f"{certificate.expires_on + timedelta(days=1)} 08:00:00")
    assert panel(product).one(role="img")["data-ocop-state"] == "expired"
