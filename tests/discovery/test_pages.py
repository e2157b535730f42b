"""The pages of a list, as a browser without JavaScript gets them."""

import re
from datetime import date

import pytest

from ocop_shop.certification import actions as register
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.discovery import freshness
from ocop_shop.test.factories import make_producer, make_product

pytestmark = pytest.mark.django_db

ISSUERS = {
    3: ("UBND tỉnh Vĩnh Long", "province"),
    4: ("UBND tỉnh Vĩnh Long", "province"),
    5: ("Bộ Nông nghiệp và Môi trường", "national"),
}


def certified(stars, **values):
    product = make_product(**values)
    register.grant(product, stars=stars, decision=DecisionFacts("7/QĐ", date(2026, 6, 1), *ISSUERS[stars]))
    return product


def facet_counts(html):
    found = {}
    for tag in re.findall(r"<[^>]*data-facet=\"stars\"[^>]*>", html):
        value = re.search(r'data-value="(\w+)"', tag).group(1)
        found[value] = int(re.search(r'data-count="(\d+)"', tag).group(1))
    return found


def cards(html):
    return re.findall(r'<article[^>]*data-product-id="(\d+)"', html)


def total(html):
    return int(re.search(r'data-result-count="(\d+)"', html).group(1))


@pytest.fixture
def page(client):
    client.get("/catalogue/")  # caches of sites and content types are warm, as in a running shop

    def get(address):
        response = client.get(address)
        assert response.status_code == 200
        return response.content.decode()

    return get


@pytest.mark.parametrize("number", [1, 30])
def test_a_list_costs_at_most_6_queries_whatever_the_number_of_products(number, page, django_assert_max_num_queries):
    maker = make_producer()
    for index in range(number):
        certified(3 + index % 3, producer=maker)
    freshness.ensure_true()
    with django_assert_max_num_queries(6):
        html = page("/catalogue/")
    assert len(cards(html)) == min(number, 24)


@pytest.mark.parametrize("address", ["/catalogue/?", "/search/?q=thu&", "/en/catalogue/?"])
def test_counts_equal_results_for_every_star_value(address, page):
    for stars in (3, 3, 3, 4, 4, 5):
        certified(stars, title=f"Hàng thử {stars} sao")
    make_product(title="Hàng thử không sao")
    counts = facet_counts(page(address))
    assert counts == {"5": 1, "4": 2, "3": 3, "none": 1}
    for value, count in counts.items():
        html = page(f"{address}stars={value}")
        assert (total(html), len(cards(html))) == (count, count)
        assert facet_counts(html) == counts
    both = page(f"{address}stars=5&stars=3")
    assert total(both) == 4


def test_a_badge_is_one_image_with_its_stars(page):
    certified(4)
    html = page("/catalogue/")
    [badge] = re.findall(r"<[^>]*data-ocop-stars=\"4\"[^>]*>", html)
    assert 'role="img"' in badge
    assert "01/06/2029" in badge


def test_a_product_without_certificate_has_no_badge(page):
    make_product()
    assert "data-ocop-stars=" not in page("/catalogue/")


def test_a_link_to_a_page_that_does_not_exist_is_not_found(client):
    assert client.get("/catalogue/?page=2").status_code == 404
