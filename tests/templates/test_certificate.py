"""The panel of a certificate and the product page, with certificates in the register."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from oscar.core.loading import get_model

from ocop_shop.certification import actions, standing
from ocop_shop.core import clock
from tests.templates.reading import read

pytestmark = pytest.mark.pages


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
    assert certificate.code in text


def test_the_panel_leads_to_the_register_to_a_report_and_to_what_stars_mean(product, certificate_factory):
    certificate = certificate_factory(product, stars=4)
    links = {link["href"] for link in panel(product).all("a")}
    own = f"/en/ocop/check/{certificate.code}/"
    assert links == {own, f"{own}doubt/", "/en/ocop/"}


def test_the_panel_says_what_its_stars_mean_by_the_rules_of_its_day(product, certificate_factory):
    certificate_factory(product, stars=4)
    text = panel(product).text
    assert "70 to under 90 points" in text
    assert "Recognised at provincial level." in text


def test_a_product_that_is_no_longer_made_says_so_first_and_shows_no_star(product, certificate_factory):
    certificate = certificate_factory(product, stars=4)
    actions.cease(certificate, effective_on=clock.today())
    tree = panel(product)
    assert tree.one("section").text.startswith(f"The product is no longer made since {clock.today():%d/%m/%Y}.")
    assert tree.one("h2").text == "OCOP certificate, product no longer made"
    assert tree.all(data_ocop_stars=True) == []


def test_an_entry_that_was_struck_out_is_not_told_in_the_panel(product, certificate_factory):
    certificate = certificate_factory(product, stars=4)
    wrong = actions.suspend(certificate, effective_on=clock.today())
    actions.strike(wrong, reason="another product")
    actions.revoke(certificate, ground="b", effective_on=clock.today())
    text = panel(product).text
    assert "Suspended" not in text
    assert "No longer meets the criteria" in text


def test_a_certificate_that_was_struck_out_is_not_in_the_history(product, certificate_factory):
    wrong = certificate_factory(product, stars=4)
    certificate_factory(product, stars=4, number="DEMO-2")
    certificate_factory(product, stars=5, number="DEMO-3")
    actions.strike(wrong.events.get(), reason="never was")
    history = panel(product).one("ol", class_="ocop-history")
    assert len(history.children) == 2
    assert wrong.decision.number not in history.text


@pytest.mark.parametrize("number", [1, 30])
def test_the_panel_costs_one_query_beside_the_claim(product, certificate_factory, number, django_assert_num_queries):
    for index in range(number):
        day = clock.today() - timedelta(days=100 - index)
        actions.suspend(certificate_factory(product, number=f"{index}/QĐ", issued_on=day), effective_on=day)
    with django_assert_num_queries(2):
        assert panel(product).one("section")


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


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize(
    "path", ["/", "/catalogue/", "/search/?q=dua", "product", "producer", "/ocop/", "check", "/ocop/check/?q=dua"]
)
def test_no_page_puts_stars_of_the_state_and_marks_of_buyers_into_one_element(client, path):
    listing = get_model("ocop_discovery", "Listing").objects.filter(stars__gte=3, producer_slug__gt="").first()
    code = listing.product.ocop_certificates.in_force().get().code
    own = {
        "product": f"/catalogue/{listing.slug}_{listing.pk}/",
        "producer": f"/producers/{listing.producer_slug}/",
        "check": f"/ocop/check/{code}/",
    }
    page = read(client.get(own.get(path, path)).content.decode())
    seals = [*page.all(data_ocop_stars=True), *page.all(data_ocop_potential=True)]
    marks = page.all(data_review_score=True)
    assert [seal for seal in seals if "data-review-score" in seal] == []
    for seal in seals:
        assert not [element for element in seal.above if element in marks]
        assert not seal.all(data_review_score=True)
        for mark in marks:
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
    languages = {link["hreflang"] for link in page.all("link", rel="alternate", hreflang=True)}
    assert languages == {"vi", "en", "x-default"}


def test_a_certificate_that_ended_yesterday_is_said_to_have_ended(product, certificate_factory, frozen):
    certificate = certificate_factory(product, stars=4)
    frozen(f"{certificate.expires_on + timedelta(days=1)} 08:00:00")
    assert panel(product).one(role="img")["data-ocop-state"] == "expired"
