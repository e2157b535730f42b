"""The stage "potential 5 stars" on every surface of finding: its own label, its own filter, its own count."""

import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.translation import gettext

from ocop_shop.certification import actions as register
from ocop_shop.certification.actions import Scoring
from ocop_shop.core.clock import VIETNAM
from ocop_shop.discovery import freshness
from ocop_shop.discovery.models import Listing
from ocop_shop.discovery.parameters import Query
from ocop_shop.discovery.shelf import shelf
from ocop_shop.test.clock import frozen
from ocop_shop.test.factories import make_category, make_certificate, make_producer, make_product

pytestmark = pytest.mark.django_db

SCORED_ON = date(2026, 6, 20)


def promising(stars=None, scored_on=SCORED_ON, **values):
    """A product that a province's council gave 92 points; with `stars`, certified before."""
    product = make_product(**values)
    if stars:
        make_certificate(product, stars=stars, issued_on=date(2026, 5, 30))
    register.record_evaluation(product, Scoring("province", scored_on, "potential_5", total=Decimal(92)))
    return product


def counted(query=None):
    """Value and count of all filters, by name."""
    page = shelf(query or Query())
    shown = {f.name: {v.value: v.count for v in f.values} for f in page.filters}
    return shown | {name: {value.value: value.count} for name, value in page.toggles.items()}


def flags(html):
    """The count of the toggle in a page."""
    [tag] = re.findall(r'<[^>]*data-facet="potential"[^>]*>', html)
    assert 'data-value="1"' in tag
    return int(re.search(r'data-count="(\d+)"', tag).group(1))


def cards_with_the_sign(html):
    articles = re.findall(r'<article[^>]*data-product-id="(\d+)".*?</article>', html, re.DOTALL)
    signed = re.findall(r'<article[^>]*data-product-id="(\d+)"(?:(?!</article>).)*data-ocop-potential', html, re.DOTALL)
    return set(map(int, signed)), set(map(int, articles))


def test_the_toggle_has_its_own_count_beside_the_stars():
    promising()
    promising(stars=4)
    make_certificate(stars=5)
    assert counted()["potential"] == {"1": 2}
    assert counted()["stars"] == {"5": 1, "4": 1, "3": 0, "none": 1}


def test_a_stage_is_no_star_whatever_is_asked_for():
    promising()
    assert shelf(Query(stars=(5,))).total == 0
    assert shelf(Query(stars=(5,), potential=True)).total == 0
    assert Listing.objects.get().stars == 0
    [card] = shelf(Query(potential=True)).cards
    assert (card.claim.has_badge, card.claim.stars) == (False, None)


def test_a_product_may_hold_four_stars_and_be_on_its_way_to_five():
    product = promising(stars=4)
    [card] = shelf(Query(stars=(4,), potential=True)).cards
    assert (card.product_id, card.claim.stars, card.stage.evaluated_on) == (product.pk, 4, SCORED_ON)


def test_counts_equal_results_with_and_without_the_toggle():
    promising(province="86")
    promising(stars=4, province="51")
    make_certificate(make_product(province="86"), stars=4)
    make_certificate(make_product(province="51", stock=0), stars=3)
    for base in (Query(), Query(potential=True), Query(stars=(4,)), Query(province=("86",)), Query(in_stock=True)):
        counts = counted(base)
        assert counts["potential"]["1"] == shelf(base.having(potential=True)).total, base
        for value, count in counts["stars"].items():
            assert count == shelf(base.having(stars=(0 if value == "none" else int(value),))).total, (base, value)
        for value, count in counts["province"].items():
            assert count == shelf(base.having(province=(value,))).total, (base, value)


def test_the_toggle_is_counted_without_its_own_choice():
    promising()
    make_product()
    assert counted(Query(potential=True))["potential"] == counted()["potential"] == {"1": 1}


def test_at_midnight_the_stage_is_over_with_no_job_run(client):
    product = promising()
    with frozen(datetime(2029, 6, 20, 23, 59, 59, tzinfo=VIETNAM)):
        html = client.get("/catalogue/").content.decode()
        assert (flags(html), cards_with_the_sign(html)) == (1, ({product.pk}, {product.pk}))
    with frozen(datetime(2029, 6, 21, 0, 0, 0, tzinfo=VIETNAM)):
        html = client.get("/catalogue/").content.decode()
        assert (flags(html), cards_with_the_sign(html)) == (0, (set(), {product.pk}))
        assert "data-ocop-potential" not in client.get(product.get_absolute_url()).content.decode()


def test_a_stage_that_begins_later_is_not_shown_before_its_day():
    product = promising(scored_on=date(2026, 12, 1))
    with frozen(datetime(2026, 11, 30, 23, 59, 59, tzinfo=VIETNAM)):
        assert counted()["potential"] == {"1": 0}
    with frozen(datetime(2026, 12, 1, 0, 0, 0, tzinfo=VIETNAM)):
        assert [card.product_id for card in shelf(Query(potential=True)).cards] == [product.pk]


@pytest.mark.parametrize(("stars", "number"), [(5, 1), (4, 0)])
def test_a_certificate_answers_the_stage_at_once(client, stars, number):
    product = promising()
    assert flags(client.get("/catalogue/").content.decode()) == 1
    make_certificate(product, stars=stars, issued_on=date(2026, 9, 1))
    html = client.get("/catalogue/").content.decode()
    assert flags(html) == 0
    assert counted()["stars"]["5"] == number


def test_a_withdrawn_scoring_takes_the_flag_away_at_once():
    product = promising()
    register.withdraw_evaluation(product.ocop_evaluations.get(), reason="Nhập nhầm sản phẩm")
    assert counted()["potential"] == {"1": 0}
    assert Listing.objects.get().potential_5 is False


@pytest.mark.parametrize("address", ["/catalogue/", "/search/", "/en/catalogue/"])
def test_a_shared_link_narrows_and_says_so(client, address):
    product = promising(title="Trà Thử Nghiệm")
    make_product(title="Trà khác")
    response = client.get(address, {"potential": "1"})
    html = response.content.decode()
    assert cards_with_the_sign(html) == ({product.pk}, {product.pk})
    with translation.override("en" if address.startswith("/en/") else "vi"):
        assert f"{gettext('Potential 5 stars')}</span>" in html
    assert 'data-result-count="1"' in html


def test_a_category_counts_only_its_own():
    inside = promising(category=make_category("Chè"))
    promising()
    category = inside.categories.get()
    page = shelf(Query(potential=True), category=category)
    assert [card.product_id for card in page.cards] == [inside.pk]


def test_every_shelf_shows_the_sign_apart_from_the_seal(client):
    maker = make_producer("HTX Thử Nghiệm")
    promising(stars=4, producer=maker)
    for address in ("/catalogue/", f"/producers/{maker.slug}/"):
        html = client.get(address).content.decode()
        [sign] = re.findall(r"<[^>]*data-ocop-potential[^>]*>", html)
        assert "data-ocop-stars" not in sign
        assert 'data-ocop-stars="4"' in html
        assert 'data-ocop-stars="5"' not in html


@pytest.mark.parametrize("number", [1, 30])
def test_a_shelf_of_promising_products_stays_within_its_budget(client, django_assert_max_num_queries, number):
    for _product in range(number):
        promising()
    client.get("/catalogue/")
    with django_assert_max_num_queries(8):
        html = client.get("/catalogue/?potential=1").content.decode()
    assert flags(html) == number


def test_a_row_knows_since_when_its_claim_holds():
    certificate = make_certificate(issued_on=date(2026, 6, 1))
    make_product()
    freshness.ensure_true()
    rows = Listing.objects.order_by("pk").values_list("claim_since", flat=True)
    assert list(rows) == [date(2026, 6, 1), None]
    register.suspend(certificate, effective_on=date(2026, 10, 1))
    freshness.ensure_true()
    assert Listing.objects.get(pk=certificate.product_id).claim_since == date(2026, 10, 1)


def test_the_page_of_a_product_shows_the_sign_with_a_way_to_its_meaning(client):
    product = promising(stars=4)
    html = client.get(product.get_absolute_url()).content.decode()
    [link] = re.findall(r'<a[^>]*href="([^"]*)"[^>]*>\s*<span[^>]*data-ocop-potential', html)
    page, _hash, anchor = link.partition("#")
    assert f'id="{anchor}"' in client.get(page).content.decode()
