"""What search engines may keep of lists: everything, one star, one place; under one address each, in each language."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.urls import reverse

from ocop_shop.discovery import indexing
from ocop_shop.discovery.parameters import Query
from ocop_shop.test.factories import make_category, make_certificate, make_producer, make_product
from tests.templates.reading import read

pytestmark = pytest.mark.pages
HOST = "http://testserver"


# --- the rule ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query(page=3),
        Query(stars=(5,)),
        Query(stars=(5,), page=2),
        Query(region=("DBSCL",)),
        Query(province=("86",)),
        Query(commune=("29341",)),
        Query(former=("tra-vinh",)),
    ],
)
def test_everything_one_star_and_one_place_may_be_kept_with_their_pages(query):
    assert indexing.may_be_kept(query)


@pytest.mark.parametrize(
    "query",
    [
        Query(stars=(4, 5)),
        Query(stars=(5,), province=("86",)),
        Query(province=("51", "86")),
        Query(words="dừa"),
        Query(potential=True),
        Query(in_stock=True),
        Query(sector=("I",)),
        Query(product_set=(4,)),
        Query(producer_type=("household",)),
        Query(category=(3,)),
        Query(price_min=1),
        Query(price_max=1),
        Query(own=(("harvest", ("spring",)),)),
        Query(sort="price"),
        Query(sort="stars"),
        Query(page=60, at=(59, 1234)),
    ],
)
def test_every_other_choice_may_not(query):
    assert not indexing.may_be_kept(query)


def test_the_address_of_a_list_has_no_order_and_no_neighbour():
    query = Query(stars=(5,), sort="price", page=60, at=(59, 1234))
    assert indexing.address_of(query).encode() == "stars=5&page=60"


# --- what pages say ---------------------------------------------------------------------------------------------------


@pytest.fixture
def shop(db, settings):
    """Three products of one maker in one category, with four stars, on two pages."""
    settings.OCOP_PAGE_SIZE = 2
    shelf, maker = make_category("Mật"), make_producer()
    for _number in range(3):
        make_certificate(make_product(producer=maker, category=shelf), stars=4)
    return {"category": shelf.get_absolute_url(), "province": maker.province.code}


@pytest.fixture
def said(client):
    """What the head and the headers of a page say: address, whether it may be kept, versions by language."""

    def get(path):
        response = client.get(path)
        assert response.status_code == 200
        head = read(response.content.decode()).one("head")
        robots = [meta["content"] for meta in head.all("meta", name_="robots")]
        assert robots == ([response["X-Robots-Tag"]] if "X-Robots-Tag" in response else robots)
        versions = {link["hreflang"]: link["href"] for link in head.all("link", rel="alternate", hreflang=True)}
        return head.one("link", rel="canonical")["href"].removeprefix(HOST), robots == [], versions

    return get


@pytest.mark.parametrize(
    "query", ["", "?page=2", "?stars=4", "?stars=4&page=2", "?province={province}", "?province={province}&page=2"]
)
@pytest.mark.parametrize("base", ["/catalogue/", "category"])
def test_the_first_depth_is_its_own_address_in_both_languages(shop, said, base, query):
    path = shop.get(base, base) + query.format(**shop)
    versions = {"vi": f"{HOST}{path}", "en": f"{HOST}/en{path}", "x-default": f"{HOST}{path}"}
    assert said(path) == (path, True, versions)
    assert said(f"/en{path}") == (f"/en{path}", True, versions)


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("?stars=4&province={province}", "?stars=4&province={province}"),
        ("?province={province}&stars=4", "?stars=4&province={province}"),
        ("?stars=4&stars=3", "?stars=3&stars=4"),
        ("?in_stock=1", "?in_stock=1"),
        ("?sort=price", ""),
        ("?sort=price&page=2", "?page=2"),
        ("?sort=stars", ""),
        ("?page=1", ""),
        ("?page=2&at=1.1", "?page=2"),
        ("?stars=4&utm_source=zalo", "?stars=4"),
        ("?stars=4&stars=4", "?stars=4"),
        ("?q=", ""),
        ("?stars=7", ""),
    ],
)
@pytest.mark.parametrize("base", ["/catalogue/", "category"])
def test_beyond_it_and_under_other_addresses_nothing_is_kept(shop, said, base, asked, address):
    path = shop.get(base, base)
    assert said(path + asked.format(**shop)) == (path + address.format(**shop), False, {})


@pytest.mark.parametrize("query", ["?stars=5", "?province=01"])
def test_an_empty_list_is_not_kept(shop, said, query):
    assert said(f"/catalogue/{query}") == (f"/catalogue/{query}", False, {})


@pytest.mark.parametrize("query", ["", "?q=san+pham", "?stars=4"])
def test_a_search_is_never_kept(shop, said, query):
    assert said(f"/search/{query}") == (f"/search/{query}", False, {})


def test_a_part_of_a_page_is_not_kept_and_names_its_page(shop, client):
    response = client.get("/catalogue/?stars=4&sort=price", headers={"HX-Request": "true"})
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Link"] == f'<{HOST}/catalogue/?stars=4>; rel="canonical"'


def test_neighbours_are_named_by_their_addresses(shop, client):
    head = read(client.get("/catalogue/?stars=4&page=2").content.decode()).one("head")
    assert head.one("link", rel="prev")["href"] == "?stars=4"
    assert head.all("link", rel="next") == []
    assert read(client.get("/catalogue/?in_stock=1").content.decode()).one("head").all("link", rel="next") == []


def test_the_directory_is_kept_page_by_page_and_not_narrowed(db, said):
    for number in range(25):
        make_producer(f"Hộ số {number}")
    assert said("/producers/")[:2] == ("/producers/", True)
    assert said("/producers/?page=2")[:2] == ("/producers/?page=2", True)
    assert said("/producers/?page=9")[:2] == ("/producers/?page=2", False)
    assert said("/producers/?province=86&q=h%E1%BB%99")[:2] == ("/producers/?q=h%E1%BB%99&province=86", False)
    assert said("/producers/?x=1")[:2] == ("/producers/", False)


@pytest.mark.parametrize("name", ["ocop:regions", "ocop:regions-old", "ocop:stars", "ocop:check", "home"])
def test_a_page_without_parameters_of_its_own_has_none_in_its_address(demo_shop, said, name):
    path = reverse(name)
    versions = {"vi": f"{HOST}{path}", "en": f"{HOST}/en{path}", "x-default": f"{HOST}{path}"}
    assert said(f"{path}?utm_source=zalo") == (path, True, versions)


def test_a_page_of_editors_names_the_languages_in_which_it_is_published(demo_shop, said):
    from wagtail.models import Page

    path = "/dong-bang-song-cuu-long/"
    versions = {"vi": f"{HOST}{path}", "en": f"{HOST}/en{path}", "x-default": f"{HOST}{path}"}
    assert said(f"/en{path}") == (f"/en{path}", True, versions)
    Page.objects.get(slug=path.strip("/"), locale__language_code="vi").unpublish()
    assert said(f"/en{path}") == (f"/en{path}", True, {})


def test_the_language_switch_keeps_what_was_asked_and_never_leads_nowhere(demo_shop, client):
    from wagtail.models import Page

    def vietnamese(path):
        return read(client.get(path).content.decode()).one("a", hreflang="vi")["href"]

    assert vietnamese("/en/catalogue/?stars=4&sort=price") == "/catalogue/?stars=4&sort=price"
    Page.objects.get(slug="dong-bang-song-cuu-long", locale__language_code="vi").unpublish()
    assert vietnamese("/en/dong-bang-song-cuu-long/") == "/"


def test_a_page_that_is_not_there_has_no_address(db, client):
    response = client.get("/khong-co/")
    assert response.status_code == 404
    assert read(response.content.decode()).all("link", rel="canonical") == []


def test_the_card_of_a_link_has_the_address_of_the_page(shop, client):
    product = read(client.get("/catalogue/").content.decode()).all("article", data_product_id=True)[0]
    path = product.one("h2").one("a")["href"]
    head = read(client.get(f"{path}?utm_source=zalo").content.decode()).one("head")
    assert head.one("meta", property="og:url")["content"] == head.one("link", rel="canonical")["href"]
    assert head.one("link", rel="canonical")["href"] == f"{HOST}{path}"


def test_nothing_is_said_where_there_is_no_request():
    written = Template("{% load ocop %}{% ocop_addresses %}|{% ocop_in_language 'en' %}").render(Context())
    assert written == "|/en/"


def test_what_an_address_holds_cannot_leave_its_attribute(db, client):
    page = client.get('/search/?q="><script>x()</script>').content.decode()
    assert "<script>x()" not in page
    assert read(page).one("link", rel="canonical")["href"].startswith(f"{HOST}/search/?q=%22%3E%3Cscript%3E")


# --- links ------------------------------------------------------------------------------------------------------------


def links(client, path):
    """The links of the list at `path` by address, each with its `rel`."""
    found = read(client.get(path).content.decode()).one(id="ocop-list").all("a", href=True)
    return {link["href"]: link.attributes.get("rel", "") for link in found if link["href"].startswith(("?", "./"))}


def test_crawlers_are_sent_to_the_first_depth_and_no_further(shop, client):
    for path in ("/catalogue/", "/catalogue/?stars=4", "/catalogue/?stars=4&in_stock=1&sort=name"):
        for address, rel in links(client, path).items():
            pairs = [pair.partition("=")[0] for pair in address.strip("?./").split("&") if pair]
            narrowing = [name for name in pairs if name != "page"]
            is_first = len(narrowing) <= 1 and set(narrowing) <= set(indexing.FACETS)
            assert ("nofollow" in rel) is not is_first, (path, address)


def test_stars_and_places_above_a_list_are_ways_for_crawlers(shop, client):
    found = links(client, "/catalogue/")
    assert found["?stars=4"] == found[f"?province={shop['province']}"] == ""
    assert found["?sort=name"] == "nofollow"
    assert found["?page=2"] in ("", "next")
