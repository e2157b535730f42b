"""robots.txt: the first depth of lists is open, what belongs to somebody or never ends is closed."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest
from django.urls import reverse

from ocop_shop.test.factories import make_category, make_producer, make_product
from tests.discovery.crawling import Robots

pytestmark = pytest.mark.pages

OPEN = [
    "/",
    "/catalogue/",
    "/catalogue/?page=2",
    "/catalogue/?stars=5",
    "/catalogue/?stars=5&page=2",
    "/catalogue/?province=86",
    "/catalogue/?province=86&page=12",
    "/catalogue/?commune=29341",
    "/catalogue/?former=tra-vinh&page=2",
    "/catalogue/?region=DBSCL",
    "/catalogue/mat-hoa-dua_1/",
    "/catalogue/mat-hoa-dua_1/?utm_source=zalo&utm_medium=chat",
    "/catalogue/mat-hoa-dua_1/reviews/",
    "/catalogue/category/do-uong/mat_3/",
    "/producers/",
    "/producers/?page=2",
    "/producers/htx-thu/",
    "/regions/",
    "/regions/vinh-long/",
    "/ocop/",
    "/ocop/check/",
    "/ocop/check/ABCDEFGHJK/",
    "/feeds/products.atom",
    "/dong-bang-song-cuu-long/",
    "/static/ocop_shop/ocop.css",
]
# What takes a reader of wildcards to see.
OPEN_TO_WILDCARDS = [
    "/catalogue/category/do-uong/mat_3/?stars=5",
    "/catalogue/category/do-uong/mat_3/?province=86&page=2",
    "/catalogue/category/do-uong/mat_3/?page=2",
]
CLOSED = [
    "/catalogue/?sort=price",
    "/catalogue/?sort=price&page=2",
    "/catalogue/?q=dua",
    "/catalogue/?at=59.1&page=60",
    "/search/?q=dua",
    "/producers/?q=htx&page=2",
    "/regions/?q=tra+vinh",
    "/ocop/check/?q=mat",
    "/ocop/case/A1/",
    "/basket/",
    "/basket/add/1/",
    "/accounts/login/",
    "/accounts/orders/1/",
    "/checkout/shipping-address/",
    "/password-reset/",
    "/portal/",
    "/portal/products/",
    "/cms/login/",
    "/dashboard/login/",
]
CLOSED_TO_WILDCARDS = [
    "/catalogue/?in_stock=1",
    "/catalogue/?potential=1",
    "/catalogue/?price_min=1000",
    "/catalogue/?sector=I",
    "/catalogue/?category=3",
    "/catalogue/?harvest=spring",
    "/search/?stars=5",
    "/producers/?province=86",
    "/regions/near/?next=%2F",
    "/catalogue/?stars=5&province=86",
    "/catalogue/?stars=4&stars=5",
    "/catalogue/?stars=5&sort=price",
    "/catalogue/?stars=5&province=86&page=2",
    "/catalogue/?stars=5&page=2&at=1.2",
    "/catalogue/?province=86&in_stock=1",
    "/catalogue/?page=2&at=1.2",
    "/catalogue/?page=2&sort=price",
    "/catalogue/category/do-uong/mat_3/?sort=price",
    "/catalogue/category/do-uong/mat_3/?stars=5&province=86",
    "/catalogue/category/do-uong/mat_3/?stars=5&province=86&page=2",
    "/catalogue/mat-hoa-dua_1/reviews/add/",
    "/ocop/check/ABCDEFGHJK/doubt/",
]


@pytest.fixture
def lines(db, client):
    """The lines of the file."""
    response = client.get("/robots.txt")
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return response.content.decode().splitlines()


def english(paths):
    """The same addresses in English; the pages of staff and the files have one language."""
    return [f"/en{path}" for path in paths if not path.startswith(("/cms/", "/static/"))]


def test_whoever_reads_wildcards_is_kept_to_the_first_depth(lines):
    robots = Robots(lines)
    may, may_not = [*OPEN, *OPEN_TO_WILDCARDS], [*CLOSED, *CLOSED_TO_WILDCARDS]
    assert [path for path in may + english(may) if not robots.may_fetch(path)] == []
    assert [path for path in may_not + english(may_not) if robots.may_fetch(path)] == []


def test_whoever_reads_no_wildcards_takes_the_first_rule_that_fits_and_misses_nothing_that_is_open(lines):
    parser = RobotFileParser()
    parser.parse(lines)
    assert [path for path in OPEN + english(OPEN) if not parser.can_fetch("Any", f"http://testserver{path}")] == []
    assert [path for path in CLOSED + english(CLOSED) if parser.can_fetch("Any", f"http://testserver{path}")] == []


def test_the_sitemap_is_named_and_open(lines):
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"
    robots = Robots(lines)
    assert robots.may_fetch("/sitemap.xml")
    assert robots.may_fetch("/sitemap-products-12.xml")


def test_every_address_of_a_closed_area_is_closed(lines):
    robots = Robots(lines)
    names = ("basket:summary", "checkout:preview", "customer:order-list", "dashboard:order-list", "wagtailadmin_home")
    assert [name for name in names if robots.may_fetch(reverse(name))] == []


def test_the_addresses_of_real_categories_and_products_fit_the_patterns(lines):
    shelf = make_category("Mật", parent=make_category("Đồ uống"))
    product = make_product(category=shelf, producer=make_producer())
    robots = Robots(lines)
    assert robots.may_fetch(f"{shelf.get_absolute_url()}?stars=5")
    assert not robots.may_fetch(f"{shelf.get_absolute_url()}?sort=price")
    review = reverse("catalogue:reviews-add", kwargs={"product_slug": product.slug, "product_pk": product.pk})
    assert not robots.may_fetch(review)


def test_a_shop_adds_lines_for_everybody_and_for_single_crawlers(db, client, settings):
    settings.OCOP_ROBOTS = ["Disallow: /blog/drafts/", "", "User-agent: GreedyBot", "Disallow: /"]
    lines = client.get("/robots.txt").content.decode().splitlines()
    parser = RobotFileParser()
    parser.parse(lines)
    assert not parser.can_fetch("Any", "http://testserver/blog/drafts/1/")
    assert parser.can_fetch("Any", "http://testserver/blog/1/")
    assert not parser.can_fetch("GreedyBot", "http://testserver/")
    assert lines[-1].startswith("Sitemap: ")


def test_a_shop_of_one_language_without_pages_and_sitemap_has_rules_too(db, client, settings):
    settings.ROOT_URLCONF = "tests.discovery.small_urls"
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert [line for line in lines if "/en/" in line or line.startswith("Sitemap") or "/cms/" in line] == []
    assert "Disallow: /producers/?*" in lines


def test_it_asks_the_database_nothing_and_may_be_kept_for_an_hour(lines, client, assert_queries):
    with assert_queries(0):
        first = client.get("/robots.txt")
    assert first["Cache-Control"] == "public, max-age=3600"
    assert client.get("/robots.txt", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.post("/robots.txt").status_code == 405
    assert len(first.content) < 20_000
